# Real content written by others, read in place when it lies beside the repository: 27 sessions.
. "$(dirname "$0")/../suite.sh"
sample=$top/../shared/samples/plh-south-africa
if [ ! -d "$sample" ]; then
    skip "plh-south-africa" "it is not beside the repository"
    finish
fi
cp -R "$sample" "$work/root"
chmod -R u+w "$work/root"
cd "$work/root" || exit 1
clean() { "$BARAZA" check > "$work/out" 2> "$work/err" || { head -n 60 "$work/err"; return 1; }; }
expect "check finds no error" clean
expect "it builds" "$BARAZA" build plh-south-africa -f html -o "$work/built"
every_session() {
    json_lines < "$work/built/manifest.json" > "$work/lines" || return 1
    n=$(sed -n 's/^\.files\[[0-9]*\]\.session //p' "$work/lines" | grep -v '^null$' | sort -u | wc -l)
    [ "$n" -eq 27 ] || { echo "documents for $n sessions, not 27"; return 1; }
}
expect "every session has a document" every_session
words() { ! html_text "$work/built"/*.html | grep -nE '\{\{|\}\}|^ *:::' ; }
expect "no word and no fence is left unread" words
finish
