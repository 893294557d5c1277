// Opens the HTML pages of the folders given in Debian's Chromium and holds each against what a reader
// needs: no axe-core violation at a wide and a narrow width and in the dark, nothing wider than a narrow
// screen, and paper of the right size with a number on every page. Prints TAP lines. Whether a page runs
// from right to left is the page's own affair: name pages of both kinds.
//
//   node check.mjs [--from N] FOLDER|FILE…      counts on from N; SCREENSHOTS=FOLDER also keeps pictures
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
// In points, as pdfinfo gives them; one page may be off by a point.
const papers = { A4: [595, 842], letter: [612, 792], A5: [420, 595] };
const screenshots = process.env.SCREENSHOTS;

const args = process.argv.slice(2);
let n = args[0] === "--from" ? Number(args.splice(0, 2)[1]) : 0, bad = 0;
function verdict(name, faults) {
  n++;
  if (faults.length) bad++;
  console.log(`${faults.length ? "not ok" : "ok"} ${n} - ${name}`);
  for (const fault of faults.slice(0, 12)) console.log(`#   ${fault}`);
}

async function axeFaults(page) {
  const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags, resultTypes: ["violations"] }), rules);
  return found.violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(" ")} (${v.help})`));
}

// What stands over the side of the screen, and by how much.
function wideFaults(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const over = [...document.querySelectorAll("main *")].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 1 && (box.right > width + 1 || box.left < -1);
    });
    return over.map((e) => `${e.tagName.toLowerCase()}.${e.className}: ${e.textContent.trim().slice(0, 50)}`)
      .concat(`the page is ${document.documentElement.scrollWidth} px wide`);
  });
}

// Every file of the page is the page: it asks for nothing else.
function watchRequests(page) {
  const asked = [];
  page.on("request", (r) => { if (!/^(file|data):/.test(r.url())) asked.push(`asks for ${r.url()}`); });
  page.on("pageerror", (e) => asked.push(`script error: ${e.message}`));
  return asked;
}

async function look(page, file, name, width, scheme) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme, media: "screen" });
  const faults = await axeFaults(page);
  if (width < 400) faults.push(...await wideFaults(page));
  if (screenshots) await page.screenshot({ path: join(screenshots, `${basename(file, ".html")}-${name}.png`), fullPage: true });
  return faults;
}

function run(command, ...args) {
  return execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
}

// The numbers that a page's last lines show, whatever their digits are.
function numbersIn(text) {
  const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0x1040];
  const ascii = [...text].map((c) => {
    const zero = zeros.find((z) => c.codePointAt(0) >= z && c.codePointAt(0) < z + 10);
    return zero === undefined ? c : String(c.codePointAt(0) - zero);
  });
  return (ascii.join("").match(/\d+/g) ?? []).map(Number);
}

async function paperFaults(page, work, html) {
  const pdf = join(work, "page.pdf");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: false });
  if (screenshots) run("pdftoppm", "-r", "70", "-png", pdf, join(screenshots, basename(page.url(), ".html") + "-paper"));
  const paper = html.match(/@page\{size:(\w+)/)?.[1];
  const info = run("pdfinfo", pdf);
  const [, width, height] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/).map(Number);
  const pages = Number(info.match(/Pages:\s+(\d+)/)[1]);
  const faults = [];
  if (!papers[paper]) faults.push(`the page names no paper: ${paper}`);
  else if (Math.abs(width - papers[paper][0]) > 1 || Math.abs(height - papers[paper][1]) > 1)
    faults.push(`${paper} comes out as ${width} x ${height} points`);
  if (basename(page.url()).startsWith("handout-") && pages > 1) faults.push(`a handout has one side, not ${pages}`);
  const texts = run("pdftotext", "-layout", pdf, "-").split("\f").slice(0, pages);
  texts.forEach((text, i) => {
    const foot = numbersIn(text.trimEnd().split("\n").slice(-4).join(" "));
    if (!foot.includes(i + 1) || !foot.includes(pages)) faults.push(`page ${i + 1} of ${pages} has no number`);
  });
  return faults;
}

async function check(browser, file, work) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = watchRequests(page);
  const html = readFileSync(file, "utf8");
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  const name = join(basename(dirname(file)), basename(file));
  const direction = await page.evaluate(() => document.documentElement.dir);
  verdict(`${name} (${direction}): axe, 1280 px`, await look(page, file, "wide", 1280, "light"));
  verdict(`${name} (${direction}): axe, 360 px, nothing wider`, await look(page, file, "narrow", 360, "light"));
  verdict(`${name} (${direction}): axe, dark`, await look(page, file, "dark", 1280, "dark"));
  verdict(`${name} (${direction}): paper`, await paperFaults(page, work, html));
  verdict(`${name} (${direction}): asks for nothing else`, asked);
  await context.close();
}

function pagesBelow(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).sort().filter((f) => f.endsWith(".html")).map((f) => join(path, f));
}

const files = args.flatMap((path) => pagesBelow(resolve(path)));
const work = mkdtempSync(join(tmpdir(), "baraza-browser-"));
if (screenshots) mkdirSync(screenshots, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: flags });
try {
  for (const file of files) await check(browser, file, work);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(`1..${n}`);
process.exitCode = bad || !n ? 1 : 0;
