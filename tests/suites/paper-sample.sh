# The sample with every kind of block, on paper: in English and Arabic, on each sheet. No page is a fault by the
# rules of PDF/UA-1, and what the blocks promise can be read back.
set -u
. "$(dirname "$0")/../suite.sh"
O=${O:-$top/build}
for program in qpdf pdftotext pdfinfo; do
    command -v "$program" > /dev/null || { skip "the sample on paper" "$program is not installed"; finish; }
done
if [ ! -d /usr/share/fonts/truetype/noto ] || [ ! -x "$O/tool/ua" ]; then
    skip "the sample on paper" "no Noto fonts, or no checker"
    finish
fi
cp -R "$top/tests/samples/paper" "$work/root"

# made NAME GROUP OPTIONS…: builds the sample and looks at every file of it.
made() {
    name=$1 group=$2
    shift 2
    (cd "$work/root" && "$BARAZA" build -c "$group" -f pdf -o "$work/$name" "$@") > "$work/said" 2>&1 || cat "$work/said" > "$work/bad"
    [ -s "$work/$name/book.pdf" ] || echo "no book" >> "$work/bad"
    for file in "$work/$name"/*.pdf; do
        qpdf --json=2 --json-stream-data=inline --decode-level=generalized "$file" | "$O/tool/ua" >> "$work/bad" 2>&1
        qpdf --check "$file" 2>&1 | grep -i warning >> "$work/bad"
    done
    verdict "a sound book: $name" "$work/bad"
    : > "$work/bad"
}
: > "$work/bad"
for group in here there; do
    made "$group" $group
    made "$group-A5" $group --paper A5
    made "$group-large" $group --large-print --ink saving
    made "$group-booklet" $group --booklet
    made "$group-duplex" $group --paper Letter --duplex
done

pages() { pdfinfo "$1" 2> /dev/null | sed -n 's/^Pages: *//p'; }
page() { pdftotext -f "$2" -l "$2" "$work/$1.pdf" -; }
# has FILE PAGE WORDS
has() { page "$1" "$2" | grep -q "$3" || { echo "page $2 of $1 has not: $3"; page "$1" "$2"; }; }
lacks() { page "$1" "$2" | grep "$3"; }

lacks here/book 1 "Page 1 of" > "$work/bad"
verdict "a cover without furniture" "$work/bad"
last=$(pages "$work/here/book.pdf")
has here/book 2 "^Goodbye" > "$work/bad"
has here/book 2 "^$last\$" >> "$work/bad"
has there/book 2 "المحتويات" >> "$work/bad"
verdict "contents with the page of the last chapter" "$work/bad"
has here/book 3 "Mothers, fathers, grandparents" > "$work/bad"
verdict "a note on the page of its mark" "$work/bad"
[ "$(page here/book 5 | grep -c '^Name$')" -eq 1 ] || page here/book 5 > "$work/bad"
verdict "the head of a table on its next page" "$work/bad"
has here/book 7 "https://example.org/calm-first" > "$work/bad"
verdict "the address of a QR code below it" "$work/bad"
# Ten cards by four and by eight, the first page with a title.
echo "$(pages "$work/here/cards-by-four.pdf") $(pages "$work/here/cards-by-eight.pdf")" > "$work/count"
echo "3 2" | cmp -s - "$work/count" || cp "$work/count" "$work/bad"
verdict "so many cards to a page" "$work/bad"
finish
