# Whole sessions and handouts of the library: two curricula that take one in have the same pages as two that hold it
# themselves; an adaptation of one leaves the other alone; a signature covers what was taken in.
set -u
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
library=curricula/library
ours=curricula/contexts/adaptations/ours
mkdir -p $library/sessions $library/handouts $library/images "$ours"
cp curricula/tiny/images/dot.svg $library/images/spot.svg
cat > $library/sessions/safe.yaml << 'EOF'
title: Safe adults
purpose: Caregivers know whom a child can ask.
minutes: 30
home_practice: {handout: ask-whom}
activities:
  - id: kinds
    method: discussion
    minutes: 25
    between: 10-30
    materials: [{item: sheets, per: person, get: print, from: handout/ask-whom}]
  - use: library/greet
EOF
cat > $library/sessions/safe.md << 'EOF'
For you alone.

## Whom to ask {#kinds}

::: ask {#whom}
- Whom would your child ask for help?
:::

![a spot](../images/spot.svg)
EOF
printf 'title: Whom to ask\npractice: One tick for each day on which you listened.\n' > $library/handouts/ask-whom.yaml
printf 'Ask somebody whom you trust.\n\n![a spot](../images/spot.svg)\n' > $library/handouts/ask-whom.md
cp -R curricula/tiny curricula/other
for id in tiny other; do printf '  - use: library/session/safe\n    requires: [one]\n' >> curricula/$id/curriculum.yaml; done
printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\nchanges:\n  - {reword: safe/kinds/whom, find: for help, to: for advice, why: the word here}\nplugins: [{use: guide}, {use: handouts}]\n' > $ours/adaptation.yaml
sed 's/: tiny/: other/' curricula/contexts/groups/us.yaml > curricula/contexts/groups/them.yaml
sed -i 's/^place: here$/place: here\nadaptations: [ours]/' curricula/contexts/groups/us.yaml

# The same, held by each curriculum itself.
cp -R . "$work/own"
cp -R $library "$work/library"
(
    cd "$work/own" || exit 1
    for id in tiny other; do
        mv_to=curricula/$id
        cp $library/sessions/safe.* $mv_to/sessions
        cp $library/handouts/ask-whom.* $mv_to/handouts
        cp $library/images/spot.svg $mv_to/images
        sed -i 's/- use: library.session.safe/- safe/; /requires:/d' $mv_to/curriculum.yaml
        sed -i 's/^purpose/requires: [one]\npurpose/' $mv_to/sessions/safe.yaml
        sed -i 's/^practice/session: safe\npractice/' $mv_to/handouts/ask-whom.yaml
    done
    rm -r $library/sessions $library/handouts $library/images
)
build() { "$BARAZA" build -c "$1" -f html -o "$2" > "$work/said" 2> "$work/err" || { cat "$work/err"; return 1; }; }
same_pages() {
    build "$1" "$work/shared-$1" && (cd "$work/own" && build "$1" "$work/own-$1") || return 1
    [ -f "$work/shared-$1/handout-ask-whom.html" ] || { ls "$work/shared-$1"; return 1; }
    for page in "$work/own-$1"/*.html; do cmp "$page" "$work/shared-$1/${page##*/}" || return 1; done
    [ "$(ls "$work/own-$1")" = "$(ls "$work/shared-$1")" ]
}
expect "the pages are those of a session of its own" same_pages them
expect "with an adaptation too" same_pages us
differs() { grep -q 'your child ask for advice' "$work/shared-us/guide-safe.html" && grep -q 'your child ask for help' "$work/shared-them/guide-safe.html" && ! grep -q 'your child ask for advice' "$work/shared-them/guide-safe.html"; }
expect "which changes one and leaves the other alone" differs

why_says() { "$BARAZA" why "$1" -c us > "$work/why" 2>&1; grep -qF "$2" "$work/why" || { cat "$work/why"; return 1; }; }
expect "why knows its file" why_says safe "written in $library/sessions/safe.yaml:1:1"
expect "where it is taken in" why_says safe 'use: library/session/safe   (curricula/tiny/curriculum.yaml:'
expect "its text by file and line" why_says $library/sessions/safe.md:6 'session/safe/kinds/whom: block'
expect "its handout" why_says handout/ask-whom "written in $library/handouts/ask-whom.yaml:1:1"
expect "and what is meant by its address" why_says library/session/safe/kinds 'did you mean `session/safe/kinds`?'

sign() { "$BARAZA" adapt sign -c us --by owner --date 2026-06-01 > "$work/said" 2>&1 || { cat "$work/said"; return 1; }; }
expect "an adaptation of it is signed" sign
signed_names() { for file in sessions/safe.yaml sessions/safe.md handouts/ask-whom.md; do grep -qF "file: $library/$file" $ours/signed.yaml || { echo "$file"; cat $ours/signed.yaml; return 1; }; done; }
expect "with its files" signed_names
sed -i 's/your child ask/a child ask/' $library/sessions/safe.md
standing() { "$BARAZA" adapt status -c us > "$work/status" 2>&1; grep -qE "^$1 " "$work/status" || { cat "$work/status"; return 1; }; }
expect "a changed text in the library is seen" standing 'still fits +reword safe/kinds/whom'
draft() { build us "$work/out" && grep -qF "changed: $library/sessions/safe.md" "$work/err" || { cat "$work/err"; return 1; }; }
expect "and makes the pages a draft" draft

# A curriculum that does not take it in: an adaptation does, for its own groups.
cp -R "$work/own" "$work/added"
(
    cd "$work/added" || exit 1
    rm curricula/*/sessions/safe.* curricula/*/handouts/ask-whom.* curricula/other/images/spot.svg curricula/tiny/images/spot.svg
    rm -r $library
    cp -R "$work/library" $library
    sed -i '/- safe/d' curricula/*/curriculum.yaml
    sed -i 's/^  - {reword.*/  - add_session: safe\n    use: library\/session\/safe\n    after: session\/one\n    why: the district asks for it/' $ours/adaptation.yaml
    printf 'objectives: [{id: ask, kind: do, text: ask}]\n' >> $library/sessions/safe.yaml
    sed -i 's/method: discussion/&\n    objectives: [ask]/' $library/sessions/safe.yaml
)
added() {
    (cd "$work/added" && build us "$work/added-us" && cp "$work/err" "$work/err-us" && build them "$work/added-them") || return 1
    [ -f "$work/added-us/guide-safe.html" ] && [ -f "$work/added-us/handout-ask-whom.html" ] && [ ! -f "$work/added-them/guide-safe.html" ] &&
        [ ! -f "$work/added-them/handout-ask-whom.html" ] && ! grep -q 'T125' "$work/err-us" || { ls "$work/added-us" "$work/added-them"; cat "$work/err-us"; return 1; }
}
expect "an adaptation takes it in, with its handout, for its own group" added
cp -R "$work/added" "$work/named"
(
    cd "$work/named" || exit 1
    sed -i '/add_session/,/why:/d; s/^changes:/changes: []/' $ours/adaptation.yaml
    printf '  - use: library/session/safe\n' >> curricula/tiny/curriculum.yaml
)
added_same() { (cd "$work/named" && build us "$work/as-named") && cmp "$work/added-us/handout-ask-whom.html" "$work/as-named/handout-ask-whom.html" && cmp "$work/added-us/guide-safe.html" "$work/as-named/guide-safe.html"; }
expect "with the pages that it has where the curriculum names it" added_same
added_signed() { (cd "$work/added" && sign && signed_names); }
expect "a signature covers its files" added_signed
# added_fails WORDS SED: with the adaptation changed so, check says this.
added_fails() {
    (
        cd "$work/added" && cp $ours/adaptation.yaml "$work/kept.yaml" && sed -i "$2" $ours/adaptation.yaml && "$BARAZA" check -c us > /dev/null 2> "$work/err"
        cp "$work/kept.yaml" $ours/adaptation.yaml
    )
    grep -qE -- "$1" "$work/err" || { cat "$work/err"; return 1; }
}
expect "under its own name only" added_fails 'A003.*keeps its name' 's/add_session: safe/add_session: safer/'
expect "from the library only" added_fails 'A003.*names a session of the library' 's/use: library.session.safe/use: safe/'
expect "if it is there" added_fails 'S001.*sessions/sfe.yaml' 's/safe$/sfe/'
expect "and once" added_fails 'C101.*one of this id' 's/^    why: the district.*/&\n  - {add_session: safe, use: library\/session\/safe, after: session\/one, why: twice}/'
cp "$work/own/curricula/tiny/handouts/ask-whom.yaml" "$work/own/curricula/tiny/handouts/ask-whom.md" "$work/added/curricula/tiny/handouts"
expect "a handout of the curriculum is not hidden by one of the library" added_fails 'T018.*ask-whom' 's/x/x/'
rm "$work/added"/curricula/tiny/handouts/ask-whom.*
gives_out() {
    (cd "$work/added" && sed -i '/add_session/,/why:/d; s/^changes:/&\n  - insert: numbers\n    into: one\/hello\n    material: {item: whom to ask, per: person, get: print, from: library\/handout\/ask-whom}\n    why: asked for/' $ours/adaptation.yaml &&
        build us "$work/gives-us") && [ -f "$work/gives-us/handout-ask-whom.html" ] && grep -q 'hom to ask' "$work/gives-us/guide-one.html"
}
expect "a material that an adaptation brings gives a handout of the library out" gives_out

# A text that is too hard is one finding, in the one file, however many take it in and whatever rituals they have.
sed -i '/^changes:/,/reword/d' $ours/adaptation.yaml
printf '\n::: say\nWelcome to you all. Sit down.\n:::\n' >> $library/greet.md
printf 'every_meeting: {start: [{use: library/greet, id: hello-again, minutes: 5}]}\n' >> curricula/other/curriculum.yaml
{
    printf 'For you.\n\n## Whom to ask {#kinds}\n\n::: say\n'
    for _ in 1 2 3 4 5 6 7 8 9; do echo 'Considerable psychological difficulties are frequently experienced by individuals.'; done
    echo ':::'
} > $library/sessions/safe.md
once() { "$BARAZA" check > /dev/null 2> "$work/err"; [ "$(grep -c 'warning.T128.' "$work/err")" = 1 ] && grep -A1 'T128' "$work/err" | grep -qF "$library/sessions/safe.yaml" || { cat "$work/err"; return 1; }; }
expect "a hard text is named once" once

started() { "$BARAZA" new session later library > "$work/said" 2>&1 && [ "$(sed 's/.*curricula/curricula/' "$work/said" | tr '\n' ' ')" = "$library/sessions/later.yaml $library/sessions/later.md " ] || { cat "$work/said"; return 1; }; }
expect "new starts one in the library" started
sed -i 's/^purpose:/purpos:/' $library/sessions/later.yaml
unread() { fails_with 1 "$BARAZA" check > "$work/said" 2> "$work/err" && grep -q "F001" "$work/err" || { cat "$work/err"; return 1; }; }
expect "and check reads it before anybody takes it in" unread
finish
