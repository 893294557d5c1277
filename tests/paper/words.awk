# Two files: the text of the paper, in lines, and units of the screen. Every word of them must stand in the paper.
# Left aside is what the readers change by themselves: poppler moves marks and punctuation in lines from right to left,
# and ranges of numbers there; mupdf parts pictographs of several characters.
function bare(s) {
    s = letters(s)
    gsub(/[.,:;!?]|\330[\214\233\237]|\331[\213-\237]/, "", s)
    gsub(/\355[\240-\277][\200-\277]|\360[\220-\277][\200-\277][\200-\277]/, "", s)
    return s
}
FNR == 1 { file++ }
file == 1 { paper = paper bare($0); next }
{
    n = split($0, words, /[ \t]+|\342\200\223/)
    for (i = 1; i <= n; i++) {
        word = bare(words[i])
        if (word == "" || (word in known)) continue
        known[word] = 1
        if (index(paper, word) == 0 && ++bad <= 8) print "not on paper: " words[i] " in: " $0
    }
}
END { exit bad > 0 }
