# baraza diff: what differs between two versions, by structure.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/errors/base" "$work/new"
cd "$work/new" || exit 1
tiny=curricula/tiny
cat > $tiny/sessions/one.yaml << 'END'
title: One
purpose: Caregivers have met once.
minutes: 30
key_messages: [You are not alone.]
materials: [{item: flip chart, per: room}]
activities:
  - {id: hello, method: circle, minutes: 10, may_change: with_approval, materials: [{item: ball, per: room}]}
  - {id: talk, method: discussion, minutes: 10, between: 5-30}
  - {id: rest, method: break, minutes: 5}
  - {id: bye, method: circle, minutes: 5, between: 1-30}
END
cat > $tiny/sessions/one.md << 'END'
## Hello {#hello}

::: say
Welcome to the first meeting.
:::

::: safety
If somebody is in danger, stop and call.
:::

## Talk {#talk}

::: ask {#questions}
- Who shouts at home?
- Who never shouts?
:::

| who | when |
|---|---|
| mother | evening |

## Rest {#rest}

Tea.

## Goodbye {#bye}

See you.
END
cp -R . "$work/old"
# The new edition: each kind of difference once.
sed -i 's/minutes: 30$/minutes: 35/; s/item: flip chart/item: chalk board/; s/item: ball, per: room/item: ball, per: pair/
/id: rest/d; s/id: talk, method: discussion, minutes: 10/id: talk, method: discussion, minutes: 15/
s/  - {id: hello/  - {id: sing, method: game, minutes: 5}\n&/' $tiny/sessions/one.yaml
awk '/id: bye/ { next } /id: talk/ { print "  - {id: bye, method: circle, minutes: 5, between: 1-30}" } { print }' $tiny/sessions/one.yaml > "$work/one" && cp "$work/one" $tiny/sessions/one.yaml
cat > $tiny/sessions/one.md << 'END'
## Sing {#sing}

A song.

## Hello {#hello}

::: say
Welcome to the first meeting.
:::

::: safety
If somebody is in danger, stop.
:::

## Goodbye {#bye}

See you.

## Talk {#talk}

::: ask {#questions}
- Who shouts here?
- Who never shouts?
:::

| who | when |
|---|---|
| father | evening |
END
says() { grep -qxF -- "$1" "$work/out" || { echo "lacks: $1"; cat "$work/out" "$work/err"; return 1; }; }
compare() { "$BARAZA" diff "$@" > "$work/out" 2> "$work/err" || { cat "$work/err"; return 1; }; }

expect "an older edition in a folder of its own" compare ../old tiny
expect "each side is named" says "from tiny 1, in ../old"
expect "a line a session" says "  changed  one               30 → 35 minutes; 1 part new; 1 part gone; order; minutes of 1 part; 1 PROTECTED PART; SAFETY TEXT; text of 1 part; 3 materials"
expect "minutes" says "  minutes      10 → 15"
expect "a new part" says "  new          Sing (game, 5 minutes), at the start"
expect "a part that is gone" says "  gone         Rest (break, 5 minutes)"
expect "order" says "  moved        after bye"
expect "a protected part is called so" says "one/hello: Hello (protected: with approval)"
expect "safety text" says "  SAFETY TEXT"
expect "with the words that are gone" says "    was  If somebody is in danger, [stop and call.]"
expect "a line in the text" says "    now  Who shouts [here?]"
expect "a row of a table" says "    was  [mother] | evening"
expect "what is the same is not printed" sh -c "! grep -q 'never shouts' '$work/out'"
expect "a new material" says "  material     new: chalk board (one a room, bring)"
expect "a material that is gone" says "  material     gone: flip chart (one a room, bring)"
expect "another count of a material" says "  material     ball: per room → pair"
expect "two roots" compare ../old .
expect "compare what both have" says "to   tiny 1, in ."
expect "a root is what the other side is" compare ../old us
expect "here a group" says "from tiny 1, group us, in ../old"
expect "the same is the same" compare ../old/curricula/tiny ../old/curricula/contexts/groups/us.yaml
cp -R . "$work/third"
expect "two roots that are alike" compare ../third .
expect "say so" says "nothing differs"

expect "for a pull request" compare ../old tiny --markdown
expect "sessions are a table" says '| changed | `one` | 30 → 35 minutes; 1 part new; 1 part gone; order; minutes of 1 part; 1 PROTECTED PART; SAFETY TEXT; text of 1 part; 3 materials |'
expect "words that differ are marked" says "    - now: Who shouts **here?**"
expect "bars are no columns" says '    - was: ~~mother~~ \| evening'
expect "for programs" compare ../old tiny --json
json_lines < "$work/out" > "$work/lines" 2> "$work/err"
is() { grep -qxF -- "$1" "$work/lines" || { echo "lacks $1"; cat "$work/lines"; return 1; }; }
expect "an object for each curriculum" is "[0].same false"
expect "with both values" is "[0].parts[0].facts.minutes.was 30"
expect "and what became of a part" is "[0].parts[0].parts[1].is new"

# Adaptations, groups, places.
mkdir -p curricula/contexts/adaptations/ours curricula/contexts/adaptations/country
printf 'title: Country\nfor: {curriculum: tiny, version: "1"}\nchanges: [{retime: one/bye, minutes: 4, why: x}]\nplugins: [{use: guide}]\n' > curricula/contexts/adaptations/country/adaptation.yaml
printf 'title: Ours\nextends: country\nfor: {curriculum: tiny, version: "1"}\nchanges: [{drop: one/sing, why: x}]\nplugins: [{use: guide}]\n' > curricula/contexts/adaptations/ours/adaptation.yaml
sed -i 's/^place: here$/place: here\nadaptations: [ours]/' curricula/contexts/groups/us.yaml
expect "what a group makes of its curriculum" compare us
expect "in the group's name" says "to   tiny 1, group us, adaptations country, ours"
expect "changes of the adaptations" says "  gone         Sing (game, 5 minutes)"
expect "an adaptation and the one that it extends" compare country ours
expect "differ by its own changes" says "  changed  one               1 part gone"
expect "a place" compare here
expect "by path" compare curricula/contexts/adaptations/country/adaptation.yaml "$work/new/curricula/tiny/sessions/one.md"

misses() { "$BARAZA" diff "$@" > "$work/out" 2> "$work/err"; got=$?; [ $got -eq 2 ] && [ ! -s "$work/out" ] || { echo "exit status $got"; cat "$work/out" "$work/err"; return 1; }; }
expect "nothing to compare: usage" misses
expect "an unknown name: usage" misses us uss
expect "with the nearest" grep -q 'did you mean `us`' "$work/err"
expect "a folder without a root: usage" misses / us
expect "one curriculum by itself: usage" misses tiny
expect "two shapes at once: usage" misses us --json --markdown
sed -i 's/drop: one\/sing/drop: one\/hello/' curricula/contexts/adaptations/ours/adaptation.yaml
expect "what cannot be made is an error" fails_with 1 "$BARAZA" diff us
finish
