# The same curriculum for two groups that differ in one fact: whether people read. It differs where it
# should, and nowhere else.
set -u
. "$(dirname "$0")/../suite.sh"

cp -R "$top/baraza.yaml" "$top/curricula" "$top/plugins" "$work"
cd "$work" || exit 1
for group in all none; do
    if [ $group = all ]; then literacy=all_read; else literacy=none_read; fi
    {
        echo "title: A group"
        echo "curriculum: child-development"
        echo "place: kenya-rural"
        echo "adaptations: [kenya-rural-group]"
        echo "facts: {literacy: $literacy}"
        echo "people: 12"
        echo "meetings: {start: 2027-01-14, every: 1 week, at: \"14:00\", minutes: 90}"
    } > "curricula/contexts/groups/$group.yaml"
    "$BARAZA" build -c "$group" -f tree -o "$group" > said 2>&1 || { cat said; exit 1; }
    rm -f "$group/guide-whole.tree" # all of them once more
done

# Sessions whose text has something to write, cards to read, something to tick at home, or a condition on
# literacy, themselves or through the library.
touched() {
    session=curricula/child-development/sessions/$1
    [ -f "$session.yaml" ] || session=curricula/library/sessions/$1
    cat "$session.md" > text
    sed -n '/library.session/d; s/^ *- use: library\/\([a-z-]*\).*/\1/p' "$session.yaml" \
        "curricula/child-development/curriculum.yaml" |
        while read -r id; do cat "curricula/library/$id.md" "curricula/library/$id.yaml"; done >> text
    cat "$session.yaml" >> text
    grep -qE '^ *::: *(write|cards|when .*literacy)|method: (writing|home_practice)$' text
}
: > same; : > different
for page in all/*.tree; do
    name=$(basename "$page" .tree)
    if cmp -s "$page" "none/$name.tree"; then echo "$name" >> same; else echo "$name" >> different; fi
done
: > wrong
for page in all/guide-*.tree; do
    id=$(basename "$page" .tree | sed 's/^guide-//')
    if touched "$id"; then grep -qx "guide-$id" different || echo "guide-$id did not change" >> wrong
    else grep -qx "guide-$id" same || echo "guide-$id changed, and has nothing to write or read" >> wrong; fi
done
# Handouts say what counts as a tick where nobody has a pencil, give no hours beside the numbers of help, and are the
# same otherwise, but for those whose text asks who reads.
for name in $(grep '^handout-' different); do
    cat "curricula/child-development/handouts/${name#handout-}.md" "curricula/library/handouts/${name#handout-}.md" \
        2> /dev/null | grep -q '^::: when .*literacy' && continue
    sed 's/ A bean in a cup, high up, or a knot in a string counts as a tick\.//' "none/$name.tree" > without
    sed 's/\(example: ____________\) ([^)]*)/\1/' "all/$name.tree" | cmp -s without - || echo "$name" >> wrong
done
verdict "guides differ where people write or read, and only there" wrong

# Inside a guide that differs, every activity without such a block is the same to the letter.
: > wrong
for id in $(sed -n 's/^guide-//p' different); do
    for group in all none; do
        # One file a section, by its title.
        awk -v out="$group-$id-" '/^  section / { n++ } n { print > (out sprintf("%02d", n)) }' "$group/guide-$id.tree"
    done
    for section in all-"$id"-*; do
        other=none${section#all}
        cmp -s "$section" "$other" && continue
        cat "$section" "$other" | grep -qE 'container (write|cards)|origin=|method' && continue
        diff "$section" "$other" | grep -q 'Tell each situation' && continue
        diff "$section" "$other" > ./delta
        grep -qE 'container' ./delta || { echo "$id: $section differs"; cat ./delta; } >> wrong
    done
done
verdict "the parts that nobody touched are the same to the letter" wrong

# The blocks changed, not only their labels.
: > wrong
grep -h -c 'container write' none/*.tree | awk '{ n += $1 } END { if (n) print n " blocks of writing are left" }' >> wrong
grep -lq 'Draw it or say it' none/*.tree || echo "nothing is drawn or told" >> wrong
verdict "what was written is drawn or told" wrong

: > wrong
"$BARAZA" why our-day/strip-of-the-day -c none > why 2>&1
grep -q 'plugin low-literacy' why || { echo "why does not name the plugin:"; cat why; } >> wrong
grep -q 'why: ' why || echo "why gives no reason" >> wrong
verdict "why names the plugin and its reason" wrong

# A bell that a plugin puts into each session is one change of the record, with all that is said of it.
mkdir curricula/contexts/adaptations/large
printf 'title: Many\nfor: {curriculum: child-development, version: "1.0"}\nplugins:\n  - use: large-group\n' \
    > curricula/contexts/adaptations/large/adaptation.yaml
sed 's/kenya-rural-group/large/; s/^people:.*/people: 30/' curricula/contexts/groups/all.yaml > curricula/contexts/groups/large.yaml
: > wrong
"$BARAZA" adapt record -c large -f csv > record.csv 2> said || cat said >> wrong
grep -E '^"[0-9]+","[^"]*/materials/[^"]*",' record.csv > bells
[ "$(awk -F '","' '{ print $4 }' bells | sort | uniq -c | awk '{ print ($1 > 5), $2 }')" = "1 insert" ] || cat bells >> wrong
[ "$(grep -c '^per: room$' record.csv)" -eq "$(wc -l < bells)" ] || echo "a bell lacks what is said of it" >> wrong
awk -F '"' '/^"[0-9]+","session/ && $2 != ++n { print "change " $2 " stands where " n " should" }' record.csv >> wrong
verdict "what a plugin puts in is one change of the record" wrong

# Every group that comes with the program has all its papers; of warnings there are those only that every number
# is an example.
formats=html,pdf
[ "${BUILD:-release}" = release ] || formats=html
[ -d /usr/share/fonts/truetype/noto ] || formats=html
complete() {
    "$BARAZA" check -c "$1" > /dev/null 2> warned || { cat warned; return 1; }
    ! grep -E '^(error|warning)\[' warned | grep -vE '^warning\[C12[23]\]' || return 1
    "$BARAZA" build -c "$1" -f $formats -o "papers/$1" > /dev/null 2> warned || { cat warned; return 1; }
    for paper in start-here run-sheet-1 materials calendar messages attendance agreement disclosure record; do
        for format in $(echo $formats | tr , ' '); do
            [ -s "papers/$1/$paper.$format" ] || { echo "there is no $paper.$format"; return 1; }
        done
    done
    rm -rf "papers/$1"
}
for file in "$top"/curricula/contexts/groups/*.yaml; do
    group=$(basename "$file" .yaml)
    expect "all papers of $group" complete "$group"
done
finish
