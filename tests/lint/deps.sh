# Installs from the distribution what the named goals need, and nothing when all of it is there:
#   deps.sh build [test|check] [lint] [bench] [valgrind]
# Wants Debian or Ubuntu, and root or sudo. On other systems it says what is missing.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
packages=

# need PACKAGE COMMAND…: the package is wanted when the command fails.
need() {
    package=$1
    shift
    "$@" > /dev/null 2>&1 || packages="$packages $package"
}
program() { command -v "$1"; }
any_program() { for p in "$@"; do program "$p" && return; done; return 1; }
library() { pkg-config --exists "$1"; }

need_build() {
    need gcc any_program cc gcc
    need libc6-dev test -f /usr/include/stdio.h
    need pkg-config program pkg-config
    need liblua5.4-dev library lua5.4
    need libyaml-dev library yaml-0.1
    need libcmark-dev library libcmark
    need libjansson-dev library jansson
    need nettle-dev library nettle
    need libical-dev library libical
    need libpango1.0-dev library pango
    need libharfbuzz-dev library harfbuzz-subset
    need libqrencode-dev library libqrencode
    need libpng-dev library libpng
    need libjpeg-dev library libjpeg
    need zlib1g-dev library zlib
    need fonts-noto-core test -d /usr/share/fonts/truetype/noto
    need fonts-dejavu-core test -d /usr/share/fonts/truetype/dejavu
    need fonts-symbola test -d /usr/share/fonts/truetype/ancient-scripts
    need hyphen-en-gb test -f /usr/share/hyphen/hyph_en_GB.dic
    need hyphen-en-us test -f /usr/share/hyphen/hyph_en_US.dic
    need hyphen-es test -f /usr/share/hyphen/hyph_es_ES.dic
    need hyphen-fr test -f /usr/share/hyphen/hyph_fr.dic
    need hyphen-ru test -f /usr/share/hyphen/hyph_ru_RU.dic
    need hyphen-uk test -f /usr/share/hyphen/hyph_uk_UA.dic
}
need_test() {
    need procps program pgrep
    need unzip program unzip
    need libcmocka-dev library cmocka
    need chromium any_program chromium chromium-browser google-chrome
    need nodejs program node
    need npm program npm
    need golang-github-yuin-goldmark-dev test -f /usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json
    need poppler-utils program pdftotext
    need fonts-dejavu-core test -d /usr/share/fonts/truetype/dejavu
    need glpk-utils program glpsol
    need qpdf program qpdf
    need mupdf-tools program mutool
}
need_lint() {
    need g++ any_program c++ g++
    need clang-format-14 any_program clang-format-14 clang-format
    need shellcheck program shellcheck
    need libcmocka-dev library cmocka
}

for goal in "$@"; do
    case $goal in
    build) need_build ;;
    test | check) need_test ;;
    lint) need_lint ;;
    bench) ;;
    valgrind) need valgrind program valgrind ;;
    esac
done
# Not every release has every one of these; what they are for is then left out, and says so. Ubuntu's
# chromium is not a package but a call for a snap.
is_known() {
    case "$1 $(. /etc/os-release && echo "$ID")" in "chromium ubuntu") return 1 ;; esac
    apt-cache show "$1" > /dev/null 2>&1
}
optional="clang-format-14 shellcheck chromium golang-github-yuin-goldmark-dev fonts-noto-core"

if [ -n "$packages" ]; then
    if ! command -v apt-get > /dev/null; then
        echo "please install by your system's means:$packages" >&2
        exit 1
    fi
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root=sudo
        command -v sudo > /dev/null || { echo "run \`make deps\` as root; missing:$packages" >&2; exit 1; }
    fi
    echo "installing$packages"
    $as_root apt-get update -q || exit 1
    wanted=
    for package in $packages; do
        case " $optional " in
        *" $package "*) is_known "$package" || { echo "no package $package here: left out"; continue; } ;;
        esac
        wanted="$wanted $package"
    done
    # shellcheck disable=SC2086 # a list of packages
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $wanted || exit 1
fi

# The packages of the browser tests.
for goal in "$@"; do
    case $goal in
    test | check)
        sh "$top/tests/browser/deps.sh" || echo "no axe-core from npm: the pages will not be tested in a browser" >&2
        break
        ;;
    esac
done
