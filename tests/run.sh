# Runs programs that print TAP, shows what failed, and closes with "N passed, N failed".
# A program that ends badly without a "not ok" line counts as one failure; one that skips says so.
export LC_ALL=C
# What a sanitizer finds must not look like an error in a curriculum.
export ASAN_OPTIONS="${ASAN_OPTIONS:-exitcode=99}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-exitcode=99:print_stacktrace=1}"
passed=0 failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for program in "$@"; do
    case $program in
    *.sh) sh "$program" > "$out" 2>&1 ;;
    *) "$program" > "$out" 2>&1 ;;
    esac
    status=$?
    good=$(grep -c '^ok ' "$out")
    bad=$(grep -c '^not ok ' "$out")
    if [ "$bad" -eq 0 ] && [ "$status" -ne 0 ]; then bad=1; fi
    if [ "$bad" -eq 0 ] && [ "$good" -eq 0 ] && ! grep -q '^# skipped' "$out"; then bad=1; fi
    if [ "$bad" -gt 0 ]; then
        printf -- '--- %s (exit %s)\n' "$program" "$status"
        grep -v '^ok ' "$out" | head -n 200
    fi
    passed=$((passed + good)) failed=$((failed + bad))
    printf '%4d passed %3d failed  %s\n' "$good" "$bad" "$(basename "$(dirname "$program")")/$(basename "$program")"
    grep '^# skipped' "$out" | sed 's/^#/                         /'
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
