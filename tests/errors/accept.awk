# Puts the text of the file `message` into a pair: in place of its message section, else before the
# first mended one, else at the end.
function put(   line) {
    if (done++) return
    print "=== message"
    while ((getline line < message) > 0) print line
}
/^=== message$/ { put(); skipping = 1; next }
/^=== / { skipping = 0; if ($2 ~ /^mended/) put() }
!skipping
END { put() }
