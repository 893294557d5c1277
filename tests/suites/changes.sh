# Changes of an adaptation: each verb does what it says, is recorded, and keeps to the protection.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
ours=curricula/contexts/adaptations/ours
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
mkdir -p "$ours"
sed -i 's/^place: here$/place: here\nadaptations: [ours]/' curricula/contexts/groups/us.yaml
cat > curricula/tiny/sessions/one.yaml << 'EOF'
title: One
purpose: Caregivers have met once.
minutes: 25
key_messages: [A flip chart is only paper., You are not alone.]
materials: [{item: flip chart stand, per: room}]
activities:
  - id: hello
    method: circle
    minutes: 10
    between: 5-15
    may_change: with_approval
    materials: [{id: ball, item: ball, per: room}, {id: chalk, item: chalk, per: room}]
  - id: talk
    method: discussion
    minutes: 10
    between: 5-30
  - id: bye
    method: circle
    minutes: 5
    between: 1-30
EOF
cat > curricula/tiny/sessions/one.md << 'EOF'
## Hello {#hello}

::: say {#welcome}
Welcome to the **first** meeting
of the year.
:::

::: safety
If somebody is in danger, stop.
:::

## Talk {#talk}

::: ask {#questions}
- Who shouts at home?
- Who *never* shouts?
:::

| who | when |
|---|---|
| mother | evening |

## Goodbye {#bye}

::: say
See you next week.
:::
EOF
# adaptation CHANGES-AND-MORE: writes it; base minutes are wide enough for every case.
adaptation() { printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\n%s\n' "$1" > "$ours/adaptation.yaml"; }
build() { rm -rf "$work/out"; "$BARAZA" build -c us -f tree,html -o "$work/out" > /dev/null 2> "$work/err" || { cat "$work/err"; return 1; }; }
text() { html_text "$work/out"/guide-one.html; }
has() { text | tr '\n' ' ' | tr -s ' ' | grep -qF -- "$1" || { echo "lacks: $1"; text; return 1; }; }
lacks() { ! text | tr '\n' ' ' | tr -s ' ' | grep -F -- "$1"; }
why() { "$BARAZA" why "$1" -c us 2> /dev/null; }
plugins='plugins: [{use: guide}]'

adaptation "changes:
  - {drop: one/bye, why: no time}
  - {retime: one/talk, minutes: 15, why: more to say}
$plugins"
expect "drop and retime: it builds" build
expect "what is dropped is not printed" lacks "See you next week"
expect "the dropped part says who dropped it" sh -c "'$BARAZA' why one/talk -c us 2> '$work/err' | grep -q 'before: 10'"

adaptation "changes:
  - {reword: one/talk, find: shouts at home, to: is loud at home, why: softer}
  - {reword: one/talk, find: never, to: seldom, why: softer}
  - {reword: one/talk, find: evening, to: night, why: as said here}
  - {reword: one/bye, find: See you, to: 'We **meet**', why: as said here}
  - {reword: one, find: Goodbye, to: Farewell, why: as said here}
  - {reword: one, find: flip chart stand, to: board, why: there is none}
$plugins"
expect "reword: it builds" build
expect "words of an item" has "Who is loud at home?"
expect "words in italics stay so" sh -c "grep -qE '<em>seldom</em>' '$work/out/guide-one.html'"
expect "words of a table" has "night"
expect "words with marks are read" sh -c "grep -qE 'We <strong>meet</strong> next week' '$work/out/guide-one.html'"
expect "words of a heading" has "Farewell"
expect "words of a material" has "board"
expect "the block keeps its name" sh -c "'$BARAZA' why one/talk/questions -c us | grep -q 'reword by adaptation ours'"
before_after() { why one/talk/questions > "$work/why"; grep -q 'before: Who shouts at home' "$work/why" && grep -q 'after: Who is loud at home' "$work/why" || { cat "$work/why"; return 1; }; }
expect "and the record has before and after" before_after

printf '::: story {#fathers}\nA father comes home.\n:::\n' > "$ours/text.md"
printf '## What fathers did {#fathers-talk}\n\n::: ask\n- What did yours do?\n:::\n' > "$ours/talk.md"
adaptation "changes:
  - {insert: fathers-talk, after: one/talk, method: discussion, minutes: 5, between: 2-10, with: talk.md, materials: [{item: stones, per: person}], why: asked for}
  - {insert: story, after: one/talk/questions, with: text.md, why: asked for}
  - {insert: bell, into: one/bye, material: {item: bell, per: room}, why: there is one}
  - {move: one/bye, before: one/talk, why: bus}
  - {retime: one, minutes: 30, why: longer}
$plugins"
expect "insert and move: it builds" build
order() { text | grep -nE '^ *(Hello|Goodbye|Talk|What fathers did)' | sed 's/[0-9]*: *//; s/ *[0-9].*//' | uniq > "$work/order"; awk '/Goodbye/ { b = NR } /^Talk/ { t = NR } /What fathers/ { f = NR } END { exit !(b < t && t < f) }' "$work/order" || { cat "$work/order"; return 1; }; }
expect "the parts stand in their new order" order
expect "a text is put in" has "A father comes home."
expect "a material of a new part is counted" has "stones"
expect "a material is put in" has "bell"
made() { why one/fathers-talk | grep -q 'insert by adaptation ours'; }
expect "the new part says who made it" made

printf '::: say\nKaribuni.\n:::\n' > "$ours/karibu.md"
adaptation "changes:
  - {replace: one/talk/questions, with: text.md, why: known here}
  - {replace: one/bye, with: karibu.md, why: known here}
  - {replace: one/hello/materials/ball, material: {id: stone, item: stone, per: pair}, why: no ball}
approvals:
  - {parts: [one/hello], by: owner, on: 2026-06-01, reference: mail}
$plugins"
expect "replace: it builds" build
expect "the new block is there" has "A father comes home."
expect "the old one is not" lacks "Who shouts"
expect "the new text of a whole part" has "Karibuni."
expect "the old text of the part is not" lacks "See you next week"
expect "the new material" has "stone"

printf '::: ask {#questions}\n- Who sings?\n:::\n' > "$ours/karibu.md"
adaptation "changes:
  - {replace: one/talk, with: karibu.md, why: known here}
$plugins"
expect "a whole text may use the ids of the one that goes: it builds" build
expect "and is there" has "Who sings?"
printf '## Talk {#talk}\n\n::: ask\n- Who sings?\n:::\n' > "$ours/karibu.md"
titled() { ! build > /dev/null && grep -q 'A010.*begins with a heading' "$work/err" || { cat "$work/err"; return 1; }; }
expect "a title is not put below the title" titled

printf 'title: Saving\npurpose: Caregivers save.\nminutes: 20\nactivities: [{id: save, method: discussion, minutes: 20}]\n' > "$ours/saving.yaml"
printf '## Save together {#save}\n\n::: ask\n- Who saves?\n:::\n' > "$ours/saving.md"
adaptation "changes:
  - {add_session: saving, after: one, why: asked for}
$plugins"
expect "add_session: it builds" build
expect "the new session has its guide" sh -c "ls '$work/out' | grep -q 'guide-saving.html'"
expect "and its number" sh -c "grep -qE 'saving' '$work/out/manifest.json' && '$BARAZA' why saving -c us | grep -q 'number: 2'"

# Protection
refused() { adaptation "$1
$plugins"; ! "$BARAZA" check -c us > /dev/null 2> "$work/err" && grep -q "$2" "$work/err" || { cat "$work/err"; return 1; }; }
expect "a red part is not dropped" refused "changes: [{drop: one/hello, why: x}, {retime: one, minutes: 15, why: x}]" 'C102.*drop `session/one/hello`'
expect "nor reworded" refused "changes: [{reword: one/hello/welcome, find: meeting, to: evening, why: x}]" 'parts: \[session/one/hello/welcome\]'
expect "nor is a safety block" refused "changes: [{reword: one/hello, find: in danger, to: hurt, why: x}]" C102
expect "nor shortened below its least" refused "changes: [{retime: one/hello, minutes: 4, why: x}]" C102
expect "a yellow part needs a reason" refused "changes: [{drop: one/bye}]" F002
allowed="approvals: [{parts: [one/hello], by: owner, on: 2026-06-01, reference: mail}]"
adaptation "changes: [{reword: one/hello/welcome, find: meeting of the year, to: evening, why: x}]
$allowed
$plugins"
expect "with an approval it is, over the end of a line" build
expect "and says so" has "evening"
adaptation "changes: [{retime: one/hello, minutes: 8, why: x}]
$plugins"
expect "within its minutes it needs none" build

# The record
printf '::: say\n=1+1 is "two".\n:::\n' > "$ours/sum.md"
adaptation "changes:
  - {retime: one/talk, minutes: 8, why: '=cmd', goal: improve_feasibility, reasons: [time_constraints], who: [recipient, program_manager], planned: planned_proactive, evidence: asked}
  - {reword: one/hello/welcome, find: meeting of the year, to: evening, why: short}
  - {reword: one/bye, find: See you next week, to: Go with peace, why: said so here}
  - {move: one/bye, before: one/talk, why: bus}
  - {insert: sum, into: one/talk, with: sum.md, why: numbers}
  - {insert: bell, into: one/bye, material: {item: bell, per: room}, why: there is one}
$allowed
$plugins"
"$BARAZA" adapt record -c us -f json > "$work/record" 2> "$work/err"
json_lines < "$work/record" > "$work/lines"
is() { grep -qxF -- "$1" "$work/lines" || { echo "lacks $1"; cat "$work/lines" "$work/err"; return 1; }; }
expect "less time is shortening" is "[0].nature shortening_condensing"
expect "its minutes, before" is "[0].before 10"
expect "and after" is "[0].after 8"
expect "what people declare" is "[0].who recipient program_manager"
expect "a few other words are tailoring" is "[1].nature tailoring_tweaking_refining"
expect "with the approval" is "[1].approved_by owner"
expect "and the light of the change" is "[1].may_change with_approval"
expect "all other words are a substitute" is "[2].nature substituting"
expect "a move is reordering" is "[3].nature reordering"
expect "a new text is an element" is "[4].nature adding_elements"
expect "a material is packaging" is "[5].nature changes_in_packaging_or_materials"
"$BARAZA" adapt record -c us -f csv > "$work/csv" 2> /dev/null
expect "no cell of the table is a formula" sh -c "grep -qF \"\\\"'=cmd\\\"\" '$work/csv'"
expect "quotes in a cell are doubled" sh -c "grep -qF '\"\"two\"\"' '$work/csv'"
expect "and the text counts by light" sh -c "'$BARAZA' adapt record -c us 2> /dev/null | grep -q '^6 changes: 0 freely, 5 with care, 1 with approval'"

# As a workbook
workbook() { "$BARAZA" adapt record -c us --xlsx "$work/$1" > "$work/out.txt" 2> "$work/err" || { cat "$work/err"; return 1; }; }
expect "a workbook is written" workbook record.xlsx
cells() { unzip -p "$work/record.xlsx" xl/worksheets/sheet1.xml | tr '<' '\n' | grep -qF -- ">$1" || { unzip -p "$work/record.xlsx" xl/worksheets/sheet1.xml; return 1; }; }
sheet() { unzip -p "$work/record.xlsx" xl/worksheets/sheet1.xml; }
if [ -x "$(command -v unzip)" ]; then
    expect "it is a sound zip" unzip -tqq "$work/record.xlsx"
    expect "with the names of FRAME" cells nature
    expect "its cells have the texts" cells "said so here"
    expect "a cell is no formula, also when it is edited" cells "'=cmd"
    no_formula() { ! sheet | grep -c '<f[ >]'; }
    expect "and none is stored as one" no_formula
    expect "the header stays in sight" sh -c "unzip -p '$work/record.xlsx' xl/worksheets/sheet1.xml | grep -q 'ySplit=\"1\".*state=\"frozen\"'"
    expect "no date of today" sh -c "unzip -p '$work/record.xlsx' docProps/core.xml | grep -q 'created.*>2026-'"
else skip "inside the workbook" "no unzip"; fi
sleep_over() { TZ=Pacific/Auckland LC_ALL=C.UTF-8 workbook again.xlsx && cmp "$work/record.xlsx" "$work/again.xlsx"; }
expect "the same record is the same bytes" sleep_over
expect "a workbook is written over" workbook again.xlsx
printf 'mine\n' > "$work/mine.xlsx"
keeps() { ! workbook mine.xlsx && grep -q 'S006.*' "$work/err" && [ "$(cat "$work/mine.xlsx")" = mine ]; } > /dev/null
expect "what is no workbook is not" keeps
expect "nothing is left beside it" sh -c "! ls '$work' | grep 'xlsx[.]'"
expect "a workbook needs a file" fails_with 2 "$BARAZA" adapt record -c us -f xlsx
expect "and only a workbook goes into one" fails_with 2 "$BARAZA" adapt record -c us -f csv -o "$work/x.csv"

# On paper, by the bundled plugin
sed -i 's/why: short}/why: short, evm: [language, persons]}/; s/{use: guide}/{use: guide}, {use: record}/' "$ours/adaptation.yaml"
expect "the record is printed" build
html_text "$work/out/record.html" | tr -s ' \n' ' ' > "$work/paper"
paper() { grep -qF -- "$1" "$work/paper" || { echo "lacks: $1"; cat "$work/paper"; return 1; }; }
expect "it counts by colour" paper "With care (yellow) 5 0 0 5"
expect "and by kind" paper "Parts added 1"
expect "it says what is open" paper "No goal given (a term of FRAME): 2, 3, 4, 5, 6"
expect "and who approved what" paper "owner Monday 1 June 2026"
expect "a change has its place" paper "2. Other words: One: Hello"
expect "and its reason" paper "Why : short"
expect "before and after" paper "After : Welcome to the first evening."
expect "and its dimensions" paper "Fits: language, persons"
expect "there is room to sign" paper "Role Name Date Signature"

# Signing, and keeping up with the base
signed=$ours/signed.yaml
adaptation "changes:
  - {retime: one/talk, minutes: 12, why: x}
  - {reword: one/bye, find: See you, to: We meet, why: x}
  - {insert: sum, into: one/talk, with: sum.md, why: numbers}
  - {replace: one/talk/questions, with: text.md, why: known here}
  - {drop: one/hello/materials/chalk, why: none}
$allowed
$plugins"
version() { build && html_text "$work/out"/guide-one.html | tr '\n' ' ' | grep -qE "Version +1 · $1" || { html_text "$work/out"/guide-one.html | grep -i version; cat "$work/err"; return 1; }; }
standing() { "$BARAZA" adapt status -c us > "$work/status" 2> "$work/err"; grep -qE "^$1 " "$work/status" || { cat "$work/status" "$work/err"; return 1; }; }
expect "what nobody signed is a draft" version DRAFT
expect "and status says so" standing 'not signed +drop'
expect "who and when are asked for" sh -c "! '$BARAZA' adapt sign -c us 2> '$work/err' && grep -q S020 '$work/err'"
sign() { "$BARAZA" adapt sign -c us --by "programme owner" --date 2026-06-01 > "$work/signed" 2> "$work/err" || { cat "$work/err"; return 1; }; }
expect "sign writes it down" sign
hash=$(sed -n 's/^hash: "\(........\).*/\1/p' $signed)
expect "the pages carry the hash" version "$hash"
sed -i 's/946 0002/946 0003/' curricula/contexts/places/here.yaml
sed -i 's/2026-09-08/2026-09-15/' curricula/contexts/groups/us.yaml
expect "a corrected number and a new date leave it" version "$hash"
all_unchanged() { "$BARAZA" adapt status -c us > "$work/status" 2> "$work/err" && [ "$(grep -c '^unchanged' "$work/status")" -eq 5 ] || { cat "$work/status" "$work/err"; return 1; }; }
expect "and all is unchanged" all_unchanged
cp curricula/tiny/sessions/one.md "$work/one.md"
sed -i 's/Who shouts at home/Who shouts/' curricula/tiny/sessions/one.md
expect "a changed story makes it a draft" version DRAFT
expect "and the build says which file" sh -c "grep -q 'A011' '$work/err' && grep -q 'changed: curricula/tiny/sessions/one.md' '$work/err'"
expect "what replaces a changed text is to be looked at" standing 'look at it +replace one/talk/questions'
expect "other minutes still fit a changed text" standing 'still fits +retime one/talk'
expect "what was not touched is unchanged" standing 'unchanged +reword'
diff_says() { "$BARAZA" adapt diff one/talk/questions -c us > "$work/diff" 2> /dev/null; grep -qxF '  was  Who [shouts at home?]' "$work/diff" && grep -qxF '  now  Who [shouts?]' "$work/diff" && ! grep -q 'never' "$work/diff" && grep -q 'A father comes home' "$work/diff" || { cat "$work/diff"; return 1; }; }
expect "diff shows the passage that changed, then and now, and the change" diff_says
whole_says() { "$BARAZA" adapt diff one/talk/sum -c us > "$work/diff" 2> /dev/null; grep -qxF 'insert one/talk/sum into one/talk: still fits' "$work/diff" && grep -qx '  was  Who .*' "$work/diff" && ! grep -q 'mother' "$work/diff" || { cat "$work/diff"; return 1; }; }
expect "an insert is asked for by its own address" whole_says
sed -i 's/| mother | evening |/| father | evening |/' curricula/tiny/sessions/one.md
table_says() { "$BARAZA" adapt diff one/talk/sum -c us > "$work/diff" 2> /dev/null; grep -qxF '  was  [mother] | evening' "$work/diff" && grep -qxF '  now  [father] | evening' "$work/diff" || { cat "$work/diff"; return 1; }; }
expect "a row of a table is a line" table_says
sed -i 's/| father | evening |/| mother | evening |/' curricula/tiny/sessions/one.md
accept() { "$BARAZA" adapt accept one/talk/questions -c us --by officer --date 2026-07-01 > /dev/null 2>&1; }
expect "accept records the decision" accept
expect "after it, it is unchanged" standing 'unchanged +replace'
expect "but the pages stay a draft" version DRAFT
sed -i 's/See you next week/Until then/; s/{#questions}/{#asked}/' curricula/tiny/sessions/one.md
expect "words that are gone are a conflict" standing 'conflict +reword'
expect "a part that is gone is said to be" standing 'target gone +replace'
cp "$work/one.md" curricula/tiny/sessions/one.md
expect "what is as it was signed is not a draft" sh -c "'$BARAZA' adapt sign -c us --by officer --date 2026-07-01 > /dev/null 2>&1"
expect "and carries the same hash for the same files" version "$hash"
rm $signed

# What cannot be had: materials, texts, and what needs a fact.
cp -R . "$work/without"
(
    cd "$work/without" || exit 1
    sed -i 's/^people: 12$/people: 12\nunavailable: [flip chart, bell]\nfacts: {electricity: none}/' curricula/contexts/groups/us.yaml
    sed -i 's/^country:/unavailable: [projector]\ncountry:/' curricula/contexts/places/here.yaml
    printf 'facts: {electricity: {values: [always, none], default: always}}\n' >> curricula/tiny/curriculum.yaml
    sed -i 's/item: ball, per: room/item: loudspeaker, needs: electricity=always/; s/item: chalk, per: room/item: Projectors, per: room/' curricula/tiny/sessions/one.yaml
    sed -i 's/Who shouts at home/Who drew on the flip chart/' curricula/tiny/sessions/one.md
    printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\nchanges:\n  - {insert: bell, into: one/bye, material: {item: small bell, per: room}, why: x}\nplugins: [{use: guide}]\n' > $ours/adaptation.yaml
    "$BARAZA" check -c us > /dev/null 2> "$work/without.err"
    printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\nchanges:\n  - {replace: one/materials/1, material: {item: chalk board, per: room}, why: x}\n  - {replace: one/hello/materials/ball, material: {id: song, item: a song, per: room}, why: x}\n  - {drop: one/hello/materials/chalk, why: x}\n  - {reword: one/talk, find: flip chart, to: chalk board, why: x}\napprovals: [{parts: [one/hello], by: owner, on: 2026-06-01, reference: mail}]\nplugins: [{use: guide}]\n' > $ours/adaptation.yaml
    "$BARAZA" check -c us > "$work/with.err" 2>&1
)
lacking() { grep -qF "warning[C135]: $1" "$work/without.err" || { echo "lacks: $1"; cat "$work/without.err"; return 1; }; }
expect "a material that the group cannot have" lacking '`flip chart` cannot be had here'
expect "one that the place does not have" lacking '`projector` cannot be had here'
expect "one that an adaptation brings" lacking '`bell` cannot be had here'
expect "one that needs electricity" lacking '`loudspeaker` is of no use here: it needs `electricity=always`'
expect "a text that speaks of one" lacking 'the text speaks of `flip chart`, which cannot be had here'
mended() { ! grep -B1 -A12 C135 "$work/with.err" && grep -q 'no errors\|all is well' "$work/with.err" || { cat "$work/with.err"; return 1; }; }
expect "an adaptation mends them" mended

# An approval that only the plan needs.
cp -R . "$work/planned"
(
    cd "$work/planned" || exit 1
    printf 'title: One\npurpose: Caregivers have met once.\nminutes: 25\nactivities:\n  - {id: hello, method: circle, minutes: 10}\n  - {id: talk, method: discussion, minutes: 10}\n  - {id: bye, method: circle, minutes: 5, may_change: with_approval, leave_out: 1}\n' > curricula/tiny/sessions/one.yaml
    printf '## Hello {#hello}\n\nHello.\n\n## Talk {#talk}\n\nTalk.\n\n## Goodbye {#bye}\n\nGo.\n' > curricula/tiny/sessions/one.md
    printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\napprovals: [{parts: [one/bye], by: owner, on: 2026-06-01, reference: mail}]\nplugins: [{use: guide}]\n' > $ours/adaptation.yaml
    cp curricula/contexts/groups/us.yaml "$work/us.yaml"
    sed -i 's/minutes: 60/minutes: 20\n  way: one_session/' curricula/contexts/groups/us.yaml
    "$BARAZA" adapt record -c us -f csv > "$work/planned.csv" 2> "$work/planned.short"
    cp "$work/us.yaml" curricula/contexts/groups/us.yaml
    "$BARAZA" check -c us 2> "$work/planned.long"
)
needed() { grep -q 'planner.*owner' "$work/planned.csv" && ! grep -q A009 "$work/planned.short" || { cat "$work/planned.csv" "$work/planned.short"; return 1; }; }
expect "an approval that only the planner uses is not called unneeded" needed
expect "and is where the planner does not use it" grep -q A009 "$work/planned.long"

# Layers
mkdir -p curricula/contexts/adaptations/country
printf 'title: Country\nfor: {curriculum: tiny, version: "1"}\nchanges: [{retime: one/talk, minutes: 12, why: x}]\n%s\n' "$plugins" > curricula/contexts/adaptations/country/adaptation.yaml
adaptation "extends: country
changes: [{retime: one/bye, minutes: 3, why: x}]"
expect "an adaptation that extends another: it builds, with the other's plugins" build
both() { why one/talk | grep -q 'retime by adaptation country' && why one/bye | grep -q 'retime by adaptation ours'; }
expect "and has the changes of both" both
sed -i 's/^title: Country$/title: Country\nextends: ours/' curricula/contexts/adaptations/country/adaptation.yaml
circle() { ! "$BARAZA" check -c us > /dev/null 2> "$work/err" && grep -q 'X009' "$work/err" || { cat "$work/err"; return 1; }; }
expect "a circle is an error" circle
finish
