# Prints a linker's version script that exports the functions which the given headers declare.
echo "BARAZA_0 {"
echo "global:"
cat "$@" | "${CC:-cc}" -E -P -x c - | grep -oE '\bbz_[a-z0-9_]+ *\(' | tr -d ' (' | sort -u | sed 's/.*/    &;/'
echo "local: *;"
echo "};"
