# Reads page lists (-f pages) and says what stands outside of its page, and which texts lie over one another.
$1 == "page" {
    page = $2
    w = $3
    h = $4
    n = 0
    next
}
$1 == "text" || $1 == "shape" || $1 == "picture" {
    x = $2
    y = $3
    # A line of text says its base line and, behind its font, its size; printers leave an edge of 3 mm.
    tall = $5
    if ($1 == "text") {
        for (i = 5; $i !~ /^[0-9.]+$/; i++);
        tall = 0.2 * $i
        if (y - 0.75 * $i < 8.5 || y + tall > h - 8.5)
            print FILENAME ": page " page ": too near to the edge: " $0
    }
    if (x < -0.5 || y < -0.5 || x + $4 > w + 0.5 || y + tall > h + 0.5)
        print FILENAME ": page " page ": outside of the page: " $0
}
$1 == "text" && $4 > 0 {
    for (i = 1; i <= n; i++)
        if (ys[i] == y && x < ends[i] - 1.5 && x + $4 > starts[i] + 1.5)
            print FILENAME ": page " page ": over another text: " $0
    n++
    ys[n] = y
    starts[n] = x
    ends[n] = x + $4
}
