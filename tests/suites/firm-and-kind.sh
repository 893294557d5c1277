# The sample that was written before the program: what its README expects.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/samples/firm-and-kind" "$work/root"
cd "$work/root" || exit 1
built=$work/built

only_warnings() {
    "$BARAZA" check > "$work/out" 2> "$work/err" || { cat "$work/err"; return 1; }
    ! grep -v '^warning' "$work/err" | grep '^[a-z]*\[[A-Z]' && grep -q 'example' "$work/err"
}
expect "check warns of what is only an example, and of no error" only_warnings
expect "it builds for the group" "$BARAZA" build -c fathers-tuesday -f html,tree -o "$built"

json_lines < "$built/manifest.json" > "$work/lines"
# The files of one audience, or (with !) of all others.
files_of() {
    awk -v audience="$1" '
        { value = substr($0, length($1) + 2) }
        $1 ~ /\.file$/ { file = value }
        $1 ~ /\.audience$/ { if (audience ~ /^!/ ? value != substr(audience, 2) : value == audience) print file }
    ' "$work/lines" | grep '\.html$'
}
in_built() { cd "$built" && html_text "$@"; }
# shellcheck disable=SC2046 # lists of files without spaces
(in_built $(files_of facilitator)) > "$work/facilitator"
# shellcheck disable=SC2046
(in_built $(files_of '!facilitator')) > "$work/others"
cat "$work/facilitator" "$work/others" > "$work/all"

has() { grep -qF -- "$2" "$1" || { echo "$(basename "$1") lacks: $2"; return 1; }; }
lacks() { ! grep -nF -- "$2" "$1" || { echo "$(basename "$1") has: $2"; return 1; }; }

# The envelope's table, a row a line: item|count|how.
(cd "$built" && cat envelope-1.html) | tr -d '\n' | sed 's/<\/tr>/\n/g' | sed 's/<\/t[dh]>/|/g; s/<[^>]*>//g' > "$work/rows"
row() { grep -qE "$1 *\| *$2 *\|" "$work/rows" || { echo "no row $1, $2:"; cat "$work/rows"; return 1; }; }
expect "14 portions of water" row "drinking water" 14
expect "5 sets of situation cards" row "situation cards" 5
expect "one flip chart" row "flip chart and marker" 1
one_each() { [ "$(grep -cE '^\.files\[[0-9]*\]\.document envelope-' "$work/lines")" -eq 2 ]; }
expect "one envelope a meeting (in two formats)" one_each

expect "the mother is Akinyi" has "$work/all" "Akinyi's jaw goes tight"
expect "her son is Otieno" has "$work/all" "Otieno, her son, is six"
expect "the drink is porridge" has "$work/all" "The porridge runs over the floor"
for name in Amina Yusuf '{{' '}}'; do expect "nowhere: $name" lacks "$work/all" "$name"; done

expect "the hospital is on the facilitator's pages" has "$work/facilitator" "Example County Hospital"
expect "and on no other" lacks "$work/others" "Example County Hospital"
expect "the helpline is on the caregivers' pages" has "$work/others" "Example Child Helpline"
no_number() {
    ! grep -lE 'tel:|sms:|700[^0-9]*000[^0-9]*00[1-4]' "$built"/*
}
expect "no number of an example is printed" no_number

notes() {
    n=$("$BARAZA" why calm/practice -c fathers-tuesday 2> /dev/null | grep -c 'insert by plugin nobody-has-to-read')
    [ "$n" -eq 1 ] || { echo "$n changes"; "$BARAZA" why calm/practice -c fathers-tuesday; return 1; }
}
expect "nobody-has-to-read adds one note to practice" notes
other_notes() {
    ! "$BARAZA" why calm/story -c fathers-tuesday 2> /dev/null | grep 'nobody-has-to-read'
}
expect "and none to a part that asks nobody to read" other_notes
printed_once() {
    n=$(html_text "$built"/guide*.html | grep -o 'Nobody has to read or write' | wc -l)
    [ "$n" -eq 1 ] || { echo "printed $n times"; return 1; }
}
expect "the note is printed once" printed_once
expect "where nobody reads, the situations are told" has "$work/facilitator" "Tell each situation aloud"

# The adaptation's changes, the plan, the record.
expect "the rewording is printed" has "$work/facilitator" "just before you shout, hit or walk out"
expect "so is the new part" has "$work/facilitator" "What our fathers did"
"$BARAZA" plan -c fathers-tuesday --json > "$work/plan" 2> /dev/null
json_lines < "$work/plan" > "$work/lines"
fits() { grep -qx '.meetings\[0\].minutes 90' "$work/lines" || { cat "$work/lines"; return 1; }; }
expect "95 usual minutes are brought to 90" fits
"$BARAZA" adapt record -c fathers-tuesday -f json 2> /dev/null | json_lines > "$work/lines"
cut_by_planner() { n=$(grep -c 'verb shorten$' "$work/lines") && [ "$n" -ge 1 ] && grep -q 'nature shortening_condensing' "$work/lines" || { cat "$work/lines"; return 1; }; }
expect "and the record says where" cut_by_planner
light() { grep -A9 'verb reword$' "$work/lines" | grep -q 'may_change with_approval' && grep -q 'approved_by programme owner' "$work/lines" || { cat "$work/lines"; return 1; }; }
expect "the rewording is red, and approved" light
sed -i '/^approvals:/,$d' curricula/contexts/adaptations/lakeside/adaptation.yaml
refused() {
    ! "$BARAZA" build -c fathers-tuesday -o "$work/refused" > /dev/null 2> "$work/err" && [ ! -e "$work/refused" ] &&
        grep -q 'parts: \[session/calm/talk-about-it/body\]' "$work/err" || { cat "$work/err"; return 1; }
}
expect "without the approval it is refused, and the lines to add are printed" refused
finish
