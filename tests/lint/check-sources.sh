# Sizes, opening paragraphs, leftovers.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
tracked() { git ls-files -- "$@" 2> /dev/null || find "$@" -type f; }

# The table of all fields apart: it is looked things up in, not read.
tracked src include tests plugins | grep -E '\.(c|h|def|lua|sh|awk|js|mjs|css)$' | grep -v '^src/model/fields.def$' | xargs wc -l |
    awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines, more than 600" }' > "$work/bad"
verdict "files have at most 600 lines" "$work/bad"

# Of functions, from the brace in column 0 to its fellow.
# shellcheck disable=SC2046 # a list of files without spaces
awk '
    FNR == 1 { start = 0 }
    /^[a-z].*\)$/ || /^[ \t].*\)$/ { head = $0 }
    /^\{/ { start = FNR }
    /^\}/ && start {
        if (FNR - start - 1 > 80) print FILENAME ":" start ": a function of " FNR - start - 1 " lines: " head
        start = 0
    }' $(find src -name '*.c' | sort) > "$work/bad"
verdict "functions have at most 80 lines" "$work/bad"

for file in $(find src include tests -name '*.[ch]' | sort); do
    [ "$(head -c 2 "$file")" = "/*" ] || echo "$file"
done > "$work/bad"
verdict "files open with a paragraph" "$work/bad"

# Built so that this file does not find itself.
marks="TO""DO|FIX""ME|XX""X|HA""CK"
tracked . | grep -vE '\.(svg|png)$|^docs/diagnostics.md' | xargs grep -nIwE "$marks" 2> /dev/null > "$work/bad"
verdict "nothing is left to be done" "$work/bad"

tracked . | grep -vE '^tests/|\.svg$' | xargs grep -nIE '(^|[^A-Za-z0-9_./-])/(work|home|root|tmp|Users)/' 2> /dev/null > "$work/bad"
verdict "no paths of one machine" "$work/bad"

tracked . | grep -vE '\.(png|ico)$' | xargs grep -nIE '[[:space:]]+$' 2> /dev/null |
    grep -vE '^(tests/(errors|golden|samples|fuzz|commonmark)|docs/diagnostics.md)' | cut -c 1-120 > "$work/bad"
verdict "no white space at the ends of lines" "$work/bad"
finish
