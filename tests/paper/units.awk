# A page for the screen, a tag at the start of each line, as a line a unit of text: a paragraph, an item, a cell.
# What only a screen needs (contents with links, the style, names of drawings) is left out.
function flush(   s) {
    s = text
    text = ""
    gsub(/&NoBreak;|&shy;|&lrm;|&rlm;/, "", s)
    gsub(/&nbsp;/, " ", s)
    gsub(/&quot;/, "\"", s)
    gsub(/&#39;/, "'", s)
    gsub(/&lt;/, "<", s)
    gsub(/&gt;/, ">", s)
    gsub(/&amp;/, "\\&", s)
    if (letters(s) != "") print s
}
{
    tag = $0
    sub(/^</, "", tag)
    sub(/[ >\/].*/, "", tag)
    closing = $0 ~ /^<\//
    if (closing) {
        tag = $0
        sub(/^<\//, "", tag)
        sub(/[ >].*/, "", tag)
    }
    rest = $0
    sub(/^<[^>]*>/, "", rest)
}
tag == "main" { is_main = !closing; if (closing) flush() }
!is_main { next }
tag ~ /^(nav|style|svg)$/ { skipping = !closing; if (tag != "svg") flush(); if (closing) text = text rest; next }
skipping { next }
tag !~ /^(em|strong|span|a|bdi|b|i|sup|sub|abbr|code|br|wbr|use|path|title|small)$/ { flush() }
{ text = text " " rest }
END { flush() }
