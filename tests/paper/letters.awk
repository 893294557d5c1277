# Shared by the scripts here: a text without what differs between a screen and paper and is not read: blanks,
# quotation marks (paper has those of the language), hyphens at the ends of lines, marks of direction.
function letters(s) {
    s = tolower(s)                                                          # paper starts labels with a capital
    gsub(/[ \t\r\n\f"'-]/, "", s)
    gsub(/\302\240|\302\255|\302\253|\302\273/, "", s)                      # no-break space, soft hyphen, guillemets
    gsub(/\342\200[\200-\223\230-\237\250-\257\271\272]/, "", s) # blanks, marks of direction, hyphens, dashes, quotes
    gsub(/\342\201[\240-\257]/, "", s)                                      # word joiner, isolates
    return s
}
