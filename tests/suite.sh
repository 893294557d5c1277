# Shared by the suites: a scratch folder that is removed at the end, and TAP lines.
#   $top   the repository        $work  the scratch folder        $BARAZA  the program under test
export LC_ALL=C
export ASAN_OPTIONS="${ASAN_OPTIONS:-exitcode=99}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-exitcode=99:print_stacktrace=1}"
top=$(cd "$(dirname "$0")/../.." && pwd)
BARAZA=${BARAZA:-$top/build/baraza}
case $BARAZA in /*) ;; *) BARAZA=$PWD/$BARAZA ;; esac
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work" 2> /dev/null; rm -rf "$work"' EXIT
tap_n=0 tap_bad=0

# verdict NAME FILE: good when FILE, which says what is wrong, is empty.
verdict() {
    tap_n=$((tap_n + 1))
    if [ -s "$2" ]; then
        tap_bad=$((tap_bad + 1))
        echo "not ok $tap_n - $1"
        sed 's/^/#   /' "$2" | head -n 40
    else
        echo "ok $tap_n - $1"
    fi
}
# expect NAME COMMAND…: good when the command succeeds; what it prints is shown when it does not.
expect() {
    expect_name=$1
    shift
    if "$@" > "$work/.expect" 2>&1; then : > "$work/.expect"
    elif [ ! -s "$work/.expect" ]; then echo "failed: $*" > "$work/.expect"; fi
    verdict "$expect_name" "$work/.expect"
}
# fails_with STATUS COMMAND…: the command ends with exactly that status.
fails_with() {
    wanted_status=$1
    shift
    "$@"
    got_status=$?
    [ "$got_status" -eq "$wanted_status" ] && return
    echo "exit status $got_status, not $wanted_status: $*"
    return 1
}
# json_lines < FILE: a line a value, `.files[0].bytes 1204`.
json_lines() {
    if [ ! -x "$work/json-lines" ]; then
        # shellcheck disable=SC2086,SC2046 # flags
        ${CC:-cc} -std=c11 -o "$work/json-lines" "$top/tests/json-lines.c" $(pkg-config --cflags --libs jansson) || return
    fi
    "$work/json-lines"
}
# html_text FILE…: what is read, without markup and styles; entities as characters.
html_text() {
    cat "$@" | awk '
        {
            while (1) {
                if (!is_style) {
                    if (!(at = index($0, "<style"))) { print; next }
                    printf "%s", substr($0, 1, at - 1)
                } else if (!(at = index($0, "</style>"))) next
                $0 = substr($0, is_style ? at + 8 : at)
                is_style = !is_style
            }
        }' | sed 's/<[^>]*>/ /g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}
# skip NAME WHY: neither good nor bad; run.sh counts only what ran.
skip() {
    echo "# skipped: $1 ($2)"
}
finish() {
    echo "1..$tap_n"
    [ "$tap_bad" -eq 0 ]
    exit
}
