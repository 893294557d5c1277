# The checker for PDF/UA-1: it finds nothing in what the writer makes, plain and imposed, and finds
# each of many faults that are put into a good file.
set -u
. "$(dirname "$0")/../suite.sh"
O=${O:-$top/build}
missing=
for program in qpdf fix-qdf; do command -v "$program" > /dev/null || missing=$program; done
if [ "$missing" ]; then
    skip "tagged PDF" "$missing is not installed"
    finish
fi

ua() {
    qpdf --json=2 --json-stream-data=inline --decode-level=generalized "$1" | "$O/tool/ua"
}

for kind in 'none 3' 'none 150' 'booklet 3' 'booklet rtl 9' 'two-up 5' 'two-up rtl 4'; do
    # shellcheck disable=SC2086 # several words
    "$O/tool/pdf-sample" $kind > "$work/good.pdf" 2> "$work/bad" || echo "not written" >> "$work/bad"
    ua "$work/good.pdf" >> "$work/bad" 2>&1
    qpdf --check "$work/good.pdf" 2>&1 | grep -i warning >> "$work/bad"
    verdict "nothing is found in: $kind" "$work/bad"
done

seed=1
: > "$work/bad"
while [ $seed -le 60 ]; do
    "$O/tool/pdf-sample" muddle $seed > "$work/muddle.pdf" 2> "$work/said" || echo "not written" >> "$work/said"
    ua "$work/muddle.pdf" >> "$work/said" 2>&1
    qpdf --check "$work/muddle.pdf" 2>&1 | grep -i warning >> "$work/said"
    sed "s/^/seed $seed: /" "$work/said" >> "$work/bad"
    seed=$((seed + 1))
done
verdict "nothing is found in random content under random tags" "$work/bad"

"$O/tool/pdf-sample" > "$work/good.pdf"
"$O/tool/pdf-sample" > "$work/again.pdf"
expect "the same bytes twice" cmp "$work/good.pdf" "$work/again.pdf"
qpdf --qdf --object-streams=disable "$work/good.pdf" "$work/good.qdf"

# broken RULE WHAT SED: the change must do something, and the checker must answer with the rule.
broken() {
    sed "$3" "$work/good.qdf" > "$work/broken.qdf"
    fix-qdf "$work/broken.qdf" > "$work/broken.pdf" 2> /dev/null
    ua "$work/broken.pdf" > "$work/said" 2>&1
    : > "$work/bad"
    if cmp -s "$work/good.qdf" "$work/broken.qdf"; then echo "nothing was changed" > "$work/bad"
    elif ! grep -q "^$1: " "$work/said"; then
        { echo "expected \`$1\`, found:"; cat "$work/said"; } > "$work/bad"
    fi
    verdict "found: $2" "$work/bad"
}

broken metadata "no metadata" '/^  \/Metadata /d'
broken metadata "no word of PDF\/UA" 's/<pdfuaid:part>1</<pdfuaid:part>2</'
broken title "no title in the metadata" 's/<dc:title>.*/<dc:title><rdf:Alt><rdf:li><\/rdf:li><\/rdf:Alt><\/dc:title>/'
broken title "a title that is not shown" 's/DisplayDocTitle true/DisplayDocTitle false/'
broken tagged "not marked as tagged" 's/\/Marked true/\/Marked false/'
broken tagged "no structure tree" '/^  \/StructTreeRoot /d'
broken language "no language" '/^  \/Lang (en)/d'
broken language "a language that is none" 's/\/Lang (sw)/\/Lang (sw_KE)/'
broken "tab order" "tabs that do not follow the structure" 's/\/Tabs \/S/\/Tabs \/R/'
broken annotation "a link without words" '/\/Contents (The site of the example)/d'
broken annotation "a link outside the structure" 's/\/StructParent 4/\/StructParent 99/'
broken annotation "a hidden link" 's/^  \/F 4$/  \/F 2/'
broken script "JavaScript" 's/^    \/S \/URI$/    \/S \/JavaScript/'
broken content "something unmarked" '/^\/Link<<\/MCID 7>>BDC/,/^EMC/{/BDC/d;/^EMC/d;}'
broken content "a mark that is not closed" '/^\/Lbl<<\/MCID 2>>BDC/,/^EMC/{/^EMC/d;}'
broken content "EMC too many" 's/^\/Lbl<<\/MCID 2>>BDC/&\nEMC/'
broken content "a tagged piece in an artifact" 's/^\/H1<<\/MCID 0>>BDC/\/Artifact BMC\n&/'
broken content "a mark across a text object" '/^\/H1<<\/MCID 0>>BDC/,/^EMC/{s/^BT/BT \/Span BMC/;s/^ET/ET EMC/;}'
broken content "an MCID twice" 's/^\/Lbl<<\/MCID 4>>BDC/\/Lbl<<\/MCID 2>>BDC/'
broken structure "a piece of no element" 's/^\/Lbl<<\/MCID 4>>BDC/\/Lbl<<\/MCID 44>>BDC/'
broken structure "a cell outside a row" 's/\/S \/TR$/\/S \/Sect/'
broken structure "an item outside a list" 's/\/S \/L$/\/S \/Sect/'
broken structure "a list item with a paragraph" 's/\/S \/LBody$/\/S \/P/'
broken structure "content right in a group" 's/\/S \/H1$/\/S \/Sect/'
broken structure "a wrong parent" '/^  \/S \/Note/!s/^  \/P 28 0 R/  \/P 14 0 R/'
broken "parent tree" "a parent tree that leads elsewhere" '/^  \/Nums \[/,/^  \]/{/^    1$/{n;n;s/[0-9]* 0 R/28 0 R/;};}'
broken role "a role that is none" 's/\/S \/H1$/\/S \/Headline/'
broken headings "a heading level left out" 's/\/S \/H2$/\/S \/H3/'
broken table "a head that heads nothing" 's/\/Scope \/Column/\/Scope \/Nothing/'
broken table "rows of different length" '/\/ColSpan 2/d'
broken table "a cell beyond the last row" 's/\/RowSpan 2/\/RowSpan 3/'
broken list "numbers without numbering" '/\/ListNumbering \/Decimal/d'
broken figure "a figure without words" '/\/Alt (A leaf)/d'
broken link "a link element without its annotation" 's/\/Type \/OBJR/\/Type \/MCR/'
broken note "a note without an id" '/^  \/ID (note/d'
broken font "a font that is not embedded" '/^  \/FontFile2 /d'
broken font "a font that reads as nothing" '/^  \/ToUnicode /d'
broken font "a code that reads as nothing" 's/^<0003><.*>$/<0003><0000>/'
broken font "a missing glyph" 's/^BT 200 15 Td\[<.*>/BT 200 15 Td[<0fff>/'
broken font "a wrong width" '/^  \/W \[/,/^  \]/s/^      \([0-9]\)/      1\1/'

# What the program prints, plain and as booklets, in both directions.
if [ -d /usr/share/fonts/truetype/noto ]; then
    unset SOURCE_DATE_EPOCH
    mkdir "$work/bundled"
    cp -R "$top/baraza.yaml" "$top/curricula" "$top/plugins" "$work/bundled"
    cp -R "$top/tests/golden/arabic/root" "$work/arabic"
    cp -R "$top/tests/samples/firm-and-kind" "$work/kind"
    # printed ROOT GROUP OPTIONS…
    printed() {
        root=$1 group=$2
        shift 2
        rm -rf "$work/out"
        (cd "$work/$root" && "$BARAZA" build -c "$group" -f pdf -o "$work/out" "$@") > "$work/bad" 2>&1 && : > "$work/bad"
        for file in "$work"/out/*.pdf; do
            ua "$file" 2>&1 | sed "s|^|${file##*/}: |" >> "$work/bad"
        done
        verdict "nothing is found in $group $*" "$work/bad"
    }
    printed bundled kenya-parents
    printed bundled jordan-mothers --paper Letter --large-print
    printed arabic sabah
    printed arabic sabah --booklet
    printed kind fathers-tuesday --ink saving
fi
finish
