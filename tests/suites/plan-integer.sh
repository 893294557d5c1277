# The fit against an integer program solved by glpsol: 50 middle-sized cases, level by level.
. "$(dirname "$0")/../suite.sh"
if ! command -v glpsol > /dev/null; then
    skip "the fit against an integer program" "no glpsol"
    exit 0
fi
O=${O:-$top/build}
sanitize=
case ${BUILD:-} in asan) sanitize=-fsanitize=address,undefined ;; esac
# shellcheck disable=SC2086 # flags
${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 $sanitize -I"$top/src" -o "$work/integer" "$top/tests/plan/integer.c" \
    "$O/libbaraza.a" || { echo "not ok 1 - it compiles"; exit 1; }
"$work/integer" 1 50 "$work"
