# The pages in a real browser: Debian's Chromium with axe-core at a wide and a narrow width and in the
# dark, and on paper. The pages are the golden ones of the renderer's tests, of both directions, and
# those that `baraza build` makes of the bundled curriculum. Nothing is fetched: `make deps` did that.
set -u
. "$(dirname "$0")/../suite.sh"
name="pages in a browser"

# The sanitizers change no byte of a page.
[ "${BUILD:-release}" = release ] || { skip "$name" "pages are looked at in the release build"; finish; }

CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    { skip "$name" "no chromium: make deps test"; finish; }
"$CHROMIUM" --version > /dev/null 2>&1 || { skip "$name" "$CHROMIUM does not start"; finish; }
command -v node > /dev/null || { skip "$name" "no node: make deps test"; finish; }
command -v pdftotext > /dev/null || { skip "$name" "no pdftotext: make deps test"; finish; }
[ -d "$top/tests/browser/node_modules/axe-core" ] ||
    { skip "$name" "no axe-core: sh tests/browser/deps.sh"; finish; }
export CHROMIUM

# The checks can fail: of this page, each of them does.
node "$top/tests/browser/check.mjs" "$top/tests/browser/bad.html" > "$work/bad.tap" 2>&1
grep '^ok' "$work/bad.tap" > "$work/passed"
grep -q '^not ok 5' "$work/bad.tap" || cat "$work/bad.tap" >> "$work/passed"
verdict "each check sees what is wrong with a bad page" "$work/passed"

# Pages as people get them: a guide with its handout for each bundled group, and one in Arabic.
build() {
    root=$1 group=$2
    shift 2
    (cd "$root" && "$BARAZA" build -c "$group" -f html -o "$work/pages/$group" "$@") > "$work/said" 2>&1 &&
        : > "$work/said"
    verdict "pages for $group" "$work/said"
}
mkdir "$work/pages"
build "$top" jordan-mothers --session strong-feelings
build "$top" kenya-parents --session guiding
cp -R "$top/tests/golden/arabic/root" "$work/arabic"
build "$work/arabic" sabah

node "$top/tests/browser/check.mjs" --from "$tap_n" "$top/tests/unit/render/golden" "$work"/pages/* || tap_bad=1
[ "$tap_bad" -eq 0 ]
