# The examples in README.md and docs/*.md are run. What follows the language of a fenced block says how:
#
#   sh example           runs in the page's own folder, empty at first, with `baraza` at hand
#   sh example 1         the same; it ends with this status
#   text output          what the block before it wrote; `…` stands for any text, alone in a line for any lines
#   text errors          the same of its standard error
#   LANGUAGE example FILE    writes the file there
#   sh bundled [1]       runs in a copy of the bundled root, one for each page
#   yaml check FILE      is laid over tests/errors/base, which must then pass `baraza check`
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
mkdir "$work/bin"
ln -s "$BARAZA" "$work/bin/baraza"
PATH=$work/bin:$PATH
export PATH
fresh_root() {
    rm -rf "$work/root"
    mkdir "$work/root"
    cp -R "$top/baraza.yaml" "$top/curricula" "$top/plugins" "$work/root/"
}

# holds EXPECTED GOT: good when the second is as the first says.
holds() {
    awk '
        function glob(text, pattern,    n, i, part, at) {
            n = split(pattern, part, "…")
            if (n < 2) return text == pattern
            if (substr(text, 1, length(part[1])) != part[1]) return 0
            text = substr(text, length(part[1]) + 1)
            for (i = 2; i < n; i++) {
                if ((at = index(text, part[i])) == 0) return 0
                text = substr(text, at + length(part[i]))
            }
            at = length(text) - length(part[n])
            return at >= 0 && substr(text, at + 1) == part[n]
        }
        FNR == NR { want[++n_want] = $0; next }
        { got[++n_got] = $0 }
        END {
            i = 1
            for (k = 1; k <= n_want; k++) {
                if (want[k] == "…") {
                    if (k == n_want) exit 0
                    while (i <= n_got && !glob(got[i], want[k + 1])) i++
                } else if (i > n_got || !glob(got[i++], want[k])) {
                    print "expected: " want[k]
                    print "got:      " got[i - 1]
                    exit 1
                }
            }
            if (i <= n_got) { print "more than expected: " got[i]; exit 1 }
        }' "$1" "$2"
}

cd "$top" || exit 1
for page in README.md docs/*.md; do
    case $page in docs/diagnostics.md | docs/format.md | docs/plugin-api.md) continue ;; esac
    [ -f "$page" ] || continue
    rm -rf "$work/blocks" "$work/here" "$work/root"
    mkdir "$work/blocks" "$work/here"
    # A block a file, NUMBER; what follows its language in NUMBER.how; its line in NUMBER.line.
    awk -v out="$work/blocks/" '
        is_open {
            if ($0 ~ "^ *" marks " *$") { is_open = 0; close(file) }
            else print substr($0, indent + 1) >> file
            next
        }
        match($0, /^ *```+/) {
            marks = $0
            sub(/[^`]*$/, "", marks)
            indent = match(marks, /`/) - 1
            marks = substr(marks, indent + 1)
            how = $0
            sub(/^ *`+/, "", how)
            is_open = 1
            file = "/dev/null"
            if (how !~ /^[a-z]+ (example|bundled|check|output|errors)/) next
            file = out sprintf("%03d", ++n)
            printf "" > file
            print how > (file ".how")
            print FNR > (file ".line")
            close(file ".how")
            close(file ".line")
        }' "$page"
    for block in "$work/blocks"/[0-9][0-9][0-9]; do
        [ -f "$block" ] || continue
        read -r language how file < "$block.how"
        name="$page:$(cat "$block.line") ($language $how${file:+ $file})"
        case "$language $how" in
        "sh example" | "sh bundled")
            folder=$work/here
            if [ "$how" = bundled ]; then folder=$work/root; fi
            run_it() {
                [ -d "$folder" ] || fresh_root
                cd "$folder" || return
                sh -e "$block" < /dev/null > "$work/output" 2> "$work/errors"
                got=$?
                [ "$got" -eq "${file:-0}" ] || { echo "exit status $got"; cat "$work/output" "$work/errors"; return 1; }
            }
            ;;
        "text output") run_it() { holds "$block" "$work/output"; } ;;
        "text errors") run_it() { holds "$block" "$work/errors"; } ;;
        *" check")
            run_it() {
                rm -rf "$work/checked" && cp -R "$top/tests/errors/base" "$work/checked" && cd "$work/checked" &&
                    mkdir -p "$(dirname "$file")" && cp "$block" "$file" && "$BARAZA" check
            }
            ;;
        *) run_it() { cd "$work/here" && mkdir -p "$(dirname "$file")" && cp "$block" "$file"; } ;;
        esac
        in_folder() { (run_it); }
        expect "$name" in_folder
    done
done

# Links between pages lead somewhere.
for page in README.md docs/*.md; do
    case $page in docs/diagnostics.md) continue ;; esac
    awk '/^ *```/ { is_code = !is_code } !is_code' "$page" | grep -oE '\]\([^)#: ]+' | cut -c 3- | while read -r link; do
        [ -e "$(dirname "$page")/$link" ] || echo "$page: $link is not there"
    done
done > "$work/broken"
verdict "links between pages lead somewhere" "$work/broken"
finish
