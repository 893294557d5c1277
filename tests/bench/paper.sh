# Times PDF: a thousand pages, a guide of about twenty from start to end, and the same text with other
# programs where they are there, in turn with ours, so that what slows the machine down meets both.
# Prints and asserts nothing. bench.sh has built what it needs.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
BARAZA=${BARAZA:-$top/build/baraza}
place=${O:-$top/build}/bench
export LC_ALL=C.UTF-8
unset SOURCE_DATE_EPOCH

# root NAME SESSIONS PARTS: a root with texts of thousands of different words.
root() {
    rm -rf "${place:?}/$1"
    awk -v out="$place/$1" -v list=1 -f "$top/tests/bench/generate.awk" | xargs mkdir -p
    awk -v out="$place/$1" -v n="$2" -v parts="$3" -v seed=7 -v rich=1 -f "$top/tests/bench/generate.awk"
}
pages() { sed -n 's/^ *"pages": \([0-9]*\).*/\1/p' "$1/manifest.json" | awk '{ n += $1 } END { print n + 0 }'; }
# The two lines of `rounds`: wall-clock ms, processor ms, KiB; for this program and the other.
in_turn() { "$place/rounds" "$@" > "$place/figures"; }
figure() { sed -n "${1}p" "$place/figures" | cut -d ' ' -f "$2"; }
build() { echo "$BARAZA build -C $place/$1 -c us -f $2 -o $place/out-$1"; }

root paper-many 140 8
root paper-few 14 8
root paper-one 1 27
for name in many few one; do
    # shellcheck disable=SC2046 # a command and its arguments
    set -- $(build paper-$name pdf)
    "$@" > /dev/null 2>&1 || { "$@"; exit 1; }
done
many=$(pages "$place/out-paper-many") few=$(pages "$place/out-paper-few") one=$(pages "$place/out-paper-one")
# shellcheck disable=SC2046
in_turn 5 "$place/out-paper-many" "$place/out-paper-few" -- $(build paper-many pdf) -- $(build paper-few pdf)
printf 'PDF                      pages     wall ms   processor ms   pages a second, by processor time      MiB\n'
row='%-20s %9d  %10.1f  %13.1f   %14.0f   %18.0f   %6.1f\n'
# shellcheck disable=SC2059 # the row is a format
{
    printf "$row" "many sessions" "$many" "$(figure 1 1)" "$(figure 1 2)" \
        "$(awk "BEGIN { print $many / $(figure 1 1) * 1000 }")" "$(awk "BEGIN { print $many / $(figure 1 2) * 1000 }")" \
        "$(awk "BEGIN { print $(figure 1 3) / 1024 }")"
    printf "$row" "a tenth of them" "$few" "$(figure 2 1)" "$(figure 2 2)" \
        "$(awk "BEGIN { print $few / $(figure 2 1) * 1000 }")" "$(awk "BEGIN { print $few / $(figure 2 2) * 1000 }")" \
        "$(awk "BEGIN { print $(figure 2 3) / 1024 }")"
}
awk "BEGIN { printf \"processor time a page, many against a tenth (1 is linear): %.2f\n\", ($(figure 1 2) / $many) / ($(figure 2 2) / $few) }"
# shellcheck disable=SC2046
in_turn 11 "$place/out-paper-one" "$place/out-html-one" -- $(build paper-one pdf) -- \
    "$BARAZA" build -C "$place/paper-one" -c us -f html -o "$place/out-html-one"
printf '\na guide of %d pages, start to end: %.1f ms as PDF (%.1f of the processor), %.1f ms as HTML\n' "$one" \
    "$(figure 1 1)" "$(figure 1 2)" "$(figure 2 1)"

echo
echo "where the time of $many pages goes:"
rm -rf "$place/out-paper-many"
# shellcheck disable=SC2046
set -- $(build paper-many pdf)
"$@" --timings 2>&1 > /dev/null | grep ' ms$' | sed 's/^/  /'

# --- other programs, on the text of that guide and of ten like it
work=$place/others
fonts=$work/fonts
rm -rf "$work"
mkdir -p "$fonts"
for face in Regular Bold Italic BoldItalic; do
    cp "/usr/share/fonts/truetype/noto/NotoSans-$face.ttf" "$fonts/"
done
npm_home=$place/typst
if command -v npm > /dev/null && [ ! -d "$npm_home/node_modules" ]; then
    mkdir -p "$npm_home"
    npm install --no-audit --no-fund --loglevel=error --prefix "$npm_home" @myriaddreamin/typst-ts-node-compiler > /dev/null 2>&1 ||
        rm -rf "$npm_home"
fi

# against NAME TEXT OUT COMMAND…: ours and the other in turn; the ratio is theirs to ours.
against() {
    name=$1 text=$2 times=$3 made=$4
    shift 4
    # shellcheck disable=SC2046
    if "$@" > /dev/null 2>&1 && in_turn "$times" "$place/out-paper-$text" "" -- $(build "paper-$text" pdf) -- "$@" 2> /dev/null; then
        theirs=-
        if command -v pdfinfo > /dev/null; then theirs=$(pdfinfo "$made" 2> /dev/null | sed -n 's/^Pages: *//p'); fi
        printf '%-22s %-5s %9.1f  %9.1f  %6.1f   %8.1f  %8.1f   %5s\n' "$name" "$text" "$(figure 1 1)" "$(figure 2 1)" \
            "$(awk "BEGIN { print $(figure 2 1) / $(figure 1 1) }")" "$(awk "BEGIN { print $(figure 1 3) / 1024 }")" \
            "$(awk "BEGIN { print $(figure 2 3) / 1024 }")" "$theirs"
    else
        printf '%-22s %-5s it is there, and fails\n' "$name" "$text"
    fi
}
printf '\nthe same text, whole programs    ---- wall-clock ms ---    ------ MiB -----\n'
printf '%-22s %-5s %9s  %9s  %6s   %8s  %8s   %5s\n' program text baraza theirs ratio baraza theirs pages
for text in one few; do
    # shellcheck disable=SC2046
    "$BARAZA" build -C "$place/paper-$text" -c us -f html -o "$work/$text" > /dev/null 2>&1
    for page in "$work/$text"/*.html; do tr -d '\n' < "$page" | sed 's/</\n</g'; done > "$work/lines"
    for as in html typst ms; do
        awk -v as=$as -f "$top/tests/bench/plain.awk" "$work/lines" > "$work/$text.$as"
    done
    rounds=5
    [ $text = one ] || rounds=3
    if [ -d "$npm_home/node_modules" ] && command -v node > /dev/null; then
        against "Typst (node and all)" "$text" $rounds "$work/typst.pdf" \
            node "$top/tests/bench/typst.mjs" "$npm_home" "$fonts" "$work/$text.typst" "$work/typst.pdf"
        alone=$(for _ in 1 2 3 4 5; do node "$top/tests/bench/typst.mjs" "$npm_home" "$fonts" "$work/$text.typst" "$work/typst.pdf" talk; done | sort -n | sed -n 3p)
        printf '%-22s %-5s %9s  %9.1f  %6.1f\n' "Typst by itself" "$text" "" "$alone" "$(awk "BEGIN { print $alone / $(figure 1 1) }")"
    fi
    if command -v weasyprint > /dev/null; then
        against WeasyPrint "$text" $((rounds / 2)) "$work/weasyprint.pdf" weasyprint -q "$work/$text.html" "$work/weasyprint.pdf"
    fi
    chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
    if [ -n "$chromium" ]; then
        against Chromium "$text" $((rounds / 2)) "$work/chromium.pdf" "$chromium" --headless --no-sandbox --disable-gpu \
            --no-pdf-header-footer "--print-to-pdf=$work/chromium.pdf" "$work/$text.html"
    fi
    if command -v groff > /dev/null; then
        # shellcheck disable=SC2016 # its own arguments
        printf '#!/bin/sh\ngroff -k -ms -Tpdf "$1" > "$2"\n' > "$work/groff.sh"
        against "groff (Latin only)" "$text" "$rounds" "$work/groff.pdf" sh "$work/groff.sh" "$work/$text.ms" "$work/groff.pdf"
    fi
done
