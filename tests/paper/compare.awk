# Two files: the text of the paper in one line, and units of the screen, a line each. Every unit must stand in the
# paper, in the same order. A unit of a few letters may stand in many places, so only a near one moves the order on.
FNR == 1 { file++ }
file == 1 { paper = paper letters($0); next }
{
    unit = letters($0)
    ahead = substr(paper, at + 1)
    found = index(ahead, unit)
    if (found && (length(unit) > 30 || found < 400)) { at += found + length(unit) - 1; next }
    if (index(paper, unit) == 0) missing[++n_missing] = $0
    else if (length(unit) > 30) moved[++n_moved] = $0
}
END {
    for (i = 1; i <= n_missing && i <= 8; i++) print "not on paper: " missing[i]
    for (i = 1; i <= n_moved && i <= 8; i++) print "in another place: " moved[i]
    exit n_missing + n_moved > 0
}
