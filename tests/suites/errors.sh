# Every diagnostic has a pair in tests/errors: the wrong input must give exactly the message, the
# mended one must not give the code. With ACCEPT=1 the messages are written from what is printed.
set -u
. "$(dirname "$0")/../suite.sh"
pairs=$top/tests/errors
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
# Lays one side of a pair over the root in ./root, and runs its command there.
run_side() {
    cp -R --remove-destination "$work/$code/$1/." root/
    (
        cd root || exit 1
        if [ -f "$work/$code/$1.sh" ]; then . "$work/$code/$1.sh"; fi
        eval "exec \"\$BARAZA\" $command" > /dev/null 2> "$work/$code/$1.err" < /dev/null
    )
}
# What the program says, without its closing summary ("2 errors, 1 warning").
without_summary() {
    awk '{ line[NR] = $0 }
        END {
            n = NR
            while (n > 0 && (line[n] == "" || line[n] ~ /^([0-9]+|no) (error|warning|file)/)) n--
            for (i = 1; i <= n; i++) print line[i]
        }' "$1"
}

for file in "$pairs"/*.txt; do
    [ -e "$file" ] || break
    code=$(basename "$file" .txt)
    severity=$(printf '%s\n' "$severities" | sed -n "s/^$code //p")
    command=$(cat "$code/run" 2> /dev/null || echo check)
    expected=$(cat "$code/status" 2> /dev/null || if [ "$severity" = ERROR ]; then echo 1; else echo 0; fi)
    rm -rf root
    cp -R "$pairs/base" root
    run_side wrong
    status=$?
    without_summary "$code/wrong.err" > "$code/printed"
    if [ -n "${ACCEPT:-}" ] && grep -q "\[$code\]" "$code/printed"; then
        awk -v message="$code/printed" -f "$pairs/accept.awk" "$file" > accepted && cat accepted > "$file"
        cp "$code/printed" "$code/message"
    fi
    run_side mended
    mended=$?

    : > why
    [ -n "$severity" ] || echo "codes.def has no row for it" >> why
    [ "$status" -eq "$expected" ] || echo "\`baraza $command\` exits with $status, not $expected" >> why
    grep -q "\[$code\]" "$code/printed" || echo "the wrong input does not give the code" >> why
    if [ ! -f "$code/message" ]; then echo "the message is missing: make errors-accept" >> why
    else diff -u "$code/message" "$code/printed" >> why; fi
    [ "$mended" -eq 0 ] || { echo "the mended input exits with $mended:"; cat "$code/mended.err"; } >> why
    ! grep -q "\[$code\]" "$code/mended.err" || echo "the mended input gives the code, too" >> why
    [ -d "$code/mended" ] && [ -n "$(ls -A "$code/mended" "$code/mended.sh" 2> /dev/null)" ] ||
        echo "there is no mended input" >> why
    verdict "$code" why
done
finish
