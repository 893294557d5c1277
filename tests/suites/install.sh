# `make install` into an empty folder: the program finds its plugins there, and programs build against
# the library, shared and static.
. "$(dirname "$0")/../suite.sh"
if [ "${BUILD:-release}" != release ]; then
    skip "install" "only the release build is installed"
    finish
fi
cd "$top" || exit 1
CC=${CC:-cc}
dest=$work/dest
prefix=$dest/usr/local
make_it() { "${MAKE:-make}" --no-print-directory -s DESTDIR="$dest" PREFIX=/usr/local "$@"; }
expect "make install" make_it install

all_there() {
    for file in bin/baraza libexec/baraza/baraza-worker lib/libbaraza.a lib/libbaraza.so lib/libbaraza.so.0 lib/pkgconfig/baraza.pc \
        include/baraza/baraza.h share/baraza/plugins/guide/plugin.yaml share/baraza/plugins/guide/init.lua \
        share/baraza/holidays/kenya.yaml share/baraza/luacats/baraza.lua \
        lib/baraza/paper.so; do
        [ -e "$prefix/$file" ] || echo "missing: $file"
    done > "$work/missing"
    cat "$work/missing"
    [ ! -s "$work/missing" ]
}
expect "program, libraries, header, plugins are there" all_there
no_destdir() { ! grep -rlF "$dest" "$prefix"; }
expect "nothing there names DESTDIR" no_destdir

exports() {
    CC=$CC sh tests/lint/exports.sh include/baraza/*.h | sed -n 's/^ *\(bz_[a-z0-9_]*\);/\1/p' > "$work/declared"
    nm -D --defined-only "$prefix/lib/libbaraza.so.0" | sed -n 's/.* T \([a-z0-9_]*\).*/\1/p' | sort > "$work/exported"
    diff "$work/declared" "$work/exported"
}
expect "the shared library shows what the header declares and nothing else" exports

module_exports() {
    nm -D --defined-only "$prefix/lib/baraza/paper.so" | sed -n 's/.* [A-Z] \([a-z0-9_]*\).*/\1/p' > "$work/shown"
    [ "$(cat "$work/shown")" = bz_paper_module ] || { cat "$work/shown"; return 1; }
}
expect "the module for paper shows one symbol" module_exports

cp -R tests/samples/firm-and-kind "$work/root"
builds() { (cd "$work/root" && "$prefix/bin/baraza" build -c fathers-tuesday -o "$work/made") && [ -s "$work/made/manifest.json" ]; }
expect "the installed program builds with the installed plugins" builds

is_pdf() { [ "$(head -c 5 "$1")" = "%PDF-" ] || { echo "$1 is not there, or no PDF"; return 1; }; }
makes_paper() {
    (cd "$work/root" && "$prefix/bin/baraza" build -c fathers-tuesday -f pdf -o "$work/paper") && is_pdf "$work/paper/guide-calm.pdf"
}
expect "and makes paper with the installed module" makes_paper

flags() {
    PKG_CONFIG_PATH=$prefix/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$dest pkg-config "$@" baraza
}
# Runs an example of the docs. Programs that hold the library lie where one would install them, so that plugins and
# the module are found from there: below DESTDIR nothing is where PREFIX says.
example() {
    rm -rf "$work/papers"
    case $1 in
    make_paper*)
        "$prefix/bin/$1" "$work/root" fathers-tuesday "$work/papers" && is_pdf "$work/papers/guide-calm.pdf"
        ;;
    *) "$prefix/bin/$1" "$work/root" ;;
    esac
}
for source in docs/examples/*.c; do
    name=$(basename "$source" .c)
    # shellcheck disable=SC2046 # flags
    shared() {
        $CC -std=c11 -Wall -Wextra -pedantic -Werror -o "$prefix/bin/$name" "$source" $(flags --cflags --libs) &&
            (LD_LIBRARY_PATH=$prefix/lib && export LD_LIBRARY_PATH && example "$name")
    }
    expect "docs/examples/$name.c, shared" shared
    # The system's own libraries are not below DESTDIR, so only ours is taken from there.
    # shellcheck disable=SC2046,SC2086 # flags
    static() {
        $CC -std=c11 -o "$prefix/bin/$name-static" "$source" $(flags --cflags) "$prefix/lib/libbaraza.a" \
            $(pkg-config --libs yaml-0.1 libcmark jansson nettle) && example "$name-static"
    }
    expect "docs/examples/$name.c, static" static
    rm -f "$prefix/bin/$name" "$prefix/bin/$name-static"
done
# shellcheck disable=SC2046 # flags
in_cxx() {
    command -v c++ > /dev/null || return 0
    printf '#include <baraza/baraza.h>\nint main() { return bz_version() ? 0 : 1; }\n' > "$work/x.cc"
    c++ -Wall -Wextra -Werror -o "$work/x" "$work/x.cc" $(flags --cflags --libs) && LD_LIBRARY_PATH=$prefix/lib "$work/x"
}
expect "a C++ program" in_cxx

nothing_left() {
    make_it uninstall || return 1
    find "$dest" -type f -o -type l > "$work/left"
    cat "$work/left"
    [ ! -s "$work/left" ]
}
expect "make uninstall takes everything away" nothing_left
finish
