# How long plans take, and what the best plan gains over one made part by part.
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2086 # flags
${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -I"$top/src" -o "$work/plan" "$top/tests/bench/plan.c" "${O:-$top/build}/libbaraza.a" &&
    "$work/plan"
