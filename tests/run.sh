# Runs programs that print TAP, shows what failed, and closes with "N passed, N failed".
# A program that ends badly without a "not ok" line counts as one failure; one that skips says so.
# Under `make -j2`, or with JOBS=2, two run at a time; what they say is still shown one after the
# other. Behind each stands what it took of the processor. No test reads a clock to judge; what hangs
# is ended after $patience seconds of the processor, far beyond what anything here needs.
patience=900
export LC_ALL=C
# What a sanitizer finds must not look like an error in a curriculum.
export ASAN_OPTIONS="${ASAN_OPTIONS:-exitcode=99}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-exitcode=99:print_stacktrace=1}"

# seconds FILE: the processor's time of what has ended, from the last line of `times`, 12.3
seconds() {
    tail -n 1 "$1" | sed 's/[ms]/ /g' | awk '{ printf "%.1f", $1 * 60 + $2 + $3 * 60 + $4 }'
}

# `run.sh --one FOLDER PROGRAM`: one program, in a process of its own, which then says that it is done.
if [ "$1" = --one ]; then
    at=$(mktemp -d "$2/ran-XXXXXX" 2> /dev/null) || exit 255 # who asked is gone: xargs starts no more
    # shellcheck disable=SC3045 # dash and bash have it
    ulimit -t "$patience"
    case $3 in
    *.sh) sh "$3" > "$at/out" 2>&1 ;;
    *) "$3" > "$at/out" 2>&1 ;;
    esac
    echo $? > "$at/status"
    times > "$at/times"
    echo "$3" > "$at/program"
    echo "$at" > "$2/done" # a pipe; so short a line arrives whole
    exit 0
fi

passed=0 failed=0
# show FOLDER: what came of one program.
show() {
    read -r program < "$1/program"
    read -r status < "$1/status"
    good=$(grep -c '^ok ' "$1/out")
    bad=$(grep -c '^not ok ' "$1/out")
    if [ "$bad" -eq 0 ] && [ "$status" -ne 0 ]; then bad=1; fi
    if [ "$bad" -eq 0 ] && [ "$good" -eq 0 ] && ! grep -q '^# skipped' "$1/out"; then bad=1; fi
    if [ "$bad" -gt 0 ]; then
        printf -- '--- %s (exit %s)\n' "$program" "$status"
        grep -v '^ok ' "$1/out" | head -n 200
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    printf '%4d passed %3d failed  %6s s  %s\n' "$good" "$bad" "$(seconds "$1/times")" \
        "$(basename "$(dirname "$program")")/$(basename "$program")"
    grep '^# skipped' "$1/out" | sed 's/^#/                         /'
}

jobs=${JOBS:-$(printf '%s\n' "$MAKEFLAGS" | sed -n 's/.*-j\([0-9][0-9]*\).*/\1/p')}
# A suite that calls make gets its variables, but not the pipe of the make above.
MAKEFLAGS=$(printf '%s\n' "$MAKEFLAGS" | sed 's/-j[0-9]*//; s/--jobserver-[a-z]*=[^ ]*//')
export MAKEFLAGS
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM
mkfifo "$folder/done"
exec 3<> "$folder/done" # open at both ends: reading waits for what comes
{
    printf '%s\n' "$@" | xargs -n 1 -P "${jobs:-1}" sh "$0" --one "$folder" 3>&-
    echo end >&3
} &
ran=0
while read -r one <&3 && [ "$one" != end ]; do
    show "$one"
    ran=$((ran + 1))
done
wait
if [ "$ran" -ne $# ]; then
    echo "--- $(($# - ran)) did not run to their end"
    failed=$((failed + $# - ran))
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
