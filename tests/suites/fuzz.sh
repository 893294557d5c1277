# The corpus of every fuzz target once more, without a fuzzer: each input whole, cut off and with a bit turned over.
. "$(dirname "$0")/../suite.sh"
O=${O:-$top/build}
for folder in "$top"/tests/fuzz/corpus/*/; do
    target=$(basename "$folder")
    "$O/fuzz/$target" "$target" "$folder" > "$work/said" 2> "$work/why" < /dev/null
    status=$?
    if [ $status -eq 0 ]; then : > "$work/why"; else echo "exit status $status" >> "$work/why"; fi
    tail -n 30 "$work/why" > "$work/end"
    verdict "$(sed -n 's/^ok 1 - //p' "$work/said")${status#0}" "$work/end"
done
# What finds nothing because it looks at nothing is no test.
find "$top/tests/fuzz/corpus" -type f -size -40k | wc -l > "$work/n"
expect "the corpus is there, and small" test "$(cat "$work/n")" -gt 100
finish
