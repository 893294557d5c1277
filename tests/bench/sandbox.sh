# What a plugin costs beyond its own work: the same build with the plugin guide, and with three more that
# do nothing, each in a worker of its own. Medians of alternating runs. Prints and asserts nothing.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
BARAZA=${BARAZA:-$top/build/baraza}
place=${O:-$top/build}/bench
export LC_ALL=C
unset SOURCE_DATE_EPOCH
mkdir -p "$place"
# shellcheck disable=SC2086 # flags
${CC:-cc} -std=c11 -D_GNU_SOURCE ${CFLAGS:--O2} -o "$place/rounds" "$top/tests/bench/rounds.c"

# with ROOT PLUGINS…: a group of its own for a build with these plugins.
with() {
    root=$1
    shift
    mkdir -p "$root/curricula/contexts/adaptations/some"
    {
        printf 'title: Some\nfor: {curriculum: bench, version: "1"}\nplugins:\n'
        for id in "$@"; do printf '  - use: %s\n' "$id"; done
    } > "$root/curricula/contexts/adaptations/some/adaptation.yaml"
    grep -q '^adaptations' "$root/curricula/contexts/groups/us.yaml" ||
        printf 'adaptations: [some]\n' >> "$root/curricula/contexts/groups/us.yaml"
    for id in "$@"; do
        [ "$id" != guide ] || continue
        mkdir -p "$root/plugins/$id"
        printf 'title: Idle\nversion: "1"\napi: 1\nlicence: CC-BY-4.0\nsummary: Does nothing.\nwhy: a test\n' \
            > "$root/plugins/$id/plugin.yaml"
        printf 'return {adapt = function() end, check = function() end}\n' > "$root/plugins/$id/init.lua"
    done
}

echo
echo "            --- wall-clock ms ---      --- processor ms ---"
echo "sessions    guide   +3   a plugin       guide   +3   a plugin   of the build"
for n in ${SIZES:-12 1000}; do
    for kind in one four; do
        root=$place/plugins-$n-$kind
        rm -rf "$root" "$place/out-$kind"
        awk -v out="$root" -v list=1 -f "$top/tests/bench/generate.awk" | xargs mkdir -p
        awk -v out="$root" -v n="$n" -v seed=7 -f "$top/tests/bench/generate.awk"
    done
    sed -i '/^adaptations/d' "$place/plugins-$n-one/curricula/contexts/groups/us.yaml" \
        "$place/plugins-$n-four/curricula/contexts/groups/us.yaml"
    with "$place/plugins-$n-one" guide
    with "$place/plugins-$n-four" guide idle-a idle-b idle-c
    rounds=41
    [ "$n" -lt 1000 ] || rounds=7
    "$place/rounds" "$rounds" "" "" \
        -- "$BARAZA" build -C "$place/plugins-$n-one" -c us -f html -o "$place/out-one" \
        -- "$BARAZA" build -C "$place/plugins-$n-four" -c us -f html -o "$place/out-four" > "$place/figures"
    awk -v n="$n" '
        { wall[NR] = $1; cpu[NR] = $2 }
        END {
            printf "%8d  %7.1f %7.1f %6.2f      %7.1f %7.1f %6.2f     %5.1f %%\n", n, wall[1], wall[2],
                (wall[2] - wall[1]) / 3, cpu[1], cpu[2], (cpu[2] - cpu[1]) / 3, 100 * (cpu[2] / cpu[1] - 1)
        }' "$place/figures"
done
