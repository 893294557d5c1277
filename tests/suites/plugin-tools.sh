# The commands about plugins: list, check, test, explain, doc, lock. What a build does with a lock, also where a plugin of
# the root takes the place of the program's.
. "$(dirname "$0")/../suite.sh"
export SOURCE_DATE_EPOCH=0
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
run() { "$BARAZA" "$@" > "$work/out" 2> "$work/err" < /dev/null; }
says() { grep -qF -- "$1" "$work/out" || { echo "standard output lacks: $1"; cat "$work/out" "$work/err"; return 1; }; }
tells() { grep -qF -- "$1" "$work/err" || { echo "standard error lacks: $1"; cat "$work/err"; return 1; }; }

# --- list
lists() {
    fails_with 0 run plugin list || return 1
    grep -qE '^stamp +1 +1 +root +documents +-$' "$work/out" && grep -qE '^guide .* program +documents +-$' "$work/out" &&
        says "baraza plugin lock"
}
expect "list: what there is, where it lies, what it does" lists
as_json() {
    run plugin list --json && json_lines < "$work/out" > "$work/lines" || return 1
    for line in '.plugin stamp' '.from root' '.does[0] documents' '.lock null'; do
        grep -qF -- "]$line" "$work/lines" || { echo "lacks $line"; cat "$work/lines"; return 1; }
    done
}
expect "list --json" as_json
# One that cannot be loaded hides no other.
cp -R plugins/stamp plugins/broken
echo 'return 3' > plugins/broken/init.lua
with_broken() { fails_with 1 run plugin list && grep -qE '^broken .* cannot be loaded' "$work/out" && grep -qE '^stamp .* documents' "$work/out"; }
expect "list: one that cannot be loaded" with_broken
rm -r plugins/broken

# --- check
checks() { fails_with 0 run plugin check stamp && says "stamp 1, level 1, from the root: documents" && says "files: init.lua, plugin.yaml"; }
expect "check: what it is" checks
misnamed() { fails_with 2 run plugin check stmp && tells 'did you mean `stamp`?'; }
expect "2: check of a plugin that is not there, with a suggestion" misnamed
cat > "$work/hard.lua" << 'END'
local plugin, other = {}, require("parts/one")
-- os.time() in a comment --[==[ too
local text <const>, long = "os.time() \" baraza.nothing", [==[ io.open ]] x ]==]
for i, name in ipairs({ key = 1 }) do goto next ::next:: end
function plugin.make(first, ...) return first:upper() .. other.thing(text, long) .. select("#", ...) end
function plugin:own() return self:other_one() end
function plugin.other_one() end
function plugin.check(programme, context, report)
  for _, s in ipairs(programme.curriculum.sessions) do
    s:activities{ method = "story" }
    if s.title == tr("Never") then report:warning(s, plugin.make("x")) end
  end
end
return plugin
END
subtle() {
    mkdir -p plugins/hard/parts plugins/hard/labels && cp "$work/hard.lua" plugins/hard/init.lua
    sed 's/Stamp/Hard/' plugins/stamp/plugin.yaml > plugins/hard/plugin.yaml
    echo 'return {thing = function() return "" end}' > plugins/hard/parts/one.lua
    fails_with 0 run plugin check hard && ! grep -q . "$work/err" || { cat "$work/err"; return 1; }
    echo 'Other: Nyingine' > plugins/hard/labels/sw.yaml
    fails_with 0 run plugin check hard && tells 'no labels in `sw` for "Never"'
}
expect "check: nothing is said of what is there; a label that a language lacks is" subtle
run check || { echo "a file in a folder of a plugin is not sent to it"; cat "$work/err"; } > "$work/why"
verdict "check: files in folders are the plugin's as well" "$work/why"
rm -r plugins/hard

# --- lock
unlocked() { fails_with 0 run check && [ ! -s "$work/err" ]; }
expect "without a lock nothing is said of it" unlocked
locks() {
    fails_with 0 run plugin lock && says "stamp 1: locked (2 files" && says "guide 1.0: locked (of the program)" || return 1
    cp baraza.lock "$work/first" && run plugin lock && says "stamp 1: as it was" && cmp baraza.lock "$work/first" && run check
}
expect "lock: writes what is there, twice the same" locks
by_hand() {
    for f in plugins/stamp/init.lua plugins/stamp/plugin.yaml; do sha256sum "$f" | sed 's/  / /'; done | sha256sum | cut -d ' ' -f 1 > "$work/sum"
    grep -qF "hash: \"$(cat "$work/sum")\"" baraza.lock
}
expect "lock: the hash can be made by hand" by_hand
changed() {
    echo '-- another' >> plugins/stamp/init.lua && mkdir plugins/stamp/pictures && echo x > plugins/stamp/pictures/x.svg || return 1
    for command in "check" "build tiny" "plan -c us" "adapt record -c us"; do
        case $command in
        check) # shellcheck disable=SC2086 # words
            fails_with 1 run $command && tells 'error[P061]: plugin `stamp` is not what was locked' &&
                tells "changed: plugins/stamp/init.lua" && tells "new: plugins/stamp/pictures/x.svg" || return 1 ;;
        *) # who does not use it is not kept from working
            # shellcheck disable=SC2086 # words
            fails_with 0 run $command || { cat "$work/err"; return 1; } ;;
        esac
    done
    grep -qE '^stamp .* changed$' "$work/out" || { run plugin list && grep -qE '^stamp .* changed$' "$work/out"; }
}
expect "lock: a plugin that changed stops what uses it, and the files are named" changed
again() { fails_with 0 run plugin lock stamp && says "stamp 1: locked anew" && fails_with 0 run check; }
expect "lock: accepting one that changed" again
mkdir plugins/stamp/tests && echo x > plugins/stamp/tests/x.txt
expect "lock: tests are no part of a plugin" fails_with 0 run check
rm -r plugins/stamp/pictures
gone() { fails_with 1 run check && tells "gone: plugins/stamp/pictures/x.svg" && run plugin lock; }
expect "lock: a file that is gone" gone
# A folder of the root goes before the program's plugin of the same name.
mkdir -p plugins/handouts && cp plugins/stamp/*.* plugins/handouts
shadow() { fails_with 1 run build -c us && tells "was the program's, and is now one of the root"; }
expect "lock: a plugin in the place of the program's" shadow
rm -r plugins/handouts
sed 's/^  handouts:/  zebra:/' baraza.lock > lock && mv lock baraza.lock
unnamed() { fails_with 0 run check && fails_with 0 run plugin lock && says "zebra: not there any more" && ! grep -q zebra baraza.lock; }
expect "lock: plugins of the program need not be in it; who is gone goes" unnamed
only_one() { sed 's/stamp/other/' baraza.lock > lock && mv lock baraza.lock && fails_with 0 run plugin lock guide && grep -q other: baraza.lock; }
expect "lock: one by name leaves the others as they were" only_one
spoilt() { echo 'plugin: {}' > baraza.lock && fails_with 1 run check && tells 'did you mean `plugins`?'; }
expect "a lock with a slip in it is no lock that is passed over" spoilt
rm baraza.lock
# --- test
mkdir "$work/fresh" && cd "$work/fresh" || exit 1
in_a_minute() {
    fails_with 0 run new curriculum ours && fails_with 0 run new plugin our-rules && fails_with 0 run plugin test &&
        says "ok       our-rules/first" && says "1 passed, 0 failed" && fails_with 0 run plugin check our-rules && fails_with 0 run check
}
expect "test: what \`new plugin\` writes passes its test" in_a_minute
editors() {
    grep -qF '".luacats"' .luarc.json && cmp .luacats/baraza.lua "$top/docs/luacats/baraza.lua" && json_lines < .luarc.json > "$work/lines" || return 1
    echo '{}' > .luarc.json && echo old > .luacats/baraza.lua && fails_with 0 run new plugin more && [ "$(cat .luarc.json)" = '{}' ] &&
        cmp .luacats/baraza.lua "$top/docs/luacats/baraza.lua" && rm -r plugins/more
}
expect "new plugin: stubs for editors, and settings that stay as they are" editors
tests=plugins/our-rules/tests
differs() {
    sed -i 's/takes more than/is longer than/' plugins/our-rules/init.lua
    fails_with 1 run plugin test our-rules && says "-   warning[P083] curricula/small/sessions/first.yaml: the session takes more than 30 minutes" &&
        says "+   warning[P083] curricula/small/sessions/first.yaml: the session is longer than 30 minutes" && tells "error[P070]"
}
expect "test: what differs is shown" differs
accepts() { fails_with 0 run plugin test --accept our-rules && says "accepted our-rules/first" && fails_with 0 run plugin test && says "1 passed, 0 failed"; }
expect "test: --accept" accepts
fails() {
    cp plugins/our-rules/init.lua "$work/init.lua"
    echo 'function plugin.check() end' > plugins/our-rules/init.lua
    fails_with 1 run plugin test && says "+   error[P002] plugins/our-rules/init.lua" && cp "$work/init.lua" plugins/our-rules/init.lua
}
expect "test: a plugin that fails" fails
odd_test() {
    cp $tests/first.yaml "$work/first.yaml"
    printf 'plugins: [{use: our-rules, longst: 3}]\n' | cat "$work/first.yaml" - | sed '4,6d' > $tests/first.yaml
    fails_with 1 run plugin test && tells 'did you mean `longest`?' && says "0 passed, 1 failed" || return 1
    sed 's|root: small|root: ../../../..|' "$work/first.yaml" > $tests/first.yaml
    fails_with 1 run plugin test && tells "error[P071]" || return 1
    mv $tests/small "$work/small" && ln -s "$work/small" $tests/small && cp "$work/first.yaml" $tests/first.yaml
    fails_with 1 run plugin test && tells "error[P071]" && rm $tests/small && mv "$work/small" $tests/small && run plugin test
}
expect "test: options with a slip, a root outside, a root behind a link" odd_test
bundled_tests() { fails_with 0 run plugin test guide && says "guide has no tests" || fails_with 0 run plugin test guide; }
expect "test: of a plugin of the program" bundled_tests

# --- explain, doc
cp -R "$top/plugins/guide/tests/small" "$work/small" && cd "$work/small" || exit 1
explains() {
    fails_with 0 run plugin explain low-literacy -c nobody-reads && says "would change 3 parts of 28: 0 freely, 3 with care, 0 with approval; makes 0 documents" &&
        says "3. set method of session/calm/promise (with care)" && [ ! -e build ]
}
expect "explain: what would change" explains
documents() { fails_with 0 run plugin explain handouts -c us && says "makes 1 document" && says "handout-four-steps, for caregivers: Four steps"; }
expect "explain: which documents" documents
mkdir -p curricula/contexts/adaptations/both
printf 'title: Both\nfor: {curriculum: small, version: "1.0"}\nplugins: [{use: low-literacy}, {use: fathers}]\n' > curricula/contexts/adaptations/both/adaptation.yaml
printf 'adaptations: [both]\n' >> curricula/contexts/groups/nobody-reads.yaml
in_turn() { fails_with 0 run plugin explain low-literacy -c nobody-reads && says "would change 3 parts" && fails_with 0 run plugin explain fathers -c nobody-reads && says "would change 0 parts"; }
expect "explain: one of those that the group names, in its turn" in_turn
explained_json() {
    run plugin explain low-literacy -c nobody-reads --json && json_lines < "$work/out" > "$work/lines" || return 1
    grep -qx '.changed 3' "$work/lines" && grep -qx '.parts 28' "$work/lines" && grep -qx '.changes\[2\].after drawing' "$work/lines"
}
expect "explain --json" explained_json
page() { fails_with 0 run plugin doc handouts && says "# Handouts" && says '| `large_print` | boolean | `false` |' &&
    says "- \`ar\` (Arabic): $(grep -c . "$top/plugins/handouts/labels/ar.yaml") labels"; }
expect "doc: a page about a plugin" page
cd "$work/root" || exit 1
misuse() { fails_with 2 run plugin && fails_with 2 run plugin explain && fails_with 2 run plugin doc nobody && fails_with 2 run plugin lick && fails_with 2 run plugin list stamp && fails_with 0 run plugin --help; }
expect "2: wrong use" misuse
finish
