# Inputs that nobody should give: the program ends in time, by itself, with a diagnostic and without
# output. Never by a signal, never with half a build.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
pristine=$work/pristine
cp -R "$top/tests/samples/firm-and-kind" "$pristine"
limit=10
[ "${BUILD:-release}" = release ] || limit=60

# Runs the program in ./root; what is wrong is added to $work/bad. An output folder may be there only
# when the build went well.
survives() {
    what=$1
    shift
    # shellcheck disable=SC2086 # nothing, or a command with its options
    timeout -s KILL "$limit" ${as:-} "${program:-$BARAZA}" "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    case $status in
    0 | 1 | 3) ;;
    2) echo "$what: \`$*\` ends with 2: $(head -c 300 "$work/err")" ;;
    137) echo "$what: \`$*\` was killed after $limit s, or by a signal" ;;
    *) echo "$what: \`$*\` ends with $status: $(grep -m 3 -E 'ERROR|runtime error|assert|Assert' "$work/err" | cut -c 1-300)" ;;
    esac >> "$work/bad"
    if [ $status -ne 0 ] && [ ! -s "$work/err" ]; then echo "$what: \`$*\` says nothing"; fi >> "$work/bad"
    if [ "$(wc -c < "$work/err")" -gt 3000000 ]; then echo "$what: \`$*\` talks without end"; fi >> "$work/bad"
    if [ $status -ne 0 ] && [ -e "$work/root/made" ]; then echo "$what: output after status $status"; fi >> "$work/bad"
    # What staging leaves behind, if anything, lies beside the target.
    find "$work/root" -maxdepth 1 -newer "$work/mark" ! -name made ! -name root |
        sed "s|^|$what: left behind: |" >> "$work/bad"
    rm -rf "$work/root/made"
}
both() {
    touch "$work/mark"
    survives "$1" check
    survives "$1" build -c fathers-tuesday -f html -o "$work/root/made"
}
fresh() {
    rm -rf "$work/root"
    cp -R "$pristine" "$work/root"
    cd "$work/root" || exit 1
}
# hostile NAME COMMAND…: the command spoils a fresh root (in which it runs).
hostile() {
    name=$1
    shift
    fresh
    : > "$work/bad"
    "$@"
    both "$name"
    verdict "$name" "$work/bad"
}
# Text so many times over, on one line.
repeated() { awk -v text="$1" -v n="$2" 'BEGIN { while (n-- > 0) printf "%s", text }'; }
session=curricula/firm-and-kind/sessions/calm

# --- files cut off anywhere, and with bytes turned over
awk 'BEGIN { srand(7); for (i = 0; i < 400; i++) print int(rand() * 1000000), int(rand() * 256) }' > "$work/numbers"
(cd "$pristine" && find . -type f ! -name README.md | sort) > "$work/names"
rounds=4
[ "${BUILD:-release}" = release ] || rounds=2
: > "$work/bad"
exec 3< "$work/numbers"
fresh
for _ in $(seq $rounds); do
    while read -r name; do
        read -r place byte <&3 || break
        size=$(wc -c < "$pristine/$name")
        [ "$size" -gt 0 ] || continue
        head -c $((place % size)) "$pristine/$name" > "$name"
        both "cut at $((place % size)): $name"
        cp "$pristine/$name" "$name"
        printf "\\$(printf %03o "$byte")" | dd of="$name" bs=1 seek=$((place % size)) conv=notrunc 2> /dev/null
        both "byte $byte at $((place % size)): $name"
        cp "$pristine/$name" "$name"
    done < "$work/names"
done
verdict "files cut off and with bytes turned over" "$work/bad"

# --- too deep, too long, too many
yaml_deep() { { cat "$pristine/$session.yaml"; printf 'room: '; repeated '[' 20000; repeated ']' 20000; echo; } > $session.yaml; }
hostile "YAML 20,000 deep" yaml_deep
yaml_blocks() { awk 'BEGIN { for (i = 0; i < 3000; i++) { printf "%*s%s\n", i, "", "a:" } }' > $session.yaml; }
hostile "YAML mappings 3,000 deep" yaml_blocks
yaml_many() { { cat "$pristine/$session.yaml"; awk 'BEGIN { for (i = 0; i < 150000; i++) print "  - id: a" i "\n    method: story" }'; } > $session.yaml; }
hostile "YAML of 300,000 nodes" yaml_many
yaml_key() { { repeated k 3000000; echo ': x'; } >> $session.yaml; }
hostile "a key of 3 MB" yaml_key
bomb() { printf 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n' > $session.yaml; }
hostile "aliases of aliases" bomb
many_errors() { awk 'BEGIN { for (i = 0; i < 20000; i++) print "key" i ": x" }' >> $session.yaml; }
hostile "20,000 unknown keys" many_errors

in_body() { { cat "$pristine/$session.md"; cat; echo; } > "$work/body" && cp "$work/body" $session.md; }
quotes() { repeated '> ' 20000 | in_body; }
hostile "20,000 quotes on one line" quotes
lists() { repeated '- ' 20000 | in_body; }
hostile "20,000 list items on one line" lists
lists_deep() { awk 'BEGIN { for (i = 0; i < 500; i++) printf "%*s- a\n", 2 * i, "" }' | in_body; }
hostile "lists 500 deep" lists_deep
fences() { awk 'BEGIN { for (i = 0; i < 20000; i++) print "::: note" }' | in_body; }
hostile "20,000 containers that stay open" fences
fences_closed() { awk 'BEGIN { for (i = 0; i < 2000; i++) print "::: note"; for (i = 0; i < 2000; i++) print ":::" }' | in_body; }
hostile "containers 2,000 deep" fences_closed
brackets() { repeated '[' 100000 | in_body; }
hostile "100,000 brackets" brackets
links() { repeated '[a](' 50000 | in_body; }
hostile "50,000 links that stay open" links
stars() { repeated '*a _b ' 100000 | in_body; }
hostile "200,000 emphases that stay open" stars
ticks() { awk 'BEGIN { for (i = 1; i < 1500; i++) { for (j = 0; j < i; j++) printf "`"; printf "a" } }' | in_body; }
hostile "backquotes of 1,500 lengths" ticks
words() { repeated '{{mother}} ' 100000 | in_body; }
hostile "100,000 words" words
open_words() { repeated '{{' 500000 | in_body; }
hostile "500,000 words that stay open" open_words
table() { { repeated '|a' 20000; echo; repeated '|-' 20000; echo; repeated '|b' 20000; echo; } | in_body; }
hostile "a table of 20,000 columns" table
definitions() { awk 'BEGIN { for (i = 0; i < 40000; i++) print "[a" i "]: b" i "\n" }' | in_body; }
hostile "40,000 link definitions" definitions
entities() { repeated '&quot;&#0;&#x10ffff;&#xd800;' 20000 | in_body; }
hostile "entities of what is no character" entities
long_line() { repeated 'word ' 900000 | in_body; }
hostile "a file over the limit" long_line
marks() { repeated '\314\201' 1000 | in_body; printf '%b' "$(repeated '\0314\0201' 20000)" >> $session.md; }
hostile "20,000 marks on one letter" marks
svg() { repeated '<g>' 3000000 > curricula/firm-and-kind/images/broken-cup.svg; }
hostile "a picture of 9 MB that is none" svg
many_files() {
    for i in $(seq 2000); do echo 'title: x' > "curricula/contexts/places/p$i.yaml"; done
}
hostile "2,000 places that are wrong" many_files

# --- things that are no files
link() { rm $session.md && ln -s /etc/passwd $session.md; }
hostile "a link out of the root" link
link_in() { mv $session.md other.md && ln -s ../../../other.md $session.md; }
hostile "a link inside the root" link_in
link_folder() { mv curricula/firm-and-kind/sessions elsewhere && ln -s ../../elsewhere curricula/firm-and-kind/sessions; }
hostile "a folder that is a link" link_folder
loop() { rm $session.md && ln -s calm.md $session.md; }
hostile "a link to itself" loop
ring() { ln -s . curricula/library/again; ln -s ../.. curricula/firm-and-kind/images/up; }
hostile "folders that contain themselves" ring
pipe() { rm $session.md && mkfifo $session.md; }
hostile "a pipe in place of Markdown" pipe
pipe_yaml() { rm $session.yaml && mkfifo $session.yaml; }
hostile "a pipe in place of YAML" pipe_yaml
pipe_lua() { rm plugins/envelope/init.lua && mkfifo plugins/envelope/init.lua; }
hostile "a pipe in place of a plugin" pipe_lua
pipe_more() { mkfifo curricula/library/pipe.yaml plugins/envelope/pipe.lua curricula/firm-and-kind/handouts/pipe.md; }
hostile "pipes that nobody asked for" pipe_more
folder() { rm $session.md && mkdir $session.md; }
hostile "a folder in place of a file" folder
file() { rm -r curricula/library && echo x > curricula/library; }
hostile "a file in place of a folder" file
device() { rm $session.md && mknod $session.md c 1 5 2> /dev/null || ln -s /dev/zero $session.md; }
hostile "a device in place of a file" device
socket_name() { printf 'title: x\n' > "curricula/library/$(printf 'a\nb').yaml"; printf 'x' > "curricula/library/$(printf '\377\376').md"; }
hostile "names of files with line feeds and bytes" socket_name
long_name() { for _ in $(seq 12); do d=$(repeated n 200) && mkdir "$d" && cd "$d" || break; done; : > x.yaml; cd "$work/root" || exit 1; mkdir -p "curricula/$(repeated n 200)/sessions"; }
hostile "names of 200 letters" long_name
# As somebody who may not read everything: root runs these as nobody, with a copy of the program.
unreadable() { chmod 000 $session.md; }
unreadable_folder() { chmod 000 curricula/library; }
unwritable() { chmod 555 .; }
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    mkdir -p "$work/prefix/bin" "$work/prefix/share/baraza"
    cp "$BARAZA" "$(dirname "$BARAZA")/baraza-worker" "$work/prefix/bin/"
    cp -R "$top/plugins" "$work/prefix/share/baraza/"
    program=$work/prefix/bin/baraza
    chmod 755 "$work"
    nobodys() { chown -R 65534:65534 . && "$@"; }
else
    nobodys() { "$@"; }
fi
hostile "a file that may not be read" nobodys unreadable
hostile "a folder that may not be read" nobodys unreadable_folder
hostile "a folder that may not be written" nobodys unwritable
as='' program=''

# --- an output that cannot be written
: > "$work/bad"
fresh
touch "$work/mark"
for target in /dev/null /proc/none/x "$work/root/baraza.yaml" "$work/root/baraza.yaml/x" "$(repeated n 300)" ""; do
    timeout -s KILL "$limit" "$BARAZA" build -c fathers-tuesday -o "$target" > "$work/out" 2> "$work/err"
    status=$?
    [ $status -eq 3 ] || [ $status -eq 2 ] || echo "-o '$target' ends with $status" >> "$work/bad"
done
ln -s "$work/elsewhere" made
timeout -s KILL "$limit" "$BARAZA" build -c fathers-tuesday -o made > /dev/null 2>&1
[ ! -e "$work/elsewhere" ] || echo "wrote through a link" >> "$work/bad"
verdict "an output that cannot be written" "$work/bad"

# --- arguments
: > "$work/bad"
fresh
for argument in "" "-" "--" "--=" "-c" "--context=" "$(printf '\377')" "$(repeated a 100000)" "../.." "/" "calm/../../x" "%s%n%s" "session/calm/story/none"; do
    for command in check build why explain new; do
        timeout -s KILL "$limit" "$BARAZA" "$command" "$argument" > "$work/out" 2> "$work/err" < /dev/null
        status=$?
        [ $status -le 3 ] || echo "$command '$(echo "$argument" | head -c 40)' ends with $status" >> "$work/bad"
    done
done
verdict "odd arguments" "$work/bad"
# A root from a stranger whose `build` leads elsewhere.
fresh
mkdir "$work/away"
ln -s "$work/away" build
expect "the usual output folder is no link" fails_with 3 "$BARAZA" build -c fathers-tuesday
find "$work/away" -mindepth 1 > "$work/bad"
verdict "nothing is written through a link" "$work/bad"
# `new` writes through no link that a root brings.
mkdir "$work/linked" "$work/outside"
echo 'title: A root' > "$work/linked/baraza.yaml"
ln -s ../outside "$work/linked/curricula"
(cd "$work/linked" && "$BARAZA" new curriculum demo) > /dev/null 2>&1
: > "$work/why"
[ -z "$(ls "$work/outside")" ] || ls -R "$work/outside" > "$work/why"
verdict "new writes through no link" "$work/why"
finish
