# Plugins in their processes: attacks and their verdicts, workers that misbehave, what a locked process
# can still do, and what is left behind. As whoever runs the tests; as root also as nobody.
. "$(dirname "$0")/../suite.sh"
export SOURCE_DATE_EPOCH=0
O=${O:-$top/build}
tools=$O/tool
chmod 755 "$work"
# A copy that everybody may run, with the worker where an installed one lies.
mkdir -p "$work/bin" "$work/libexec/baraza" "$work/share/baraza"
cp "$BARAZA" "$work/bin/baraza"
cp "$(dirname "$BARAZA")/baraza-worker" "$work/libexec/baraza/"
cp -R "$top/plugins" "$work/share/baraza/"
BARAZA=$work/bin/baraza
worker=$work/libexec/baraza/baraza-worker

# A root whose group uses the plugin `stamp`.
new_root() {
    rm -rf "$1"
    cp -R "$top/tests/errors/base" "$1"
    mkdir -p "$1/curricula/contexts/adaptations/ours"
    printf 'adaptations: [ours]\n' >> "$1/curricula/contexts/groups/us.yaml"
    printf 'title: Ours\nfor: {curriculum: tiny, version: "1"}\nplugins: [{use: stamp}]\n' \
        > "$1/curricula/contexts/adaptations/ours/adaptation.yaml"
    printf 'why: a test\n' >> "$1/plugins/stamp/plugin.yaml"
}
root=$work/root
new_root "$root"
cd "$root" || exit 1
plugin() { printf '%s\n' "$1" > plugins/stamp/init.lua; }
none_left() {
    # Of this test's own program only: other builds may run beside it.
    for pid in $(pgrep -x baraza-worker); do
        [ "$(readlink "/proc/$pid/exe")" != "$worker" ] || { echo "process $pid is still there"; return 1; }
    done
}

# --- attacks: the code that comes of each, the exit status, and nothing else
"$tools/attacks" "$work" > /dev/null || exit 1
attack() { # attack FOLDER [AS…]
    folder=$1
    shift
    read -r code < "$folder/code"
    cp "$folder/init.lua" plugins/stamp/init.lua
    # A fifth of the usual instructions: the verdicts are the same, and sooner there.
    "$@" "$BARAZA" check -c us --plugin-limits call=4000000,build=40000000 > "$work/out" 2> "$work/err"
    status=$?
    wanted=1
    [ "$code" != - ] || wanted=0
    if [ $status -ne $wanted ] || { [ "$code" != - ] && ! grep -qF "error[$code]" "$work/err"; }; then
        printf '%s: exit %s, wanted %s\n' "${folder##*/}" "$status" "$code"
        cat "$folder/init.lua" | cut -c 1-200
        head -n 5 "$work/err"
    elif LC_ALL=C grep -q '[[:cntrl:]]' "$work/err"; then echo "${folder##*/}: control characters in the message"
    elif [ "$(grep -c '^error' "$work/err")" -gt 3 ]; then echo "${folder##*/}: too many errors"
    fi
}
attacks() { # attacks EACH [AS…]: every EACH-th
    each=$1
    shift
    n=0
    for folder in "$work"/[0-9][0-9][0-9]; do
        n=$((n + 1))
        [ $((n % each)) -ne 0 ] || attack "$folder" "$@"
    done
}
attacks 1 > "$work/bad"
count=$(find "$work" -maxdepth 1 -name '[0-9][0-9][0-9]' | wc -l)
verdict "$count attacks as $(id -un) end as they should" "$work/bad"
[ "$count" -ge 150 ] || echo "only $count attacks" > "$work/bad"
verdict "there are enough attacks" "$work/bad"
as=
if [ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null; then
    as="setpriv --reuid=65534 --regid=65534 --clear-groups"
    chmod -R a+rX "$work/root" "$work/bin" "$work/libexec" "$work/share"
    if [ "${BUILD:-release}" = asan ]; then each=4; else each=1; fi
    # shellcheck disable=SC2086 # words
    attacks $each $as > "$work/bad"
    verdict "$((count / each)) of them also as nobody" "$work/bad"
else skip "attacks as another user" "only root can become one"; fi
expect "no process is left" none_left

# --- workers that misbehave: an error of its own kind, nothing published, no process left
mkdir -p "$work/fake/bin" "$work/fake/libexec/baraza" "$work/fake/share/baraza"
cp "$BARAZA" "$work/fake/bin/"
cp "$tools/fake-worker" "$work/fake/libexec/baraza/baraza-worker"
cp -R "$top/plugins" "$work/fake/share/baraza/"
plugin 'return {}'
misbehaves() { # misbehaves MODE CODE
    echo "$1" > "$work/fake/libexec/baraza/mode"
    rm -rf "$work/made"
    fails_with 1 timeout 60 "$work/fake/bin/baraza" build -c us -o "$work/made" --plugin-limits wait=1 \
        > "$work/out" 2> "$work/err" || return
    if ! grep -qF "error[$2]" "$work/err" || [ -e "$work/made" ]; then
        cat "$work/err"
        return 1
    fi
    ! LC_ALL=C grep -q '[[:cntrl:]]' "$work/err"
}
while read -r mode code; do expect "a worker that $mode" misbehaves "$mode" "$code"; done << 'END'
dies W001
crashes W001
stops W001
cut-head W001
closes W001
sleeps W002
hangs W002
babbles W003
floods W003
answers-another W003
blames-the-system W003
colours W003
latin W003
is-silent W003
reports-more W003
other W004
unlocked W005
END
echo other > "$work/fake/libexec/baraza/mode"
no_fake_left() {
    for pid in $(pgrep -x baraza-worker); do
        [ "$(readlink "/proc/$pid/exe")" != "$work/fake/libexec/baraza/baraza-worker" ] || return 1
    done
}
expect "no process of theirs is left" no_fake_left

# --- the worker's program is found where it belongs, and nowhere else
moved() {
    mv "$worker" "$work/elsewhere"
    ln -s "$work/elsewhere" "$work/baraza-worker"
    (cd "$root" && PATH="$work:$PATH" LD_LIBRARY_PATH="$work" "$BARAZA" check -c us) > "$work/out" 2>&1
    status=$?
    mv "$work/elsewhere" "$worker"
    rm "$work/baraza-worker"
    [ $status -eq 1 ] && grep -qF 'error[W004]' "$work/out"
}
expect "neither PATH nor the folder chooses the worker" moved
anybody() {
    chmod o+w "$worker"
    "$BARAZA" check -c us > "$work/out" 2>&1
    status=$?
    chmod o-w "$worker"
    [ $status -eq 1 ] && grep -qF 'error[W004]' "$work/out"
}
expect "a worker that anybody may write is not started" anybody
a_group() {
    chmod g+w "$worker"
    "$BARAZA" check -c us > "$work/out" 2>&1
    status=$?
    chmod g-w "$worker"
    [ $status -eq 1 ] && grep -qF 'error[W004]' "$work/out"
}
expect "nor one that a group may write, when the program is its owner's alone" a_group
linked() { ln -s "$BARAZA" "$work/linked" && "$work/linked" check -c us; }
expect "the program by another name" linked

# --- what a locked process is
plugin 'return {check = function() while true do end end}'
look() { # look COMMAND…: with the id of a worker that is at work
    "$BARAZA" check -c us > /dev/null 2>&1 &
    parent=$!
    pid=
    tries=0
    while [ -z "$pid" ] && [ $tries -lt 1000 ]; do
        tries=$((tries + 1))
        for one in $(pgrep -x -P $parent baraza-worker); do
            # Loaded and locked: its descriptors are down to the channel.
            ! grep -q '^Seccomp:.2' "/proc/$one/status" 2> /dev/null || pid=$one
        done
    done
    [ -n "$pid" ] || { wait $parent; echo "no worker was seen"; return 1; }
    kill -STOP "$pid"
    "$@"
    seen=$?
    kill -CONT "$pid"
    wait $parent
    return $seen
}
is_locked() {
    grep -q '^NoNewPrivs:.1' "/proc/$pid/status" || { echo "may gain privileges"; return 1; }
    [ "$(tr -d '\0' < "/proc/$pid/environ" | wc -c)" -eq 0 ] || { echo "has an environment"; return 1; }
    find "/proc/$pid/fd" -mindepth 1 -printf '%f %l\n' | sort > "$work/fds"
    grep -v -e '^3 socket:' -e '^0 /memfd:baraza-model' -e '^2 ' "$work/fds" && return 1
    if [ "${BUILD:-release}" != asan ] && grep -q '^2 ' "$work/fds"; then cat "$work/fds"; return 1; fi
    awk '/Max (processes|core file size|file size)/ && $(NF - 1) != 0 && $(NF - 2) != 0 { bad = 1; print }
         END { exit bad }' "/proc/$pid/limits"
}
exec 9< /dev/null
expect "empty environment, one channel, limits" look is_locked
exec 9<&-
orphan() { # The parent is killed: its workers go with it.
    "$BARAZA" check -c us > /dev/null 2>&1 &
    parent=$!
    tries=0
    while [ -z "$(pgrep -x -P $parent baraza-worker)" ] && [ $tries -lt 1000 ]; do tries=$((tries + 1)); done
    kill -KILL $parent
    wait $parent 2> /dev/null
    tries=0
    while ! none_left > /dev/null && [ $tries -lt 500 ]; do tries=$((tries + 1)); sleep 0.01; done
    none_left
}
expect "workers end with their parent" orphan

# --- every system call by its number
"$tools/sweep" allowed | sort -n > "$work/allowed"
sweep() {
    "$@" "$tools/sweep" > "$work/calls" || { echo "there is no seccomp here"; return 1; }
    # The kernel lets its own two calls of uprobes through any filter: they do nothing elsewhere.
    grep -vxF -f "$work/allowed" "$work/calls" | grep -vxE '335|336'
    [ "$(grep -cvxF -f "$work/allowed" "$work/calls")" -le 2 ]
}
sweep > "$work/bad" 2>&1
verdict "system calls 0 to 600: all but the $(wc -l < "$work/allowed") allowed end the process" "$work/bad"
few() { [ "${BUILD:-release}" = asan ] || [ "$(wc -l < "$work/allowed")" -le 12 ]; }
expect "the allowed ones are few" few
if [ -n "$as" ]; then
    cp "$tools/sweep" "$work/bin/" && tools=$work/bin
    # shellcheck disable=SC2086 # words
    sweep $as > "$work/bad" 2>&1
    verdict "the same as nobody" "$work/bad"
fi

# --- limits, only downwards
plugin 'return {check = function() for i = 1, 5000000 do end end}'
expect "within the limits" "$BARAZA" check -c us
lower() {
    fails_with 1 "$BARAZA" check -c us --plugin-limits "$1" 2> "$work/err" || return
    grep -F "$2" "$work/err" || { cat "$work/err"; return 1; }
}
expect "fewer instructions a call" lower call=1000000 'instruction limit (1 M in one call) in `check`'
expect "fewer instructions a build" lower build=2000000 'instruction limit (2 M in one build) in `check`'
plugin 'return {check = function() local t = ("x"):rep(9 << 20) end}'
expect "less memory" lower memory=8 'memory limit (8 MiB) in `check`'
for wrong in call=20000001 memory=65 wait=0 wait=x calls=1 =1 call; do
    expect "no limit is $wrong" fails_with 2 "$BARAZA" check -c us --plugin-limits "$wrong"
done
# A step that takes long by itself, and counts as little: the processor's time.
plugin 'local a = ("x"):rep(15 << 20) .. "y"
local b = ("x"):rep(15 << 20) .. "y"
return {check = function() while true do local c = a == b end end}'
expect "less of the processor" lower seconds=1 'processor time limit (1 s in one call) in `check`'
finish
