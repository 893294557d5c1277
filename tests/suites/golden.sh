# Golden files: each folder of tests/golden has `run` (a root below the repository, then the arguments of
# `baraza`), and `expected`, what it makes. Accepted on purpose only: make golden-accept, then read the diff.
set -u
. "$(dirname "$0")/../suite.sh"

for case in "$top"/tests/golden/*/; do
    name=$(basename "$case")
    read -r root arguments < "$case/run"
    cp -R "$top/$root" "$work/$name"
    # The arguments are words of ours, without blanks inside.
    # shellcheck disable=SC2086
    (cd "$work/$name" && "$BARAZA" $arguments -o "$work/$name.out") > "$work/said" 2>&1
    status=$?
    rm -f "$work/$name.out/manifest.json" # its digests would say every change twice
    if [ -n "${ACCEPT:-}" ] && [ $status -eq 0 ]; then
        rm -rf "$case/expected"
        cp -R "$work/$name.out" "$case/expected"
    fi
    if [ $status -ne 0 ]; then cat "$work/said" > "$work/why"
    else diff -ru "$case/expected" "$work/$name.out" > "$work/why" 2>&1; fi
    verdict "golden $name" "$work/why"
done
finish
