# Reads src/LAYERS, then source files: an include of another room must stand in its own room's line.
FILENAME ~ /LAYERS$/ {
    if ($0 == "" || /^#/) next
    is_room[$1] = 1
    may[$1, $1] = 1
    for (i = 2; i <= NF; i++) {
        if (!is_room[$i]) print FILENAME ":" FNR ": " $1 " names " $i ", which is not above it"
        may[$1, $i] = 1
    }
    next
}
FNR == 1 { split(FILENAME, part, "/"); room = part[2] }
match($0, /^[ \t]*#[ \t]*include[ \t]*"[a-z]+\//) {
    match($0, /"[a-z]+\//)
    to = substr($0, RSTART + 1, RLENGTH - 2)
    if (is_room[to] && !may[room, to]) print FILENAME ":" FNR ": " room " may not include " to
}
