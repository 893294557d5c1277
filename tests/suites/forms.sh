# Forms: the rules of what is asked for each participant, and the workbooks for tablets, read again.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
rm -r curricula/tiny/handouts curricula/tiny/images
printf 'title: Tiny\nversion: "1"\nlanguage: en\naudience: Caregivers\nlicence: CC-BY-4.0\ncredit: Tiny Trust, 2026\nsessions: [one]\nforms: [week]\n' > curricula/tiny/curriculum.yaml
printf 'title: One\npurpose: Caregivers have met.\nminutes: 10\nactivities:\n  - {id: talk, method: circle, minutes: 10}\n' > curricula/tiny/sessions/one.yaml
printf '## Talk {#talk}\n\n::: say\nHello.\n:::\n' > curricula/tiny/sessions/one.md
mkdir curricula/tiny/forms
# form LINE…: the questions, and what stands below them.
form() {
    { echo 'title: Our month'; echo 'questions:'; printf '  %s\n' "$@"; } > curricula/tiny/forms/week.yaml
}
codes() { "$BARAZA" check --json 2> err | tr ',' '\n' | sed -n 's/.*"code": *"\(Q[0-9]*\)".*/\1/p' | tr '\n' ' '; }
finds() {
    found=$(codes)
    [ "$found" = "$1" ] || { echo "found: $found"; cat err; return 1; }
}
PEOPLE='- {id: people, type: repeat, ask: For each participant, questions: ['
form "$PEOPLE{id: came, type: days, ask: Days}, {id: why, type: text, ask: Why, only_if: {question: came, more_than: 2}}]}"
expect "a question hangs on another of its repeat" finds ""
form '- {id: held, type: integer, ask: Meetings}' "$PEOPLE{id: came, type: days, ask: Days, only_if: {question: held, more_than: 0}}]}"
expect "and on one before the repeat" finds ""
form "$PEOPLE{id: came, type: days, ask: Days}]}" '- {id: why, type: text, ask: Why, only_if: {question: came, more_than: 2}}'
expect "nothing outside hangs on it" finds "Q003 "
form "$PEOPLE{id: why, type: text, ask: Why, only_if: {question: came, more_than: 2}}, {id: came, type: days, ask: Days}]}"
expect "what decides comes first there too" finds "Q002 "
form '- {id: people, type: repeat, ask: For each participant}'
expect "a repeat has questions" finds "Q001 "
form '- {id: people, type: text, ask: Who, questions: [{id: came, type: days, ask: Days}]}'
expect "and nothing else has" finds "Q001 "
form "$PEOPLE{id: deep, type: repeat, ask: Deep, questions: [{id: deeper, type: days, ask: Days}]}]}"
expect "no repeat in a repeat" finds "Q006 "
form "$PEOPLE{id: agree, type: consent, ask: Yes}, {id: mark, type: signature, ask: Sign}, {id: name, type: text, ask: Name, identifying: true}]}"
expect "no consent, signature or name in it" finds "Q006 Q006 Q006 "
form "$PEOPLE{id: came, type: days, ask: Days}]}"
printf 'scores:\n  sum: {title: Sum, questions: [came]}\n' >> curricula/tiny/forms/week.yaml
expect "no score counts it" finds "Q004 "
deep="{id: q1, type: days, ask: Days}"
for n in 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do deep="{id: q$n, type: repeat, ask: Again, questions: [$deep]}"; done
form "- $deep"
survives() { "$BARAZA" check > out 2> err; [ $? -eq 1 ] || { cat err; return 1; }; }
expect "many repeats in each other are said, and no more" survives

# As workbooks
cp -R "$top/plugins/questionnaire/tests/every" "$work/every"
cd "$work/every" || exit 1
mkdir -p curricula/contexts/adaptations/all
printf 'title: All\nfor: {curriculum: every, version: "1.0"}\nplugins: [{use: questionnaire}, {use: xlsform}]\n' > curricula/contexts/adaptations/all/adaptation.yaml
echo 'adaptations: [all]' >> curricula/contexts/groups/every.yaml
build() { "$BARAZA" build -c every -f "$1" -o "$work/$2" > "$work/out" 2> "$work/err" || { cat "$work/err"; return 1; }; }
expect "workbooks are made" build xlsx sheets
only() { [ "$(cd "$work/$1" && echo *)" = "$2" ] || { ls "$work/$1"; return 1; }; }
expect "and nothing else" only sheets "manifest.json xlsform-every.xlsx xlsform-long.xlsx xlsform-month.xlsx"
expect "other formats leave them out" build html pages
no_workbook() { for f in "$work"/pages/*.xlsx; do [ ! -e "$f" ] || return 1; done; }
expect "as they should" no_workbook
again() { TZ=Pacific/Auckland build xlsx again && for f in every long month; do cmp "$work/sheets/xlsform-$f.xlsx" "$work/again/xlsform-$f.xlsx" || return 1; done; }
expect "the same form is the same bytes" again
if [ -x "$(command -v unzip)" ]; then
    book=$work/sheets/xlsform-every.xlsx
    expect "it is a sound zip" unzip -tqq "$book"
    # rows N: a sheet's rows, with | between cells.
    rows() {
        unzip -p "$book" "xl/worksheets/sheet$1.xml" | awk '
            /<row / {
                n = split($0, cells, "</c>"); line = ""; column = 0
                for (i = 1; i < n; i++) {
                    name = cells[i]; sub(/.*<c r="/, "", name); sub(/[0-9]+".*/, "", name)
                    at = index("ABCDEFGHIJKLMNOPQRSTUVWXYZ", name)
                    for (; column < at - 1; column++) line = line "|"
                    text = cells[i]; sub(/.*<t[^>]*>/, "", text); sub(/<\/t>.*/, "", text)
                    line = line text "|"; column = at
                }
                gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&quot;/, "\"", line); gsub(/&amp;/, "\\&", line)
                print line
            }'
    }
    sheets() { unzip -p "$book" xl/workbook.xml | grep -o 'sheet name="[a-z]*"' | tr '\n' ' '; }
    named() { [ "$(sheets)" = 'sheet name="survey" sheet name="choices" sheet name="settings" ' ] || { sheets; return 1; }; }
    expect "with the sheets of XLSForm" named
    rows 1 > "$work/survey"
    rows 2 > "$work/choices"
    rows 3 > "$work/settings"
    says() { grep -qxF -- "$2" "$work/$1" || { cat "$work/$1"; return 1; }; }
    expect "its columns" says survey "type|name|label::English (en)|hint::English (en)|required|relevant|constraint|constraint_message::English (en)|appearance|parameters|calculation|"
    # shellcheck disable=SC2016 # the dollars are theirs
    {
        expect "who does not agree is asked nothing more" says survey 'begin_group|Agreed||||${agree} = '"'1'|"
        expect "names without a minus, ranges" says survey 'integer|care_for|For how many children do you care?||yes||. >= 0 and . <= 20|A number from 0 to 20.|'
        expect "what is skipped" says survey 'select_multiple list_ages|ages|How old are they?|You can tick several.|yes|${care_for} > 0|'
        expect "choices that decide, and a text that is no reference" says survey "text|why|What helps? \$ {hour} 5 < 6 & more||"'|selected(${sleep}, '"'1') or selected(\${sleep}, '2')|"
        expect "a score waits for enough answers" says survey "calculate|Score_calm_home|||||||||if(\${Score_calm_home_answered} >= 2, round(\${Score_calm_home_points} * 3 div \${Score_calm_home_answered}, 2), '')|"
        turned() { grep -qF "if(\${alone} = '1', 2, if(\${alone} = '2', 1, if(\${alone} = '3', 0, 0)))" "$work/survey"; }
    }
    expect "what is reversed is turned round" turned
    expect "limits are read before the first question about harm" says survey "note|Note_harm|Read aloud: You need not answer what comes now. If somebody is in danger, we cannot keep it to ourselves.|"
    expect "the same choices are one list" says survey "select_one list_calm|alone|I feel alone.||yes||||likert|"
    expect "a choice that looks like a formula is a text" says choices "list_sleep|2|=SUM(1;2)|"
    formulas() { unzip -p "$book" xl/worksheets/sheet2.xml | grep -c '<f[ >]'; [ "$(unzip -p "$book" 'xl/worksheets/*.xml' | grep -c '<f[ >]')" = 0 ]; }
    expect "in no sheet is a formula" formulas
    settings() { grep -q '^Every kind of question|every_every|1\.0-[0-9a-f]\{8\}|English (en)|$' "$work/settings" || { cat "$work/settings"; return 1; }; }
    expect "what it is" settings
    office() { ! grep -q entered "$work/survey"; }
    expect "the office's box stays on paper" office
    lower() { cut -d '|' -f 2 "$work/survey" | sort | uniq -d | grep -v '^Agreed$' | grep .; }
    expect "every name is there once" fails_with 1 lower
    if [ -x "$(command -v xmllint)" ]; then
        sound() { for part in _rels/.rels docProps/core.xml xl/workbook.xml xl/_rels/workbook.xml.rels xl/styles.xml xl/worksheets/sheet1.xml; do unzip -p "$book" "$part" | xmllint --noout - || return 1; done; }
        expect "its parts are sound XML" sound
    else skip "its parts are sound XML" "no xmllint"; fi
    book=$work/sheets/xlsform-month.xlsx
    rows 1 > "$work/survey"
    repeats() { sed -n '/^begin_repeat/,/^end_repeat/p' "$work/survey" | cut -d '|' -f 1,2 | head -n 7 | tr '\n' ' '; }
    in_order() { [ "$(repeats)" = "begin_repeat|people integer|Number_people integer|came select_one list_tried|tried select_multiple list_hard|hard text|note end_repeat|people " ] || { repeats; return 1; }; }
    expect "a repeat begins with the number, and ends" in_order
    version() { book=$work/$1/xlsform-every.xlsx; rows 3 | sed -n 's/.*|\(1.0-[0-9a-f]*\)|.*/\1/p'; }
    one=$(version sheets)
    sed -i 's/I feel alone/I feel lonely/' curricula/every/forms/every.yaml
    changed() { build xlsx other && [ -n "$one" ] && [ "$(version other)" != "$one" ]; }
    expect "a changed form is another version" changed
    sed -i 's/I feel lonely/I feel alone/' curricula/every/forms/every.yaml
    sed -i 's/text: {en: Amina}/text: {en: Akinyi}/' curricula/every/curriculum.yaml
    expect "and so is another word in it" changed
else skip "inside the workbooks" "no unzip"; fi
cat >> curricula/contexts/adaptations/all/adaptation.yaml <<'END'
changes:
  - {insert: late, into: form/month/people, question: {id: made-up, type: integer, ask: Made up, range: 0-5}, why: asked for}
  - {insert: early, before: form/month/people/came, question: {id: since, type: date, ask: Since}, why: asked for}
  - {reword: form/month/people/tried, find: Tried, to: Has tried, why: clearer}
  - {drop: form/month/people/note, why: too wide}
END
adapted() {
    build tree trees || return 1
    got=$(sed -n 's/^ *text "\([A-Z][A-Za-z ]*\) *—\{0,1\} *".*/\1/p; s/^ *text " \([A-Z][A-Za-z ]*[a-z]\).*".*/\1/p' "$work/trees/form-month.tree" | grep -E '^(Since|Meetings this|Has tried|What (made|to)|Made up)' | head -n 5 | tr '\n' ';')
    [ "$got" = "Since;Meetings this month;Has tried the home practice;What made it hard;Made up;" ] || { echo "$got"; return 1; }
}
expect "an adaptation changes what is asked for each participant" adapted
sed -i 's/, {use: xlsform}//' curricula/contexts/adaptations/all/adaptation.yaml
none() { fails_with 2 "$BARAZA" build -c every -f xlsx -o "$work/none" 2> "$work/err" && grep -q 'use: xlsform' "$work/err"; }
expect "without the plugin it is said how to get them" none
finish
