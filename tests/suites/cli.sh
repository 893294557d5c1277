# The manners of the program: exit statuses, help, suggestions, what goes to which stream.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/errors/base" "$work/tiny"
cd "$work/tiny" || exit 1
baraza() { "$BARAZA" "$@"; }
# Both streams kept apart: $work/out and $work/err.
run() { baraza "$@" > "$work/out" 2> "$work/err" < /dev/null; }
says() { grep -qF -- "$1" "$work/out" || { echo "standard output lacks: $1"; cat "$work/out"; return 1; }; }
tells() { grep -qF -- "$1" "$work/err" || { echo "standard error lacks: $1"; cat "$work/err"; return 1; }; }
is_silent() { [ ! -s "$work/$1" ] || { echo "$1 is not empty:"; cat "$work/$1"; return 1; }; }

# --- exit statuses
check_is_clean() { fails_with 0 run check && is_silent err; }
expect "0: a valid root" check_is_clean
broken() {
    cp -R "$work/tiny" "$work/broken"
    sed -i '/^minutes/d' "$work/broken/curricula/tiny/sessions/one.yaml"
    fails_with 1 run check -C "$work/broken" && tells "error[" && tells "one.yaml:" && tells "1 error"
}
expect "1: an error in a curriculum" broken
expect "2: no command" fails_with 2 run
expect "2: an option that no command has" fails_with 2 run check --colour
expect "2: a group that is not there" fails_with 2 run build -c nobody
expect "2: a format that is not there" fails_with 2 run build tiny -f pfd
no_session() { fails_with 2 run build -c us --session onee && tells "there is no session" && tells "did you mean \`one\`?"; }
expect "2: a session that is not there, with a suggestion" no_session
no_document() { fails_with 2 run build -c us --document guide-onee && tells "did you mean \`guide-one\`?"; }
expect "2: a document that is not there, with a suggestion" no_document
documents_so() { fails_with 2 run build -c us --document guide && tells "\`guide-one\`"; }
expect "2: the beginning of a document's name, with those that begin so" documents_so
no_meeting() {
    # A paper that is for every meeting makes no meeting of a number that is none.
    fails_with 2 run pack -c us --meeting 40 && tells "there is no meeting 40" && tells "baraza plan -c us"
}
expect "2: a meeting that is not there" no_meeting
meeting_day() { fails_with 2 run pack -c us --meeting saturday && tells "takes a number"; }
expect "2: a meeting by its day" meeting_day
packed_again() {
    run plan -c us --json && cp "$work/out" "$work/plan.json"
    fails_with 0 run pack -C "$work/tiny" -c us --meeting 1 -f html --from "$work/plan.json" -o "$work/packed"
}
expect "the papers of a meeting of an earlier plan, from elsewhere" packed_again
a_group() { fails_with 2 run build us && tells "write \`-c us\`"; }
expect "2: a group in place of a curriculum" a_group
all_formats() { fails_with 2 run build -c us -f docx && tells html && tells xlsx; }
expect "2: a format that is far from all, with those there are" all_formats
which_curriculum() {
    mkdir -p curricula/holidays && cp -R curricula/tiny curricula/other
    fails_with 2 run build && tells "there are 2" && ! grep -q holidays "$work/err"
    status=$?
    rm -rf curricula/holidays curricula/other
    return $status
}
expect "2: which curriculum, and lists of holidays are none" which_curriculum
option_slip() { fails_with 2 run build -c us --larg && tells "did you mean \`--large-print\`"; }
expect "2: the beginning of an option, with the one that begins so" option_slip
option_word() { fails_with 2 run build --group us && tells "did you mean \`--context\`"; }
expect "2: an option by another word" option_word
no_root() { mkdir -p "$work/empty" && fails_with 2 run check -C "$work/empty" && tells "baraza.yaml"; }
expect "2: no root, and a hint how to start one" no_root
occupied() {
    mkdir -p "$work/occupied" && echo mine > "$work/occupied/file"
    fails_with 3 run build -c us -o "$work/occupied" && [ "$(ls "$work/occupied")" = file ]
}
expect "3: a folder that is somebody else's" occupied
full() {
    [ -e /dev/full ] || return 0
    baraza explain > /dev/full 2> "$work/err"
    [ $? -eq 3 ]
}
expect "3: standard output that cannot be written" full

# --- paper: what is typed goes before what the group's file says
echo "paper: {size: Letter, ink: saving, duplex: true, booklet: true}" >> curricula/contexts/groups/us.yaml
# The document's line of its tree.
printed_on() {
    fails_with 0 run build -c us -f tree -o "$work/on-paper" "$@" || { cat "$work/err"; return 1; }
    head -n 1 "$work/on-paper/guide-one.tree" > "$work/out"
}
as_the_group() { printed_on && says 'paper="Letter"' && says 'tone="ink-saving duplex booklet"'; }
expect "paper as the group has it" as_the_group
as_typed() {
    printed_on --paper a5 --ink full --no-duplex --no-booklet --large-print && says 'paper="A5"' && says 'tone="large-print"'
}
expect "paper as the command says" as_typed
two_up() { printed_on --two-up && says 'tone="ink-saving duplex two-up"'; }
expect "two-up takes the booklet back" two_up
none_left() { printed_on --no-duplex --no-booklet --ink full --no-two-up && ! grep -q 'tone=' "$work/out"; }
expect "everything can be taken back" none_left
both() { fails_with 2 run build -c us -f tree --booklet --two-up && tells "not both"; }
expect "2: a booklet and two-up" both
no_size() { fails_with 2 run build -c us --paper Lettr && tells "did you mean" && tells Letter; }
expect "2: a paper that is not there, with a suggestion" no_size
for wrong in "--ink none" "--dpi 9" "--dpi x" "--dpi 96dpi" "--no-ink" "--no-paper A4" "--duplex=no"; do
    # shellcheck disable=SC2086 # an option and its value
    expect "2: $wrong" fails_with 2 run build -c us $wrong
done
cp "$top/tests/errors/base/curricula/contexts/groups/us.yaml" curricula/contexts/groups/us.yaml

# --- help
list_of_commands() { fails_with 0 run --help && is_silent err && says "baraza build" && says "Exit status"; }
expect "--help lists the commands" list_of_commands
run --help
for command in $(sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' "$work/out"); do
    help() {
        fails_with 0 run "$command" --help && is_silent err && says "Examples:" && says "  baraza $command"
        says "Usage: baraza $command"
    }
    expect "$command --help shows examples" help
done
narrow() {
    for command in "" $(sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' "$work/out"); do
        # shellcheck disable=SC2086 # no command is no argument
        run $command --help
        awk -v c="$command" '{ gsub(/[\200-\277]/, "") } length($0) > 100 { print c ": " $0; bad = 1 } END { exit bad }' "$work/out" || return 1
    done
}
run --help
expect "help fits in 100 columns" narrow
version() { fails_with 0 run --version && says "baraza $(sed -n 's/^VERSION := //p' "$top/Makefile")"; }
expect "--version" version

# --- new
titles() {
    rm -rf "$work/titles" && mkdir "$work/titles" && cd "$work/titles" || return 1
    fails_with 0 run new curriculum clean-hands && fails_with 0 run new session a-sick-child clean-hands
    fails_with 0 run new place rift KE clean-hands && fails_with 0 run new group two-rivers clean-hands rift
    grep -q 'title: "Clean hands"' curricula/clean-hands/curriculum.yaml &&
        grep -q 'title: "A sick child"' curricula/clean-hands/sessions/a-sick-child.yaml &&
        grep -q 'title: "Two rivers"' curricula/contexts/groups/two-rivers.yaml && fails_with 0 run check
    status=$?
    cd "$work/tiny" || return 1
    return $status
}
expect "what is new has a title made from its name" titles
by_hand() { fails_with 2 run new handout soap tiny && tells "handouts/NAME.yaml"; }
expect "2: what is written by hand, and where" by_hand
no_country() { fails_with 2 run new place london UK tiny && tells "\`GB\`"; }
expect "2: a country's code that is none" no_country

# --- suggestions
command_slip() { fails_with 2 run biuld && tells "did you mean \`build\`"; }
expect "an unknown command: did you mean" command_slip
group_slip() {
    (cd curricula/contexts/groups && mv us.yaml sundays.yaml)
    fails_with 2 run build -c sunday && tells "sundays"
    status=$?
    (cd curricula/contexts/groups && mv sundays.yaml us.yaml)
    return $status
}
expect "an unknown group: did you mean" group_slip

# --- build
formats() {
    fails_with 0 run build -c us -f html,tree -o "$work/both" && is_silent err || return 1
    html=$(find "$work/both" -name '*.html' | wc -l) tree=$(find "$work/both" -name '*.tree' | wc -l)
    [ "$html" -gt 0 ] && [ "$html" -eq "$tree" ] || { ls "$work/both"; return 1; }
}
expect "build -f html,tree" formats
manifest() {
    json_lines < "$work/both/manifest.json" > "$work/lines" || return 1
    for key in file document title audience session format bytes sha256; do
        grep -q "^\.files\[0\]\.$key" "$work/lines" || { echo "no $key"; cat "$work/lines"; return 1; }
    done
    sed -n 's/^\.files\[[0-9]*\]\.\(file\|bytes\|sha256\) //p' "$work/lines" | paste - - - |
        while read -r file bytes sum; do
            [ "$(sha256sum < "$work/both/$file")" = "$sum  -" ] || echo "$file: another sum"
            [ "$(wc -c < "$work/both/$file")" -eq "$bytes" ] || echo "$file: another length"
        done > "$work/wrong"
    cat "$work/wrong"
    [ ! -s "$work/wrong" ]
}
expect "manifest.json names every file with its bytes and sum" manifest
unchanged() {
    before=$(cd "$work/both" && stat -c '%n %Y %i' ./*.html)
    run build -c us -f html,tree -o "$work/both" || return 1
    [ "$before" = "$(cd "$work/both" && stat -c '%n %Y %i' ./*.html)" ]
}
expect "files whose bytes did not change are not written again" unchanged
fewer() {
    run build -c us -f html -o "$work/both" || return 1
    [ "$(find "$work/both" -name '*.tree' | wc -l)" -eq 0 ]
}
expect "files of the last build that this one does not make go away" fewer
kept() {
    cp -R "$work/both" "$work/before"
    sed -i '/^minutes/d' curricula/tiny/sessions/one.yaml
    fails_with 1 run build -c us -o "$work/both"; status=$?
    fails_with 1 run build -c us -o "$work/never" || status=1
    cp "$top/tests/errors/base/curricula/tiny/sessions/one.yaml" curricula/tiny/sessions/one.yaml
    [ $status -eq 0 ] && diff -r "$work/before" "$work/both" && [ ! -e "$work/never" ] &&
        [ -z "$(find "$work" -maxdepth 1 -name '*both*' ! -name both)" ]
}
expect "a failed build leaves the last one as it was" kept
one_document() {
    run build -c us -o "$work/all" && name=$(sed -n 's/.*"document": "\(.*\)",*/\1/p' "$work/all/manifest.json" | head -n 1)
    fails_with 0 run build -c us --document "$name" -o "$work/single" || return 1
    [ "$(grep -c '"document"' "$work/single/manifest.json")" -eq 1 ]
}
expect "--document makes one" one_document

# --- JSON
json_clean() { fails_with 0 run check --json && is_silent err && [ "$(json_lines < "$work/out")" = "[]" ]; }
expect "--json of a valid root is an empty array" json_clean
json_keys() {
    fails_with 1 run check --json -C "$work/broken" && json_lines < "$work/out" > "$work/lines" || return 1
    for key in code severity file line column end_line end_column message hint; do
        grep -q "^\[0\]\.$key" "$work/lines" || { echo "no $key"; cat "$work/lines"; return 1; }
    done
    grep -q '"notes"' "$work/out"
}
expect "--json gives every key" json_keys

# --- explain, why, new
every_page() {
    run explain || return 1
    cut -d ' ' -f 1 "$work/out" > "$work/codes"
    [ "$(wc -l < "$work/codes")" -eq "$(grep -c '^BZ_CODE(' "$top/src/base/codes.def")" ] || return 1
    while read -r code; do run explain "$code" && says "[$code]" || return 1; done < "$work/codes"
}
expect "explain knows every code" every_page
lower_case() { fails_with 0 run explain "$(head -n 1 "$work/codes" | tr 'A-Z' 'a-z')"; }
expect "explain takes small letters" lower_case
expect "2: explain of a code that is none" fails_with 2 run explain Z999
why() { fails_with 0 run why one/hello -c us && says "one.yaml:5" && says "10:00" || says "17:00"; }
expect "why names the place and the time" why
why_line() { fails_with 0 run why curricula/tiny/sessions/one.md:4 && says "one/hello"; }
expect "why FILE:LINE" why_line
expect "2: why of an address that is none" fails_with 2 run why one/halo

new_root() {
    mkdir "$work/fresh" && cd "$work/fresh" && run new curriculum gentle-limits || return 1
    fails_with 0 run check || { cat "$work/err"; return 1; }
    run new session calm gentle-limits && fails_with 0 run check || { cat "$work/err"; return 1; }
    fails_with 0 run build gentle-limits && [ -f build/gentle-limits/manifest.json ]
}
expect "what \`new\` makes passes check and builds" new_root
again() {
    cd "$work/fresh" && cp -R curricula "$work/ours" && fails_with 2 run new session calm && diff -r curricula "$work/ours"
}
expect "2: new overwrites nothing" again
new_plugin() {
    cd "$work/fresh" && run new plugin our-rules && [ -s plugins/our-rules/init.lua ] || return 1
    fails_with 0 run check || { cat "$work/err"; return 1; }
    fails_with 2 run new plugin our-rules && fails_with 2 run new plugin Ours
}
expect "a new plugin passes check, and overwrites nothing" new_plugin
new_context() {
    cd "$work/fresh" && run new place lamwo UG gentle-limits && says curricula/contexts/places/lamwo.yaml || return 1
    run new adaptation ours gentle-limits && run new group tuesday gentle-limits lamwo ours || return 1
    fails_with 0 run check -c tuesday || { cat "$work/err"; return 1; }
    fails_with 0 run build -c tuesday && [ -f build/tuesday/start-here.html ] || return 1
    fails_with 2 run new place lamwo UG && fails_with 2 run new place gulu Uganda && tells 'ISO 3166-1' || return 1
    fails_with 2 run new group monday gentle-limits nowhere && tells 'baraza new place nowhere' || return 1
    fails_with 2 run new group monday gentle-limits lamwo theirs && [ ! -e curricula/contexts/groups/monday.yaml ]
}
expect "a new place, adaptation and group pass check and build every paper" new_context
# What a curriculum of somebody else says becomes text in the new file, and no line of it.
new_from_a_stranger() {
    mkdir -p "$work/strange/curricula/odd" && cd "$work/strange" && echo 'title: Odd' > baraza.yaml || return 1
    printf '%s\n' 'title: Odd' 'version: "1\"}\nplugins: [{use: evil}]\n#"' 'language: "en]}\nfacts: {literacy: none}\n#"' \
        'words:' '  "x: {}\nunavailable: [soap]\n#": {text: {en: a}}' \
        '  tea: {text: {en: "at@tea\n- b"}, forms: {en: {"y: {}\nunavailable: [rice]\n#": z, plural: teas}}}' \
        > curricula/odd/curriculum.yaml
    run new place here KE odd && run new adaptation ours odd || { cat "$work/err"; return 1; }
    ! grep -E '^(facts|unavailable|- b)' curricula/contexts/places/here.yaml || return 1
    ! grep -E '^plugins: |athere' curricula/contexts/*/*.yaml curricula/contexts/*/*/*.yaml || return 1
    grep -q 'tea: {text: {en: "at.x40tea.x0A- b"}, forms: {en: {plural: "teas"}}}' curricula/contexts/places/here.yaml
}
expect "a new place and adaptation hold what a strange curriculum says as text only" new_from_a_stranger
# Below a root, nothing is written into it that was meant to stand here.
inside() {
    mkdir -p "$work/fresh/notes" "$work/fresh/curricula/gentle-limits" && cd "$work/fresh/notes" || return 1
    fails_with 2 run new curriculum mine && tells "$work/fresh" && [ ! -e ../curricula/mine ] || return 1
    fails_with 0 run new plugin ours && says "../plugins/ours/init.lua" && [ -e ../plugins/ours/init.lua ] && rm -r ../plugins || return 1
    cd ../curricula && fails_with 0 run new curriculum mine && says ../curricula/mine && [ -e mine/curriculum.yaml ] && rm -r mine
}
expect "new below a root says where it writes, and starts no curriculum elsewhere" inside
bad_name() { cd "$work/fresh" && fails_with 2 run new session 'Calm Down' && fails_with 2 run new session ../x; }
expect "2: new with a name that is none" bad_name
refuses_contexts() {
    mkdir -p "$work/taken" && cd "$work/taken" && "$BARAZA" new curriculum contexts > /dev/null 2>&1
    [ $? -eq 2 ] && [ ! -e curricula ]
}
in_folder() { (refuses_contexts); }
expect "a curriculum is not named contexts" in_folder
keeps_bad_bytes() {
    cd "$top/tests/errors/base" && "$BARAZA" check --json "$(printf 'x\377')" > "$work/bad.json"
    grep -q S020 "$work/bad.json"
}
in_folder() { (keeps_bad_bytes); }
expect "a diagnostic with bytes that are no text is in the JSON, too" in_folder
# What is not ours is not written over, and nobody is left standing in a folder that is gone.
cp -R "$top/tests/errors/base" "$work/somebody"
foreign() {
    (cd "$work/somebody" && echo mine > notes.txt && ! "$BARAZA" plan -c us --ics notes.txt > /dev/null 2> "$work/err") &&
        [ "$(cat "$work/somebody/notes.txt")" = mine ] && grep -q S006 "$work/err" || { cat "$work/err"; return 1; }
}
expect "a file that is no calendar is kept" foreign
here() {
    mkdir "$work/somebody/here" && (cd "$work/somebody/here" && ! "$BARAZA" build -c us -o . > /dev/null 2> "$work/err") &&
        grep -q S006 "$work/err" || { cat "$work/err"; return 1; }
}
expect "the current folder is not built into" here

# A place serves many curricula: what one of them lacks another may have.
cp -R "$top/tests/errors/base" "$work/words"
cp -R "$work/words/curricula/tiny" "$work/words/curricula/other"
printf 'words: {river: {is: place, text: {en: the river}}}\n' >> "$work/words/curricula/other/curriculum.yaml"
printf 'words: {river: {text: {en: the Nzoia}}, rivr: {text: {en: the Yala}}}\n' >> "$work/words/curricula/contexts/places/here.yaml"
printf 'title: There\ncountry: KE\nwords: {hill: {text: {en: the ridge}}}\n' > "$work/words/curricula/contexts/places/there.yaml"
words() {
    (cd "$work/words" && "$BARAZA" check -c us 2> "$work/err")
    [ "$(grep -c C136 "$work/err")" -eq 1 ] && grep -q 'C136.*`rivr`' "$work/err" || { cat "$work/err"; return 1; }
}
expect "a group hears of its place's word that no curriculum has" words

closed() {
    "$BARAZA" build -c us -o "$work/closed" <&- >&- 2>&-
    [ $? -eq 0 ] && ! grep -rl 'files in' "$work/closed"
}
# A place for `build` to run in, without streams to speak on.
cp -R "$top/tests/errors/base" "$work/closed-root"
cd "$work/closed-root" || exit 1
expect "it builds with the standard streams closed, and writes nothing into its files" closed
finish
