# Inputs that nobody should give: the program ends in time, by itself, with a diagnostic and without
# output. Never by a signal, never with half a build.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
pristine=$work/pristine
cp -R "$top/tests/samples/firm-and-kind" "$pristine"
# Of the processor, in seconds: a machine with much to do is no finding. The clock is only for what hangs.
limit=60
[ "${BUILD:-release}" = release ] || limit=300
# shellcheck disable=SC3045 # dash and bash have it
limited() { (ulimit -t $limit; exec timeout -s KILL 600 "$@"); }

# Runs the program in ./root; what is wrong is added to $work/bad. An output folder may be there only
# when the build went well.
survives() {
    what=$1
    shift
    # shellcheck disable=SC2086 # nothing, or a command with its options
    limited ${as:-} "${program:-$BARAZA}" "$@" > "$work/out" 2> "$work/err" < /dev/null
    status=$?
    case $status in
    0 | 1 | 3) ;;
    2) echo "$what: \`$*\` ends with 2: $(head -c 300 "$work/err")" ;;
    137 | 152) echo "$what: \`$*\` was killed after $limit s, or by a signal" ;;
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

# --- files that may not be read (tests/attacks.txt has what else a root can be spoilt with)
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
    limited "$BARAZA" build -c fathers-tuesday -o "$target" > "$work/out" 2> "$work/err"
    status=$?
    [ $status -eq 3 ] || [ $status -eq 2 ] || echo "-o '$target' ends with $status" >> "$work/bad"
done
ln -s "$work/elsewhere" made
limited "$BARAZA" build -c fathers-tuesday -o made > /dev/null 2>&1
[ ! -e "$work/elsewhere" ] || echo "wrote through a link" >> "$work/bad"
verdict "an output that cannot be written" "$work/bad"

# --- arguments
: > "$work/bad"
fresh
for argument in "" "-" "--" "--=" "-c" "--context=" "$(printf '\377')" "$(repeated a 100000)" "../.." "/" "calm/../../x" "%s%n%s" "session/calm/story/none"; do
    for command in check build why explain new; do
        limited "$BARAZA" "$command" "$argument" > "$work/out" 2> "$work/err" < /dev/null
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
