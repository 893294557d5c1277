# Everything compiles without a warning.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
MAKEFLAGS='' "${MAKE:-make}" -s -j2 --no-print-directory CC="${CC:-cc}" O=build/lint WERROR=1 everything > "$work/log" 2>&1
status=$?
if [ $status -eq 0 ] && ! grep -q 'warning:' "$work/log"; then : > "$work/bad"; else
    grep -E 'warning:|error:|Error' "$work/log" > "$work/bad"
fi
verdict "everything compiles without warnings" "$work/bad"
finish
