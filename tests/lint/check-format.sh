# Formatting by the tool that everybody uses, version 14: others lay out some lines differently.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
formatter=
for name in clang-format-14 clang-format; do
    if command -v "$name" > /dev/null && "$name" --version | grep -q 'version 14\.'; then
        formatter=$name
        break
    fi
done
if [ -z "$formatter" ]; then
    skip "formatting" "there is no clang-format 14"
    finish
fi
# shellcheck disable=SC2046 # a list of files without spaces
"$formatter" --style=file:src/.clang-format --dry-run --ferror-limit=1 \
    $(find src include tests -name '*.[ch]' | sort) 2>&1 | grep -E 'warning|error' > "$work/bad"
verdict "files are formatted (clang-format -i --style=file:src/.clang-format FILE)" "$work/bad"
finish
