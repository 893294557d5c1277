# Paper, from the program's side: bundled groups, samples and an Arabic root as PDF. What is read back with poppler,
# mupdf and qpdf is what the pages for the screen say; sizes, booklets, ink and letters are as asked; the module is
# found where it belongs and opened only when it is needed; a full disk or a kill leaves no half file.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
for program in pdfinfo pdftotext pdffonts pdftoppm qpdf mutool; do
    command -v $program > /dev/null || { skip "paper" "no $program: make deps test"; finish; }
done
if [ ! -d /usr/share/fonts/truetype/noto ]; then
    skip "paper" "no Noto fonts: make deps"
    finish
fi
cp -R "$top/tests/samples/firm-and-kind" "$work/kind"
cp -R "$top/tests/golden/arabic/root" "$work/arabic"
mkdir "$work/bundled"
cp -R "$top/baraza.yaml" "$top/curricula" "$top/plugins" "$work/bundled"

# make_paper ROOT GROUP OUT OPTIONS…
make_paper() {
    root=$1 group=$2 out=$3
    shift 3
    (cd "$work/$root" && "$BARAZA" build -c "$group" -o "$work/$out" "$@") > "$work/said" 2>&1 || { cat "$work/said"; return 1; }
}
page_count() { pdfinfo "$1" 2> /dev/null | sed -n 's/^Pages: *//p'; }
page_size() { pdfinfo "$1" 2> /dev/null | sed -n 's/^Page size: *\([0-9.]*\) x \([0-9.]*\) pts.*/\1 \2/p' | awk '{ printf "%.0fx%.0f\n", $1, $2 }'; }

# --- the module
expect "a PDF for firm-and-kind" make_paper kind fathers-tuesday kind.out -f pdf,html
[ "$tap_bad" -eq 0 ] || finish
loads() { grep -c "$1" "$work/loaded"; }
only_for_paper() {
    (cd "$work/kind" && LD_DEBUG=files "$BARAZA" build -c fathers-tuesday -f "$1" -o "$work/loads") > /dev/null 2> "$work/loaded" || return 1
    [ -s "$work/loaded" ] || { echo "the loader says nothing"; return 1; }
    for library in paper.so libpango libharfbuzz libglib; do
        n=$(loads "$library")
        case $1 in
        html) [ "$n" -eq 0 ] || { echo "$library is loaded for HTML"; return 1; } ;;
        *) [ "$n" -gt 0 ] || { echo "$library is not loaded for $1"; return 1; } ;;
        esac
    done
}
expect "HTML alone opens no library of paper" only_for_paper html
expect "PDF opens them" only_for_paper pdf
elsewhere() {
    mkdir -p "$work/trap" && echo "not ours" > "$work/trap/paper.so" && cp "$work/trap/paper.so" "$work/kind/paper.so"
    (LD_LIBRARY_PATH=$work/trap && export LD_LIBRARY_PATH && make_paper kind fathers-tuesday trapped -f pdf)
    status=$?
    rm -f "$work/kind/paper.so"
    return $status
}
expect "neither the current folder nor LD_LIBRARY_PATH says which module" elsewhere
# A program that lies somewhere alone, its plugins as installed.
mkdir -p "$work/alone/bin" "$work/alone/share/baraza" && cp "$BARAZA" "$(dirname "$BARAZA")/baraza-worker" "$work/alone/bin/" && cp -R "$top/plugins" "$work/alone/share/baraza"
alone() { (cd "$work/kind" && "$work/alone/bin/baraza" build -c fathers-tuesday -f "$1" -o "$work/alone.out") > "$work/said" 2>&1; }
by_link() {
    mkdir -p "$work/links" && ln -s "$BARAZA" "$work/links/baraza" || return 1
    (cd "$work/kind" && "$work/links/baraza" build -c fathers-tuesday -f pdf -o "$work/linked") > "$work/said" 2>&1 || { cat "$work/said"; return 1; }
}
expect "a program called by a link finds its module" by_link
of_another_build() {
    mkdir -p "$work/alone/lib/baraza"
    # The stamp starts with the version; another one of the same length.
    version=$(sed -n 's/^VERSION := //p' "$top/Makefile")
    other=$(echo "$version" | tr '0-8' '1-9')
    sed "s/$(echo "$version" | sed 's/\./\\./g')-\([0-9]\)/$other-\1/" "$(dirname "$BARAZA")/paper.so" > "$work/alone/lib/baraza/paper.so"
    if ! fails_with 3 alone pdf || ! grep -q 'error\[R060\].*of another build' "$work/said"; then cat "$work/said"; return 1; fi
    rm -r "$work/alone/lib"
}
expect "a module of another build is refused" of_another_build
without_it() { fails_with 0 alone html || { cat "$work/said"; return 1; }; }
expect "a program without its module still makes HTML" without_it

# --- what is on the pages
expect "Arabic" make_paper arabic sabah arabic.out -f pdf,html
expect "the group in Jordan" make_paper bundled jordan-mothers jordan.out -f pdf,html
expect "the group in Kenya" make_paper bundled kenya-parents kenya.out -f pdf,html
sound() {
    for file in "$work/$1"/*.pdf; do
        qpdf --check "$file" > "$work/qpdf" 2>&1 || { echo "$file"; cat "$work/qpdf"; return 1; }
        mutool draw -q -F text -o /dev/null "$file" 2>&1 | grep -vE 'ICC support|ignoring one to many mapping' > "$work/mutool"
        [ ! -s "$work/mutool" ] || { echo "$file: mupdf complains"; cat "$work/mutool"; return 1; }
    done
}
fonts_inside() {
    for file in "$work/$1"/*.pdf; do
        pdffonts "$file" 2>&1 | awk -v f="$file" 'NR > 2 { n++; if ($0 !~ / yes +yes +yes +[0-9]+ +[0-9]+ *$/) { print f ": " $0; bad = 1 } }
            END { if (!n) { print f ": no font"; bad = 1 } exit bad }' || return 1
    done
}
# script NAME FILE…: one of the scripts that compare texts.
script() {
    name=$1
    shift
    awk -f "$top/tests/paper/letters.awk" -f "$top/tests/paper/$name.awk" "$@"
}
# complete OUT EVERY: reading by structure takes poppler a second a paper, so only every so many papers are read that way.
complete() {
    turn=0
    for file in "$work/$1"/*.html; do
        pdf=${file%.html}.pdf
        tr '\n' ' ' < "$file" | sed 's/</\n</g' > "$work/tags"
        script units "$work/tags" > "$work/units"
        pdftotext "$pdf" "$work/text" && script words "$work/text" "$work/units" || { echo "in $(basename "$pdf") (poppler)"; return 1; }
        mutool draw -q -F text -o "$work/text" "$pdf" 2> /dev/null
        script words "$work/text" "$work/units" || { echo "in $(basename "$pdf") (mupdf)"; return 1; }
        turn=$((turn + 1))
        [ $((turn % $2)) -eq 0 ] || continue
        pdfinfo -struct-text "$pdf" 2> /dev/null > "$work/tree"
        script struct "$work/tree" > "$work/struct"
        script compare "$work/struct" "$work/units" || { echo "in $(basename "$pdf"), by its structure (poppler)"; return 1; }
    done
}
# The sanitizers change no byte of a paper, so what the release says of it holds.
read_back() {
    [ "${BUILD:-release}" = release ] || return 0
    expect "$1: files are sound" sound "$2"
    expect "$1: every font is inside, cut down, with its characters" fonts_inside "$2"
    expect "$1: every sentence of the screen is on paper, in order" complete "$2" "$3"
}
read_back firm-and-kind kind.out 1
read_back Arabic arabic.out 1
read_back Jordan jordan.out 7
read_back Kenya kenya.out 4

# --- as it is asked for
paper() {
    out=$1
    shift
    make_paper bundled kenya-parents "$out" -f pdf --document guide-guiding "$@"
}
has_size() {
    paper "as-$1" --paper "$1" || return 1
    [ "$(page_size "$work/as-$1/guide-guiding.pdf")" = "$2" ] || { pdfinfo "$work/as-$1/guide-guiding.pdf"; return 1; }
}
expect "A4" has_size A4 595x842
expect "Letter" has_size Letter 612x792
expect "A5" has_size A5 420x595
# half SIDE X WIDTH HEIGHT: the number in the foot of that half of a side, or nothing.
half() { pdftotext -f "$1" -l "$1" -x "$2" -y 0 -W "$3" -H "$4" "$sheets" - | sed -n 's/.*Page \([0-9]*\) of \([0-9]*\).*/\1/p' | tail -n 1; }
# What stands where, a line a side: left right.
sides() {
    n=$(page_count "$sheets")
    side=1
    while [ "$side" -le "$n" ]; do
        echo "$(half $side 0 "$1" "$2") $(half $side "$1" "$1" "$2")"
        side=$((side + 1))
    done
}
booklet() {
    paper booklet --booklet || return 1
    sheets=$work/booklet/guide-guiding.pdf
    [ "$(page_size "$sheets")" = 842x595 ] || { page_size "$sheets"; return 1; }
    sides 421 595 > "$work/sides"
    pages=$(tr ' ' '\n' < "$work/sides" | sort -n | tail -n 1)
    awk -v pages="$pages" 'BEGIN {
        padded = int((pages + 3) / 4) * 4
        for (side = 0; side < padded / 2; side++) {
            k = int(side / 2)
            left = side % 2 ? 2 * k + 2 : padded - 2 * k
            right = side % 2 ? padded - 2 * k - 1 : 2 * k + 1
            print (left > pages ? "" : left) " " (right > pages ? "" : right)
        }
    }' | diff - "$work/sides"
}
expect "a booklet: half a sheet each, in the order of a folded stack" booklet
booklet_a5() {
    make_paper bundled kenya-parents booklet-a5 -f pdf --booklet --paper A5 --document guide-guiding || return 1
    pdfinfo "$work/booklet-a5/guide-guiding.pdf" | grep -q '^Page size: *841.89 x 595.2[0-9]* pts' || { pdfinfo "$work/booklet-a5/guide-guiding.pdf"; return 1; }
}
expect "a booklet of A5 pages is on sheets of A4" booklet_a5
nothing_to_fold() {
    make_paper kind fathers-tuesday unfolded -f pdf --booklet --document handout-four-steps || return 1
    [ "$(page_size "$work/unfolded/handout-four-steps.pdf")" = 595x842 ] && [ "$(page_count "$work/unfolded/handout-four-steps.pdf")" -eq 1 ] ||
        { pdfinfo "$work/unfolded/handout-four-steps.pdf"; return 1; }
}
expect "one page is no booklet" nothing_to_fold
booklet_rtl() {
    make_paper arabic sabah booklet-ar -f pdf --booklet --document guide-hudu || return 1
    sheets=$work/booklet-ar/guide-hudu.pdf
    pdftotext -f 1 -l 1 -x 0 -y 0 -W 421 -H 595 "$sheets" - > "$work/left"
    pdftotext -f 1 -l 1 -x 421 -y 0 -W 421 -H 595 "$sheets" - > "$work/right"
    tr -d ' \n' < "$work/left" | grep -q 'الجلسة' || { echo "the first page is not at the left:"; cat "$work/left" "$work/right"; return 1; }
}
expect "a booklet from right to left has its first page at the left" booklet_rtl
two_up() {
    paper two-up --two-up || return 1
    sheets=$work/two-up/guide-guiding.pdf
    [ "$(page_size "$sheets")" = 842x595 ] || { page_size "$sheets"; return 1; }
    sides 421 595 > "$work/sides"
    awk '{ if ($1 != 2 * NR - 1 || ($2 != "" && $2 != 2 * NR)) { print "side " NR ": " $0; exit 1 } }' "$work/sides"
}
expect "two-up: two pages a side, one after the other" two_up
# How much of the pages is tinted: neither white nor as dark as text and lines are.
tinted() {
    pdftoppm -gray -aa no -aaVector no -r 30 "$1" | od -An -v -tu1 |
        awk '{ for (i = 1; i <= NF; i++) if ($i > 200 && $i < 255) n++ } END { print n + 0 }'
}
ink() {
    paper full --ink full && paper saving --ink saving || return 1
    full=$(tinted "$work/full/guide-guiding.pdf") saving=$(tinted "$work/saving/guide-guiding.pdf")
    [ $((saving * 20)) -lt "$full" ] || { echo "tinted dots: $full, saving $saving"; return 1; }
}
expect "saving ink has no tints" ink
# How dark all pages are together.
darkness() { pdftoppm -r 30 -gray "$1" | od -An -v -tu1 | awk '{ for (i = 1; i <= NF; i++) n += 255 - $i } END { print n }'; }
less_ink() {
    full=$(darkness "$work/full/guide-guiding.pdf") saving=$(darkness "$work/saving/guide-guiding.pdf")
    [ "$saving" -lt "$full" ] || { echo "full $full, saving $saving"; return 1; }
}
expect "and takes less of it" less_ink
large() {
    paper large --large-print || return 1
    [ "$(page_count "$work/large/guide-guiding.pdf")" -gt "$(page_count "$work/full/guide-guiding.pdf")" ]
}
expect "large print takes more pages" large
previews() {
    make_paper bundled kenya-parents previews -f png,pdf --dpi 40 --document guide-guiding || return 1
    n=$(page_count "$work/previews/guide-guiding.pdf")
    set -- "$work/previews"/guide-guiding-[0-9][0-9].png
    [ $# -eq "$n" ] || { echo "$# pictures of $n pages"; return 1; }
    # 210 by 297 mm at 40 dots an inch, as the file's head says.
    head -c 24 "$work/previews/guide-guiding-01.png" | tail -c 8 | od -An -tu1 | tr -s ' ' | grep -qx ' 0 0 1 7[45] 0 0 1 21[12]' ||
        { head -c 24 "$work/previews/guide-guiding-01.png" | od -c; return 1; }
}
expect "previews: a picture a page" previews
twice() { paper again --ink full && cmp "$work/again/guide-guiding.pdf" "$work/full/guide-guiding.pdf"; }
expect "the same paper again is the same file" twice

# --- the manifest
manifest() {
    json_lines < "$work/kenya.out/manifest.json" > "$work/lines" || return 1
    awk '/^\.files\[[0-9]*\]\.file .*pdf$/ { pdf++ } /^\.files\[[0-9]*\]\.pages [1-9]/ { pages++ } /^\.fonts\[[0-9]*\]\.sha256 / { fonts++ }
        END { exit !(pdf && pdf == pages && fonts) }' "$work/lines" || { cat "$work/lines"; return 1; }
    ! grep -q 'share/fonts' "$work/lines" || { echo "it says where this machine keeps its fonts"; return 1; }
    sed -n 's/^\.fonts\[[0-9]*\]\.font //p' "$work/lines" > "$work/fonts"
    while read -r font; do
        sum=$(find /usr/share/fonts -name "$font" -exec sha256sum {} + | head -n 1 | cut -d ' ' -f 1)
        grep -q "sha256 $sum" "$work/lines" || { echo "$font has another sum: $sum"; return 1; }
    done < "$work/fonts"
}
expect "the manifest counts pages and knows the fonts" manifest
html_has_no_fonts() { (cd "$work/kind" && "$BARAZA" build -c fathers-tuesday -o "$work/plain") > /dev/null 2>&1 && ! grep '"fonts"' "$work/plain/manifest.json"; }
expect "and says nothing of fonts where there are none" html_has_no_fonts

# --- fonts
some_fonts() {
    mkdir -p "$work/some"
    while read -r font; do find /usr/share/fonts -name "$font" -exec cp {} "$work/some/" \; ; done < "$work/fonts"
    cp /usr/share/hyphen/*.dic "$work/some/" 2> /dev/null
    paper from-some --ink full --fonts "$work/some" && cmp "$work/from-some/guide-guiding.pdf" "$work/full/guide-guiding.pdf"
}
expect "the same fonts elsewhere give the same file" some_fonts
no_fonts() {
    mkdir -p "$work/none"
    (cd "$work/bundled" && "$BARAZA" build -c kenya-parents -f pdf --fonts "$work/none" -o "$work/no-fonts") > "$work/said" 2>&1
    status=$?
    case $status in 1 | 3) ;; *) echo "exit status $status"; return 1 ;; esac
    grep -q 'error\[R0' "$work/said" && grep -q 'fonts-noto-core' "$work/said" && [ ! -e "$work/no-fonts" ] || { cat "$work/said"; return 1; }
}
expect "no fonts: an error that names the package" no_fonts
broken_font() {
    for font in "$work/some"/*Bold.ttf; do head -c 5000 "$font" > "$work/cut" && cp "$work/cut" "$font"; done
    (cd "$work/bundled" && "$BARAZA" build -c kenya-parents -f pdf --document guide-guiding --fonts "$work/some" -o "$work/broken") > "$work/said" 2>&1
    case $? in 0 | 1 | 3) ;; *) cat "$work/said"; return 1 ;; esac
    # Either it is refused, or other letters stand in for it; never half a file.
    [ ! -e "$work/broken" ] || qpdf --check "$work/broken/guide-guiding.pdf"
}
expect "a damaged font leaves no half file" broken_font

# --- words parted in narrow columns
cp -R "$top/tests/samples/firm-and-kind" "$work/narrow"
cat >> "$work/narrow/curricula/firm-and-kind/handouts/four-steps.md" << 'END'

| who | what we owe them | when | what we try | and then | what follows |
|---|---|---|---|---|---|
| caregiver | our responsibilities towards children | every day | the communication between generations is interrupted | demonstrating encouragement repeatedly | the misunderstanding disappears and a conversation begins |
END
parts() { grep -q "[a-z]$(printf '\302\255')" "$1"; }
narrow() {
    make_paper narrow fathers-tuesday narrow.out -f pdf,html --paper A5 --document handout-four-steps || return 1
    file=$work/narrow.out/handout-four-steps.pdf
    pdftotext "$file" "$work/text" && parts "$work/text" || { cat "$work/text"; return 1; }
    json_lines < "$work/narrow.out/manifest.json" > "$work/lines"
    dictionary=$(sed -n 's/^\.fonts\[[0-9]*\]\.hyphenation //p' "$work/lines")
    grep -q "sha256 $(sha256sum "/usr/share/hyphen/$dictionary" | cut -d ' ' -f 1)" "$work/lines" || { cat "$work/lines"; return 1; }
}
whole() {
    sed -i 's/^paper: {/&hyphenate: never, /' "$work/narrow/curricula/contexts/groups/fathers-tuesday.yaml"
    make_paper narrow fathers-tuesday whole.out -f pdf --paper A5 --document handout-four-steps || return 1
    pdftotext "$work/whole.out/handout-four-steps.pdf" "$work/text"
    ! grep "$(printf '\302\255')" "$work/text" && ! grep hyphenation "$work/whole.out/manifest.json"
}
if [ -f /usr/share/hyphen/hyph_en_GB.dic ]; then
    expect "a word is parted in a narrow column, and the manifest knows by what" narrow
    read_back "parted words" narrow.out 1
    expect "and no word where the group says never" whole
else skip "parted words" "no hyphen-en-gb: make deps"; fi

# --- all or nothing
sums() { (cd "$work/$1" && find . -type f | sort | xargs sha256sum); }
# Previews, since they are larger than what plugins are shown, which is held in a file of memory.
full_disk() {
    make_paper kind fathers-tuesday disk -f pdf || return 1
    sums disk > "$work/before"
    (
        trap '' XFSZ
        ulimit -f 400
        cd "$work/kind" && exec "$BARAZA" build -c fathers-tuesday -f pdf,png --dpi 300 --paper Letter -o "$work/disk"
    ) > "$work/said" 2>&1
    status=$?
    sums disk | diff "$work/before" - || return 1
    [ $status -eq 3 ] && grep -q 'error\[S007\]' "$work/said" || { echo "exit status $status"; cat "$work/said"; return 1; }
    set -- "$work"/.disk.baraza-*
    [ ! -e "$1" ] || { echo "left behind: $*"; return 1; }
}
expect "a full disk leaves what was there" full_disk
killed() {
    rm -rf "$work/disk"
    make_paper bundled kenya-parents disk -f pdf && sums disk > "$work/a4" || return 1
    make_paper bundled kenya-parents letter -f pdf --paper Letter && sums letter > "$work/letter.sums" || return 1
    size=Letter
    for seconds in 0.01 0.03 0.06 0.1 0.15 0.2 0.3 0.4 0.6 0.8; do
        (cd "$work/bundled" && timeout -s KILL $seconds "$BARAZA" build -c kenya-parents -f pdf --paper $size -o "$work/disk") > /dev/null 2>&1
        sums disk > "$work/sums"
        if cmp -s "$work/sums" "$work/a4"; then size=Letter
        elif cmp -s "$work/sums" "$work/letter.sums"; then size=A4
        else
            echo "killed after $seconds s: neither the old papers nor the new ones"
            return 1
        fi
    done
}
expect "killed at any moment: the old papers or the new ones" killed

# --- real content, where it lies beside the repository
sample=$top/../shared/samples/plh-south-africa
if [ -d "$sample" ]; then
    cp -R "$sample" "$work/plh"
    chmod -R u+w "$work/plh"
    # Pictographs that are younger than the fonts: an error of the content, so they are taken out.
    younger() {
        (cd "$work/plh" && "$BARAZA" build plh-south-africa -f pdf -o "$work/plh.out") > "$work/said" 2>&1
        grep '^error' "$work/said" | grep -v '^error\[R001\]' && return 1
        sed -n 's/^error.*no font has the character `\([^`]*\)`.*/\1/p' "$work/said" | sort -u > "$work/absent"
        while read -r character; do find "$work/plh" -name '*.md' -exec sed -i "s/$character/*/g" {} +; done < "$work/absent"
        [ "$(wc -l < "$work/absent")" -le 6 ] || { cat "$work/absent"; return 1; }
    }
    expect "27 real sessions: no error but a few characters that no font has" younger
    real() { (cd "$work/plh" && "$BARAZA" build plh-south-africa -f pdf,html -o "$work/plh.out") > "$work/said" 2>&1 || { grep -A 6 '^error' "$work/said" | head -n 60; return 1; }; }
    expect "27 real sessions" real
    read_back "27 real sessions" plh.out 6
else skip "plh-south-africa" "it is not beside the repository"; fi
finish
