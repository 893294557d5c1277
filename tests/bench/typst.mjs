// Compiles one Typst file to PDF: node typst.mjs FOLDER-OF-THE-PACKAGE FONTS IN OUT. With a fifth argument it
// says how many milliseconds the compiler took by itself, without the start of node.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const [, , home, fonts, from, to, talk] = process.argv;
const { NodeCompiler } = createRequire(home + '/')('@myriaddreamin/typst-ts-node-compiler');
const start = performance.now();
const compiler = NodeCompiler.create({ workspace: dirname(from), fontArgs: [{ fontPaths: [fonts] }] });
const pdf = compiler.pdf({ mainFileContent: readFileSync(from, 'utf8') });
writeFileSync(to, pdf);
if (talk) console.log((performance.now() - start).toFixed(1));
