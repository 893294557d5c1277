# Diagnostics: rows of codes.def, the code that reports them, and their test pairs fit together.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
sed -n 's/^BZ_CODE(\([A-Z][0-9]*\),.*/\1/p' src/base/codes.def | sort > "$work/rows"
for file in tests/errors/*.txt; do basename "$file" .txt; done | sort > "$work/pairs"

uniq -d "$work/rows" | sed 's/$/ stands twice in codes.def/' > "$work/bad"
verdict "codes are unique" "$work/bad"
comm -23 "$work/rows" "$work/pairs" | sed 's|.*|& has no tests/errors/&.txt|' > "$work/bad"
verdict "every code has its pair" "$work/bad"
comm -13 "$work/rows" "$work/pairs" | sed 's|.*|tests/errors/&.txt has no row in codes.def|' > "$work/bad"
verdict "every pair has its code" "$work/bad"

# shellcheck disable=SC2046 # a list of files without spaces
grep -ohE '\bBZ_[A-Z][0-9]{3}\b' $(find src -name '*.[ch]') | sed 's/^BZ_//' | sort -u > "$work/used"
comm -23 "$work/rows" "$work/used" | sed 's/$/ is reported nowhere/' > "$work/bad"
verdict "every code is reported somewhere" "$work/bad"

for file in tests/errors/*.txt; do
    for section in why message mended; do
        grep -qE "^=== $section" "$file" || echo "$file: no section \`$section\`"
    done
done > "$work/bad"
verdict "pairs are whole" "$work/bad"
finish
