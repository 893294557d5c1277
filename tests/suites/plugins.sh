# What plugins bring in is held to what authors write: conditions are decided, words and facts known,
# and what is wrong is said at the plugin's own line.
. "$(dirname "$0")/../suite.sh"
export SOURCE_DATE_EPOCH=0
root=$work/root
cp -R "$top/tests/errors/base" "$root"
cd "$root" || exit 1
mkdir -p curricula/contexts/adaptations/ours
printf 'adaptations: [ours]\n' >> curricula/contexts/groups/us.yaml
cat > curricula/contexts/adaptations/ours/adaptation.yaml << 'END'
title: Ours
for: {curriculum: tiny, version: "1"}
plugins: [{use: guide}, {use: stamp}]
END
cat >> curricula/tiny/curriculum.yaml << 'END'
facts:
  literacy: {values: [mixed, none_read], default: mixed}
END
printf 'why: a test\n' >> plugins/stamp/plugin.yaml
# plugin TEXT: what the plugin's functions are.
plugin() { printf 'local plugin = {}\n%s\nreturn plugin\n' "$1" > plugins/stamp/init.lua; }
# says TEXT COMMAND…: the command fails with 1 and says this at the plugin's line.
says() {
    text=$1
    shift
    fails_with 1 "$BARAZA" "$@" 2> "$work/err" || return
    if ! grep -qF -e "$text" "$work/err" || ! grep -qF -e "--> plugins/stamp/init.lua:" "$work/err"; then
        cat "$work/err"
        return 1
    fi
}
when='::: when literacy=none_read\nHIDDEN\n:::\n\n::: when literacy=mixed\nSHOWN\n:::'

plugin 'function plugin.adapt(c) c.sessions.one.activities.hello:append(baraza.markdown("'"$when"'")) end'
decided() {
    "$BARAZA" build -c us > /dev/null || return
    html_text build/us/"$1".html > "$work/text"
    grep -q SHOWN "$work/text" && ! grep -q HIDDEN "$work/text"
}
expect "a condition that a change brings in is decided" decided guide-one
plugin 'function plugin.documents() return {{id = "d", title = "D", audience = "facilitator"}} end
function plugin.document() local d = baraza.document() d:markdown("'"$when"'") return d end'
expect "a condition in a document is decided" decided d
plugin 'function plugin.documents() return {{id = "d", title = "D", audience = "facilitator"}} end
function plugin.document() local d = baraza.document() d:markdown("::: when zz=x\nx\n:::") return d end'
expect "a condition in a document names a fact" says 'error[X004]: `zz` is no fact' check -c us

adapts() { plugin "function plugin.adapt(c) local s = c.sessions.one local a = s.activities.hello $1 end"; }
adapts 'a:append(baraza.markdown("::: when zz=x\nx\n:::"))'
expect "a condition that a change brings in names a fact" says 'error[X004]: `zz` is no fact' check -c us
adapts 'a:append(baraza.markdown("::: when literacy=x\nx\n:::"))'
expect "a condition that a change brings in names a value" says 'has no value `x`' check -c us
adapts 'a:append(baraza.markdown("{{zz}}"))'
expect "a word that a change brings in is declared" says '`{{zz}}`' check -c us
adapts 's.title = "A {{zz}}"'
expect "a word in a line that a change sets is declared" says '`{{zz}}`' check -c us
adapts 's.key_messages = {"a", "b <i>"}'
expect "markup in a line that a change sets is looked at" says 'error[M016]' check -c us
adapts 'a:append(baraza.markdown("::: ask {#who}\nWho?\n:::\n\n::: say {#who}\nYou.\n:::"))'
expect "an id stands once in a part, also when a change brings it in" says 'error[X007]: the id `who`' check -c us
adapts 'a:append(baraza.markdown("# Title"))'
expect "a change brings in no heading of a session" says 'error[P085]' check -c us
# A number that is only an example is printed by no plugin.
cat >> curricula/contexts/places/here.yaml << 'END'
    show_to: participants
    message: "٠١٢ 777"
    example: true
END
sed -i 's/^focal_point:/&\n  example: true\n  deputy: "+44 20 7946 0009"/' curricula/contexts/places/here.yaml
plugin 'function plugin.documents() return {{id = "d", title = "D", audience = "facilitator"}} end
function plugin.document(_, programme, context)
  local d, f, r = baraza.document(), context.focal_point, context.referrals.clinic
  d:paragraph(f.phone .. f.deputy .. r.phone .. r.message .. context.place.referrals.clinic.phone)
  return d
end'
unsaid() {
    "$BARAZA" build -c us -f html,tree > /dev/null 2>&1 || return
    grep -q 'xxxx' build/us/d.html && ! grep -E '7946|777|٠' build/us/*
}
expect "no page has a number that is an example" unsaid
# What is not part of this build is printed for nobody, and what a change brought in names its change.
adapts 'a:append(baraza.markdown("::: note {#mine}\nMINE\n:::"))'
why_names_it() { "$BARAZA" why one/hello/mine -c us > why.out && grep -q 'plugin stamp' why.out; }
expect "why names the change that made a block" why_names_it
cp curricula/tiny/sessions/one.yaml one.yaml
sed 's/    minutes: 5/    minutes: 5\n    when: literacy=none_read/' one.yaml > curricula/tiny/sessions/one.yaml
plugin 'function plugin.documents() return {{id = "d", title = "D", audience = "facilitator"}} end
function plugin.document(_, programme) local d = baraza.document() d:heading(1, "D")
local a = programme.curriculum:find("one/bye") if a then d:place(a) end return d end'
not_printed() {
    "$BARAZA" build -c us > /dev/null 2>&1
    ! grep -q 'See you next week' build/us/d.html
}
expect "a part that does not apply is not printed" not_printed
mv one.yaml curricula/tiny/sessions/one.yaml
# A plugin that no group uses is read as well.
sed -i '/^adaptations/d' curricula/contexts/groups/us.yaml
rm -r curricula/contexts/adaptations
plugin 'function plugin.adapt( end'
expect "a plugin that nobody uses is Lua" says 'error[P001]' check
plugin 'function plugin.adpat() end'
expect "a plugin that nobody uses has functions that are called" says 'error[P004]' check
# Text in a language of its own says so, whatever block it is; the label of its box does not.
sed -i '0,/method: circle/s//&\n    language: ar/' curricula/tiny/sessions/one.yaml
awk '{ print } /^Welcome/ { print "\n- a\n\n> b\n\n| c |\n|---|\n| d |\n\n### e" }' \
    curricula/tiny/sessions/one.md > "$work/md" && cp "$work/md" curricula/tiny/sessions/one.md
marked() {
    "$BARAZA" build tiny > /dev/null || return
    for element in p ul blockquote table h3; do
        grep -q "<$element [^>]*lang=\"ar\" dir=\"rtl\"" build/tiny/guide-one.html || echo "$element is not marked"
    done > "$work/unmarked"
    cat "$work/unmarked"
    [ ! -s "$work/unmarked" ] && ! grep -q '<div class="box[^>]*lang=' build/tiny/guide-one.html
}
expect "an activity in another language" marked
finish
