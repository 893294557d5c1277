# Shared by the suites: a scratch folder that is removed at the end, and TAP lines.
#   $top   the repository        $work  the scratch folder        $BARAZA  the program under test
export LC_ALL=C
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
# skip NAME WHY: neither good nor bad; run.sh counts only what ran.
skip() {
    echo "# skipped: $1 ($2)"
}
finish() {
    echo "1..$tap_n"
    [ "$tap_bad" -eq 0 ]
    exit
}
