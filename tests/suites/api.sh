# The interface of plugins by level: what a level has had once stays, with its type and its name. The
# files tests/api/level-N.txt grow with `make golden-accept` when something was added; no line ever goes.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
# The reference is made from the program (`make lint` sees to that): functions, then properties by record.
awk -F'|' '
    /^- `/ && /\(since level [0-9]+\)/ {
        split($0, part, "`")
        level = $0
        sub(/.*\(since level /, "", level)
        sub(/\).*/, "", level)
        print level, "function", part[2]
    }
    /^#+ / { record = $0; sub(/^#+ */, "", record) }
    /^\| `/ && NF > 4 && record != "" {
        gsub(/^ +| +$/, "", $2)
        gsub(/^ +| +$/, "", $3)
        gsub(/`/, "", $2)
        print 1, "property", tolower(record) "." $2 ":", $3
    }' docs/plugin-api.md | LC_ALL=C sort -u > "$work/all"
for level in $(cut -d ' ' -f 1 "$work/all" | sort -un); do
    grep "^$level " "$work/all" | cut -d ' ' -f 2- > "$work/now"
    file=tests/api/level-$level.txt
    if [ -n "${ACCEPT:-}" ]; then
        touch "$file"
        LC_ALL=C sort -u "$file" "$work/now" > "$work/both" && cp "$work/both" "$file"
    fi
    LC_ALL=C comm -23 "$file" "$work/now" | sed 's/^/gone or another: /' > "$work/bad" 2>&1
    verdict "level $level has all that it had" "$work/bad"
done
finish
