# Pages in five scripts against accepted ones: what stands where (text), and how it looks (previews of 40
# dots an inch, compared with tolerance). And pages in a language that is 1.7 times as long: nothing may
# stand outside of its page or over another text. Accepted on purpose: make golden-accept, then look.
set -u
. "$(dirname "$0")/../suite.sh"
pages=$top/tests/pages

# shellcheck disable=SC2046 # flags
${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -o "$work/compare" "$pages/compare.c" $(pkg-config --cflags --libs libpng) -lm || exit 1
cp -R "$pages/root" "$work/root"

for language in en ar am bn my; do
    made=$work/$language expected=$pages/expected/$language
    (cd "$work/root" && "$BARAZA" build -c $language -f pages,png --dpi 40 -o "$made") > "$work/said" 2>&1
    status=$?
    rm -f "$made/manifest.json" # its digests would say every change twice
    # The numbers of tags shift with every change before them; what an item is stays.
    [ $status -ne 0 ] || sed -i 's/ <\([A-Za-z0-9]*\) [0-9]*>/ <\1>/' "$made/leaf-one.pages"
    if [ -n "${ACCEPT:-}" ] && [ $status -eq 0 ]; then
        mkdir -p "$pages/expected"
        rm -rf "$expected"
        cp -R "$made" "$expected"
    fi
    if [ $status -ne 0 ]; then cat "$work/said" > "$work/why"
    else diff -u "$expected/leaf-one.pages" "$made/leaf-one.pages" > "$work/why" 2>&1; fi
    verdict "what stands where: $language" "$work/why"

    : > "$work/why"
    for preview in "$expected"/*.png "$made"/*.png; do
        name=${preview##*/}
        if [ ! -f "$expected/$name" ] || [ ! -f "$made/$name" ]; then echo "$name is not in both"
        else "$work/compare" "$expected/$name" "$made/$name"; fi
    done 2>&1 | sort -u > "$work/why"
    verdict "how it looks: $language" "$work/why"

    awk -f "$pages/inside.awk" "$made/leaf-one.pages" > "$work/why" 2>&1
    verdict "within its page: $language" "$work/why"
done

# Each word of the texts with seven tenths of itself behind it; names, marks and numbers stay.
cp -R "$pages/root" "$work/long"
for file in "$work"/long/curricula/leaf-en/sessions/one.*; do
    awk '
        function grown(word,   n) {
            n = match(word, /[^A-Za-z]*$/) - 1
            return n < 2 || word !~ /^[A-Za-z]+[^A-Za-z]*$/ ? word \
                : substr(word, 1, n) tolower(substr(word, 1, int(n * 0.7 + 0.5))) substr(word, n + 1)
        }
        /^:::/ || /^\|-/ || /^(minutes|activities|prepare|key_messages):/ || /(id|method|before|minutes):/ { print; next }
        {
            head = match($0, /^[ -]*([a-z]+: "?)?/) ? substr($0, 1, RLENGTH) : ""
            line = substr($0, length(head) + 1)
            n = split(line, words, " ")
            out = head
            for (i = 1; i <= n; i++) out = out (i > 1 ? " " : "") grown(words[i])
            print out
        }' "$file" > "$work/grown" && cp "$work/grown" "$file"
done
before=$(cat "$pages"/root/curricula/leaf-en/sessions/one.* | wc -c)
after=$(cat "$work"/long/curricula/leaf-en/sessions/one.* | wc -c)
: > "$work/why"
[ $((after * 10)) -gt $((before * 13)) ] || echo "the text grew from $before to $after bytes only" > "$work/why"
verdict "the long language is long" "$work/why"

n=0
while read -r how; do
    n=$((n + 1))
    # shellcheck disable=SC2086 # words of ours
    if (cd "$work/long" && "$BARAZA" build -c en -f pages $how -o "$work/long$n") > "$work/said" 2>&1
    then awk -f "$pages/inside.awk" "$work/long$n/leaf-one.pages" > "$work/why" 2>&1
    else cp "$work/said" "$work/why"; fi
    verdict "a long language fits: $how" "$work/why"
done << 'WAYS'
--paper A4
--paper A5
--paper Letter --large-print
--paper A4 --booklet
--paper A5 --ink saving --large-print
WAYS
finish
