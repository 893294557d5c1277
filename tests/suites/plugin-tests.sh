# The tests of the bundled plugins, each as one of ours; `make golden-accept` accepts what comes out.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cd "$top" || exit 1
accept=
[ -z "${ACCEPT:-}" ] || accept=--accept
"$BARAZA" plugin test $accept > "$work/out" 2> "$work/err" < /dev/null
# A test's line is followed by what differs.
awk -v work="$work" '
    /^(ok|failed|accepted|none) +[a-z]/ { if (file) close(file); n++; file = work "/" n ".test"; print > file; next }
    file && !/^[0-9]+ passed, / { print > file }' "$work/out"
for file in "$work"/*.test; do
    read -r how name _ < "$file"
    name=${name%:}
    case $how in
    none) skip "$name" "it has no tests" && continue ;;
    ok | accepted) : > "$work/why" ;;
    *) cp "$file" "$work/why" ;;
    esac
    verdict "$name" "$work/why"
done
[ "$tap_n" -gt 0 ] || cat "$work/out" "$work/err"
finish
