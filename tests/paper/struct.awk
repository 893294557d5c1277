# What `pdfinfo -struct-text` prints, as one line: the text alone, in the order of the structure.
match($0, /^ *"/) { is_open = 1; $0 = substr($0, RLENGTH + 1) }
is_open {
    if ($0 ~ /"$/) { is_open = 0; sub(/"$/, "") }
    printf "%s ", $0
}
END { print "" }
