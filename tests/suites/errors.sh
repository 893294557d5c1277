# Every diagnostic has a pair in tests/errors: the wrong input must give exactly the message, the
# mended one must not give the code. With ACCEPT=1 the messages are written from what is printed.
# Hundreds of runs: what a shell can do by itself is not given to another program.
set -u
. "$(dirname "$0")/../suite.sh"
pairs=$top/tests/errors
nl='
'
unset SOURCE_DATE_EPOCH

cd "$work" || exit 1
awk -v out="$work" -v list=1 -f "$pairs/split.awk" "$pairs"/*.txt | sort -u | xargs mkdir -p || exit 1
awk -v out="$work" -f "$pairs/split.awk" "$pairs"/*.txt || exit 1
severities=$(awk -F'[(,]' '/^BZ_CODE\(/ { gsub(/ /, ""); print $2 " " $3 }' "$top/src/base/codes.def")

# The text of one file so many times over.
repeat() {
    awk -v n="$1" '{ text = text $0 "\n" } END { while (n-- > 0) printf "%s", text }' "$2" > "$work/long"
    mv "$work/long" "$2"
}
# Lays one side of a pair over the root, runs its command there, and gives what it says in $printed.
run_side() {
    cp -R --remove-destination "$code/$1/." "$code/root/"
    printed=$(
        cd "$code/root" || exit 1
        if [ -f "$work/$code/$1.sh" ]; then . "$work/$code/$1.sh"; fi
        eval "exec \"\$BARAZA\" $command" 2>&1 > /dev/null < /dev/null
    )
}
# Takes the closing summary ("2 errors, 1 warning") off $printed.
cut_summary() {
    while :; do
        case ${printed##*"$nl"} in
        '' | [0-9]*' error'* | [0-9]*' warning'*) ;;
        *) return ;;
        esac
        case $printed in
        *"$nl"*) printed=${printed%"$nl"*} ;;
        *)
            printed=
            return
            ;;
        esac
    done
}

for file in "$pairs"/*.txt; do
    [ -e "$file" ] || break
    code=${file##*/}
    code=${code%.txt}
    case "$nl$severities$nl" in
    *"$nl$code ERROR$nl"*) expected=1 ;;
    *"$nl$code "*) expected=0 ;;
    *) expected=none ;;
    esac
    command=check
    message=
    [ ! -f "$code/run" ] || read -r command < "$code/run"
    [ ! -f "$code/status" ] || read -r expected < "$code/status"
    [ ! -f "$code/message" ] || message=$(cat "$code/message")

    : > why
    cp -R "$pairs/base" "$code/root"
    run_side wrong
    status=$?
    cut_summary
    case $printed in
    *"[$code]"*)
        if [ -n "${ACCEPT:-}" ] && [ "$message" != "$printed" ]; then
            printf '%s\n' "$printed" > printed
            awk -v message=printed -f "$pairs/accept.awk" "$file" > accepted && cat accepted > "$file"
            message=$printed
        fi
        ;;
    *) echo "the wrong input does not give the code" >> why ;;
    esac
    [ "$expected" != none ] || echo "codes.def has no row for it" >> why
    [ "$status" = "$expected" ] || echo "\`baraza $command\` exits with $status, not $expected" >> why
    if [ -z "$message" ]; then echo "the message is missing: make errors-accept" >> why
    elif [ "$message" != "$printed" ]; then
        printf '%s\n' "$message" > expected
        printf '%s\n' "$printed" | diff -u expected - >> why
    fi

    run_side mended
    status=$?
    [ $status -eq 0 ] || printf 'the mended input exits with %s:\n%s\n' $status "$printed" >> why
    case $printed in
    *"[$code]"*) echo "the mended input gives the code, too" >> why ;;
    esac
    set -- "$code"/mended/* "$code"/mended.sh
    [ -e "$1" ] || [ -e "$code/mended.sh" ] || echo "there is no mended input" >> why
    verdict "$code" why
done
finish
