# Times `baraza build -f html` with the guide plugin against a bare loop over the same files, in one
# run: medians of alternating runs, for 12, 100 and 1,000 sessions. Prints and asserts nothing.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
BARAZA=${BARAZA:-$top/build/baraza}
place=${O:-$top/build}/bench
export LC_ALL=C
unset SOURCE_DATE_EPOCH
mkdir -p "$place"
# shellcheck disable=SC2086 # flags
${CC:-cc} -std=c11 -D_GNU_SOURCE ${CFLAGS:--O2} -o "$place/bare" "$top/tests/bench/bare.c" $PKG_LIBS
# shellcheck disable=SC2086 # flags
${CC:-cc} -std=c11 -D_GNU_SOURCE ${CFLAGS:--O2} -o "$place/rounds" "$top/tests/bench/rounds.c"

# compare N ROUNDS FRESH: both commands over the root with N sessions; FRESH: their output is taken away
# before each run, else it is there from the run before.
compare() {
    root=$place/root-$1
    bare_out=$place/out-bare built=$place/out-baraza
    remove_bare='' remove_built=''
    if [ "$3" = fresh ]; then remove_bare=$bare_out remove_built=$built; fi
    cd "$root"
    "$place/rounds" "$2" "$remove_bare" "$remove_built" \
        -- "$place/bare" "$root/curricula" "$bare_out" -- "$BARAZA" build -c us -f html -o "$built" > "$place/figures"
    cd "$top"
    awk -v n="$1" -v how="$3" -v row="$row" '
        { wall[NR] = $1; cpu[NR] = $2; kib[NR] = $3 }
        END {
            printf row, n, how, wall[1], wall[2], wall[2] / wall[1], cpu[1], cpu[2], cpu[2] / cpu[1],
                wall[2] / n, kib[1] / 1024, kib[2] / 1024
            print n, how, cpu[2] / n > table
        }' table="$place/table-$1-$3" "$place/figures"
}

for n in 12 100 1000; do
    root=$place/root-$n
    rm -rf "$root"
    awk -v out="$root" -v list=1 -f "$top/tests/bench/generate.awk" | xargs mkdir -p
    awk -v out="$root" -v n="$n" -v seed=7 -f "$top/tests/bench/generate.awk"
done
sizes=$(cd "$place/root-1000/curricula/bench/sessions" && cat ./*.md | wc -c && cat ./*.yaml | wc -c)
echo "$sizes" | paste -s -d ' ' - | awk '{ printf "a session: %.1f KB of Markdown, %.1f KB of YAML\n\n", $1 / 1e6, $2 / 1e6 }'
(cd "$place/root-12" && "$BARAZA" check -c us) || { echo "the generated root has errors" >&2; exit 1; }

# Wall-clock and processor time in milliseconds (medians of alternating runs), memory in MiB (greatest).
row='%8d  %-9s %8.1f %8.1f %6.2f   %8.1f %8.1f %6.2f   %9.3f   %6.1f %6.1f\n'
echo "                     ---- wall-clock ms ----   ---- processor ms ----    ms per    --- MiB ---"
echo "sessions  output     bare   baraza  ratio       bare   baraza  ratio     session     bare baraza"
for n in 12 100 1000; do
    rounds=21
    [ "$n" -lt 1000 ] || rounds=7
    rm -rf "$place/out-bare" "$place/out-baraza"
    compare "$n" "$rounds" fresh
    compare "$n" "$rounds" unchanged
done

awk '{ each[FILENAME] = $3 } END {
    for (i = 1; i < 3; i++) ratio[i] = each[ARGV[2 * i]] / each[ARGV[2 * i - 1]]
    printf "\nprocessor time a session, 1,000 sessions against 100 (1 is linear): %.2f fresh, %.2f unchanged\n", ratio[1], ratio[2]
}' "$place/table-100-fresh" "$place/table-1000-fresh" "$place/table-100-unchanged" "$place/table-1000-unchanged"

echo
echo "where the time of 1,000 sessions goes (output there already, and not):"
cd "$place/root-1000"
"$BARAZA" build -c us -f html -o "$place/out-baraza" --timings 2>&1 > /dev/null | sed 's/^/  /'
rm -rf "$place/out-baraza"
echo
"$BARAZA" build -c us -f html -o "$place/out-baraza" --timings 2>&1 > /dev/null | sed 's/^/  /'
