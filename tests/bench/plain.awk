# The text of a page of ours for other programs: headings, items, paragraphs, in order; as=html, typst or
# ms says in whose words. Inline markup, boxes and tables are dropped, so the others have less to do.
# In: the page, a tag at the start of each line.
function decoded(s) {
    gsub(/&NoBreak;/, "", s)
    gsub(/&quot;/, "\"", s)
    gsub(/&#39;/, "'", s)
    gsub(/&lt;/, "<", s)
    gsub(/&gt;/, ">", s)
    gsub(/&amp;/, "\\&", s)
    return s
}
function flush(   s, level) {
    s = text
    text = ""
    gsub(/[ \t]+/, " ", s)
    sub(/^ /, "", s)
    sub(/ $/, "", s)
    if (s == "") return
    level = substr(kind, 2)
    if (as == "html") {
        if (kind == "li") print "<ul><li>" s "</li></ul>"
        else print "<" kind ">" s "</" kind ">"
        return
    }
    s = decoded(s)
    if (as == "typst") {
        gsub(/[][\\#*_$@<>`~=\/+-]/, "\\\\&", s)
        if (kind == "li") print "- " s
        else if (kind == "p") print "\n" s "\n"
        else print "\n" substr("======", 1, level) " " s "\n"
    } else {
        gsub(/\\/, "\\e", s)
        sub(/^[.']/, "\\\\\\&&", s)
        if (kind == "li") print ".IP \\(bu 2\n" s
        else if (kind == "p") print ".LP\n" s
        else print ".NH " level "\n" s
    }
}
BEGIN {
    if (as == "html")
        print "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Bench</title>\n<style>" \
            "@page { size: A4; margin: 18mm } body { font: 10.5pt/1.36 \"Noto Sans\" }</style>"
    else if (as == "typst")
        print "#set page(paper: \"a4\", margin: 18mm)\n#set text(font: \"Noto Sans\", size: 10.5pt, lang: \"en\")\n" \
            "#set par(leading: 0.7em)\n"
    else print ".nr PS 10500\n.nr VS 14280\n.nr LL 174m\n.nr PO 18m"
    kind = "p"
}
/^<main/ { is_main = 1 }
/^<\/main/ { flush(); is_main = 0 }
!is_main { next }
{
    tag = $0
    sub(/^</, "", tag)
    sub(/[ >].*/, "", tag)
    sub(/^<[^>]*>/, "")
}
tag ~ /^\/?(p|h[1-6]|li|div|section|header|ul|ol|figure|figcaption|dl|dt|dd|aside|blockquote|nav|tr|table)$/ {
    flush()
    kind = tag ~ /^(h[1-6]|li)$/ ? tag : tag == "p" && kind == "li" ? "li" : "p"
}
{ text = text " " $0 }
