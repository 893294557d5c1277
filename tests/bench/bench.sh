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
    awk -v n="$1" -v how="$3" '
        { wall[NR] = $1; cpu[NR] = $2; kib[NR] = $3 }
        END {
            printf "%9d  %-9s %9.1f %9.1f %6.2f %10.1f %6.2f %13.3f %9.1f %9.1f\n", n, how, wall[1], wall[2],
                wall[2] / wall[1], cpu[2], cpu[2] / cpu[1], wall[2] / n, kib[1] / 1024, kib[2] / 1024
        }' "$place/figures"
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

echo "                        bare loop    baraza  ratio baraza CPU  ratio    ms/session  bare MiB    MiB"
echo " sessions  output       ms (med.) ms (med.)               ms"
for n in 12 100 1000; do
    rounds=21
    [ "$n" -lt 1000 ] || rounds=7
    rm -rf "$place/out-bare" "$place/out-baraza"
    compare "$n" "$rounds" fresh
    compare "$n" "$rounds" unchanged
done

echo
echo "where the time of 1,000 sessions goes (output there already, and not):"
cd "$place/root-1000"
"$BARAZA" build -c us -f html -o "$place/out-baraza" --timings 2>&1 > /dev/null | sed 's/^/  /'
rm -rf "$place/out-baraza"
echo
"$BARAZA" build -c us -f html -o "$place/out-baraza" --timings 2>&1 > /dev/null | sed 's/^/  /'
