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
        # So may its options: each is a line of its own.
        name = part[2]
        sub(/\(.*/, "", name)
        rest = part[2]
        while (match(rest, /[a-z_]+ = /)) {
            print level, "option", name ":", substr(rest, RSTART, RLENGTH - 3)
            rest = substr(rest, RSTART + RLENGTH)
        }
        gsub(/\{[^}]*\}/, "{}", part[2])
        print level, "function", part[2]
    }
    /^#+ / { record = $0; sub(/^#+ */, "", record) }
    /^\| `/ && NF > 4 && record != "" {
        gsub(/^ +| +$/, "", $2)
        gsub(/^ +| +$/, "", $3)
        gsub(/`/, "", $2)
        name = tolower(record) "." $2
        # A list of values may grow, so each value is a line of its own.
        if (sub(/^one of a list: /, "", $3)) {
            n = split($3, value, ", ")
            for (i = 1; i <= n; i++) print 1, "value", name ":", value[i]
            $3 = "one of a list"
        }
        print 1, "property", name ":", $3
    }' docs/plugin-api.md | LC_ALL=C sort -u > "$work/all"
for level in $(cut -d ' ' -f 1 "$work/all" | sort -un); do
    grep "^$level " "$work/all" | cut -d ' ' -f 2- > "$work/now"
    file=tests/api/level-$level.txt
    if [ -n "${ACCEPT:-}" ]; then
        touch "$file"
        LC_ALL=C sort -u "$file" "$work/now" > "$work/both" && cp "$work/both" "$file"
    fi
    # A function that got one more optional argument is called without it as before.
    awk '{ print } /^function / { while (sub(/ \[, [^][]*\]/, "")) print }' "$work/now" |
        LC_ALL=C sort -u > "$work/calls"
    LC_ALL=C comm -23 "$file" "$work/calls" | sed 's/^/gone or another: /' > "$work/bad" 2>&1
    verdict "level $level has all that it had" "$work/bad"
done
# The stubs for editors are Lua, and have every name of the reference.
stubs=docs/luacats/baraza.lua
if command -v luac > /dev/null; then expect "the stubs are Lua" luac -p "$stubs"
else skip "the stubs are Lua" "no luac here"; fi
{
    sed -n 's/^function \([a-z]*[.:]\)*\([a-z_0-9]*\).*/\2/p' "$work/now" | sort -u |
        grep -vxE 'next|pairs|pcall|rawset|require|setmetatable|tostring|xpcall' | # editors know Lua's own
        while read -r name; do grep -qE "^function ([A-Za-z]+[.:])?$name\(" "$stubs" || echo "no function $name"; done
    sed -n 's/^property [^.]*\.\([a-z_0-9]*\):.*/\1/p' "$work/now" | sort -u |
        while read -r name; do grep -qE "^---@field (\[\")?$name(\"\])?\??" "$stubs" || echo "no field $name"; done
} > "$work/bad"
verdict "the stubs have every name of the reference" "$work/bad"
finish
