# Writes the generated pages below the folder given: docs/diagnostics.md, docs/format.md,
# docs/plugin-api.md and docs/schema/*.json. The programs that print them lie in $O/tool.
set -eu
to=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
tool=${O:-$top/build}/tool
export LC_ALL=C
mkdir -p "$to/docs/schema"
awk -v as=md -f "$top/tests/lint/explain.awk" "$top/src/base/codes.def" "$top"/tests/errors/*.txt > "$to/docs/diagnostics.md"
"$tool/reference" > "$to/docs/format.md"
for file in $("$tool/schema"); do
    "$tool/schema" "$file" > "$to/docs/schema/$file.json"
done
"$tool/plugin-reference" > "$to/docs/plugin-api.md"
mkdir -p "$to/docs/luacats"
"$tool/plugin-reference" stubs > "$to/docs/luacats/baraza.lua"
