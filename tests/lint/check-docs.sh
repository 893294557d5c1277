# Generated pages are current.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
mkdir "$work/docs"
sh tests/lint/write-docs.sh "$work" > "$work/bad" 2>&1
(cd "$work" && find docs -type f) | sort | while read -r page; do
    cmp -s "$work/$page" "$page" || {
        echo "$page is stale: run make docs"
        diff "$page" "$work/$page" | head -n 6
    }
done >> "$work/bad" 2>&1
verdict "generated pages are current" "$work/bad"

for schema in docs/schema/*.json; do
    json_lines < "$schema" > "$work/lines" 2> "$work/why" || sed "s|^|$schema: |" "$work/why"
done > "$work/bad"
verdict "the schemas are JSON" "$work/bad"
finish
