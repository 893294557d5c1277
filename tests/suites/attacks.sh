# Attacks by files, a line each: `CODES :: name :: what spoils the root`. CODES say what must come of it: the
# codes of errors among those reported (all of them), `-` for none, `N` alone for the exit status where there
# is no code, or `=` where the file `mine` in the output must be kept, `A|B` for one of them. In a fresh root the line is run, then
# `baraza build -c us`, or what the line puts into $run. Always: no signal, no output after a failure, no
# control character and no bidirectional one in what is said, nothing written outside the output, memory
# and processor bounded by the system and not by a clock. As whoever runs the tests; as root also as nobody.
. "$(dirname "$0")/../suite.sh"
export SOURCE_DATE_EPOCH=0
chmod 755 "$work"
mkdir -p "$work/bin" "$work/libexec/baraza" "$work/share/baraza" "$work/outside" "$work/tmp"
cp "$BARAZA" "$work/bin/baraza"
cp "$(dirname "$BARAZA")/baraza-worker" "$work/libexec/baraza/"
cp -R "$top/plugins" "$work/share/baraza/"
[ ! -d "$top/holidays" ] || cp -R "$top/holidays" "$work/share/baraza/"
chmod -R a+rX "$work/bin" "$work/libexec" "$work/share"
BARAZA=$work/bin/baraza

# --- the root that is spoilt: one session, a place, a group, an adaptation with the plugin `stamp`
pristine=$work/pristine
cp -R "$top/tests/errors/base" "$pristine"
mkdir -p "$pristine/curricula/contexts/adaptations/ours"
printf 'adaptations: [ours]\n' >> "$pristine/curricula/contexts/groups/us.yaml"
printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\nplugins: [{use: guide}, {use: handouts}, {use: stamp}]\n' \
    > "$pristine/curricula/contexts/adaptations/ours/adaptation.yaml"
printf 'why: a test\n' >> "$pristine/plugins/stamp/plugin.yaml"
# What the lines below speak of.
export S=curricula/tiny/sessions/one.yaml M=curricula/tiny/sessions/one.md C=curricula/tiny/curriculum.yaml \
    H=curricula/tiny/handouts/sheet.md P=curricula/contexts/places/here.yaml G=curricula/contexts/groups/us.yaml \
    T="$work/tmp" A=curricula/contexts/adaptations/ours/adaptation.yaml D=curricula/tiny/images/dot.svg \
    L=plugins/stamp/plugin.yaml I=plugins/stamp/init.lua X=curricula/contexts/adaptations/ours \
    OUT="$work/outside"
put() { cat > "$1"; }                                     # put FILE < TEXT
add() { printf '%b' "$2" >> "$1"; }                       # add FILE TEXT, at its end
swap() { sed "$2" "$1" > .swap && cat .swap > "$1" && rm .swap; } # swap FILE SED-COMMAND
rep() { awk -v t="$1" -v n="$2" 'BEGIN { while (n-- > 0) printf "%s", t }'; } # rep TEXT N
body() { { printf '## Hello {#hello}\n\n'; cat; printf '\n\n## Goodbye {#bye}\n'; } > $M; } # body < MARKDOWN
change() { { cat "$A"; printf 'changes:\n  - %b\n' "$1"; } > .swap && cat .swap > "$A" && rm .swap; }
png() { # png WIDTH HEIGHT (four bytes each, as for printf): a head that promises so much, and nothing behind it
    rm "$D"
    swap $H 's/dot.svg/dot.png/'
    printf "\211PNG\r\n\032\n\0\0\0\015IHDR$1$2\010\2\0\0\0\0\0\0\0" > curricula/tiny/images/dot.png
}
svg() { printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">%b</svg>' "$1" > $D; }

# dash, bash and busybox have all of them.
# shellcheck disable=SC3045
limits() {
    ulimit -c 0
    ulimit -f 400000 # blocks of 512 bytes
    if [ "${BUILD:-release}" = asan ]; then ulimit -t 300; else ulimit -t 60 && ulimit -v 1500000; fi
}
clean() { # the message is fit for a terminal
    ! LC_ALL=C grep -q "$(printf '[\001-\011\013-\037\177]')" "$1" && ! grep -q "$(printf '\342\200[\252-\256]\|\342\201[\246-\251]')" "$1"
}
judge() { # judge NAME STATUS CODES: what is wrong
    case $2 in
    0 | 1 | 2 | 3) ;;
    *) echo "$1: ends with $2: $(grep -m 2 -E 'ERROR|runtime error|ssert' "$work/err")" ;;
    esac
    for code in $3; do
        case $code in
        -) [ "$2" -eq 0 ] || echo "$1: ends with $2, and nothing is wrong: $(head -n 3 "$work/err")" ;;
        =) [ "$(cat "$work/tmp/made/mine")" = mine ] || echo "$1: a file of others is not what it was" ;;
        *\|*) # one or the other, as it depends on who looks
            grep -qE "error\[($code)\]" "$work/err" || echo "$1: no error $code: $(head -n 3 "$work/err")" ;;
        [0-3]) [ "$2" -eq "$code" ] || echo "$1: ends with $2, not $code: $(head -n 3 "$work/err")" ;;
        *) if [ "$2" -eq 0 ] || ! grep -qF "error[$code]" "$work/err"; then
            echo "$1: no error $code, exit status $2: $(head -n 3 "$work/err")"
        fi ;;
        esac
    done
    if [ "$2" -ne 0 ] && [ $was_there -eq 0 ] && [ -e "$work/tmp/made/manifest.json" ]; then echo "$1: published after status $2"; fi
    if [ "$2" -ne 0 ] && [ ! -s "$work/err" ]; then echo "$1: ends with $2 and says nothing"; fi
    [ "$(wc -c < "$work/err")" -lt 1000000 ] || echo "$1: talks without end"
    clean "$work/err" || echo "$1: control characters in what is said"
    find "$work/outside" -mindepth 1 | sed "s|^|$1: outside: |"
    find "$work/tmp" -mindepth 1 -maxdepth 1 ! -name made | sed "s|^|$1: left behind: |"
}
attack() { # attack CODES NAME COMMAND
    chmod -R u+rwx "$work/root" 2> /dev/null
    rm -rf "$work/root" "$work/tmp" "$work/outside"
    cp -R "$pristine" "$work/root"
    mkdir "$work/tmp" "$work/outside"
    cd "$work/root" || exit 1
    run="build -c us -o $work/tmp/made"
    eval "$3" > "$work/err" 2>&1 || { echo "$2: the attack itself fails: $(head -n 2 "$work/err")"; return; }
    was_there=0
    [ ! -e "$work/tmp/made/manifest.json" ] && [ ! -L "$work/tmp/made/manifest.json" ] || was_there=1
    [ -z "$as" ] || chown -R 65534:65534 "$work/root" "$work/tmp"
    # shellcheck disable=SC2086 # words
    (limits; exec timeout -s KILL 600 $as "$BARAZA" $run) > "$work/out" 2> "$work/err" < /dev/null
    judge "$2" $? "$1"
}
attacks() { # attacks EACH: every EACH-th line of the table
    n=0
    while read -r line <&4; do
        case $line in '' | '#'*) continue ;; esac
        n=$((n + 1))
        [ $((n % $1)) -eq 0 ] || continue
        rest=${line#* :: }
        attack "${line%% :: *}" "${rest%% :: *}" "${rest#* :: }"
    done 4< "$top/tests/attacks.txt"
}
as=
attacks 1 > "$work/bad"
verdict "$n attacks by files as $(id -un)" "$work/bad"
[ "$n" -ge 100 ] || echo "only $n" > "$work/bad"
verdict "there are enough of them" "$work/bad"
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chmod 711 "$work"
    if [ "${BUILD:-release}" = asan ]; then each=4; else each=1; fi
    attacks $each > "$work/bad"
    verdict "$((n / each)) of them as nobody" "$work/bad"
else skip "the same as another user" "only root can become one"; fi
finish
