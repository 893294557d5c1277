# Everything compiles without a warning. Where it was built so already (`make WERROR=1`), only what is
# missing is compiled.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
at=build/lint
if grep -q -e ' -Werror$' -e ' -Werror ' build/flags 2> /dev/null; then at=build; fi
MAKEFLAGS='' "${MAKE:-make}" -s -j2 --no-print-directory CC="${CC:-cc}" O=$at WERROR=1 everything > "$work/log" 2>&1
status=$?
if [ $status -eq 0 ] && ! grep -q 'warning:' "$work/log"; then : > "$work/bad"; else
    grep -E 'warning:|error:|Error' "$work/log" > "$work/bad"
fi
verdict "everything compiles without warnings" "$work/bad"
finish
