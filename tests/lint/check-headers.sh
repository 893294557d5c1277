# Every header compiles alone; the public ones in C and in C++, under the strictest warnings.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
CC=${CC:-cc}
mkdir -p "$work/gen"

: > "$work/bad"
for header in $(find src -name '*.h' | sort); do
    # shellcheck disable=SC2086 # flags
    $CC -std=c11 -D_GNU_SOURCE -Wall -Wextra -Isrc -Iinclude ${PKG_CFLAGS:-} -fsyntax-only -Werror \
        -x c - < "$header" 2>> "$work/bad" || echo "$header" >> "$work/bad"
done
verdict "headers of src compile alone" "$work/bad"

: > "$work/bad"
for header in include/baraza/*.h; do
    name=${header#include/}
    echo "#include <$name>" > "$work/alone.c"
    cp "$work/alone.c" "$work/alone.cc"
    strict="-Iinclude -Wall -Wextra -pedantic -Werror -fsyntax-only"
    # shellcheck disable=SC2086 # flags
    for standard in c11 c17; do
        $CC -std=$standard $strict "$work/alone.c" 2>> "$work/bad" || echo "$name as $standard" >> "$work/bad"
    done
    if command -v c++ > /dev/null; then
        # shellcheck disable=SC2086 # flags
        c++ -std=c++11 $strict "$work/alone.cc" 2>> "$work/bad" || echo "$name as C++" >> "$work/bad"
    else skip "$name in C++" "there is no C++ compiler"; fi
done
verdict "public headers compile alone, in C and C++" "$work/bad"

# Guards repeat the path.
: > "$work/bad"
for header in $(find src -name '*.h' | sort); do
    guard=BZ_$(echo "${header#src/}" | tr 'a-z/.-' 'A-Z___')
    grep -q "^#ifndef $guard\$" "$header" || echo "$header: its guard is not $guard" >> "$work/bad"
done
verdict "guards repeat the path" "$work/bad"

# A public header shows no library but the C one.
grep -nE '# *include' include/baraza/*.h | grep -vE '<(std[a-z]+|baraza/[a-z]+)\.h>' > "$work/bad"
verdict "public headers include only the C library" "$work/bad"
finish
