# In: src/base/codes.def, then tests/errors/CODE.txt. Out, by `as`:
#   as=c    $(O)/gen/explain.c, the pages of `baraza explain`
#   as=md   docs/diagnostics.md
# Every code has a row of codes.def; what its pair adds is kept as a list of sections.

# The i-th string literal of a row, its escapes undone.
function literal(row, i,   s) {
    while (i-- > 0) {
        if (!match(row, /"([^"\\]|\\.)*"/)) return ""
        s = substr(row, RSTART + 1, RLENGTH - 2)
        row = substr(row, RSTART + RLENGTH)
    }
    gsub(/\\"/, "\"", s)
    gsub(/\\\\/, "\\", s)
    return s
}
function add_row(row,   code) {
    code = row
    sub(/^BZ_CODE\(/, "", code)
    sub(/,.*/, "", code)
    codes[++n_codes] = code
    section_of[code] = heading
    severity[code] = tolower(row ~ /, *ERROR *,/ ? "error" : row ~ /, *WARNING *,/ ? "warning" : "note")
    summary[code] = literal(row, 1)
    why[code] = literal(row, 2)
}
FILENAME ~ /codes\.def$/ {
    if (/^\/\* [A-Z]: .*\*\/$/) {
        heading = $0
        sub(/^\/\* [A-Z]: /, "", heading)
        sub(/ *\*\/$/, "", heading)
    }
    if (/^BZ_CODE\(/) row = $0
    else if (row != "") row = row " " $0
    if (row ~ /\)$/) { add_row(row); row = "" }
    next
}

# A pair: sections[code, i] = "wrong PATH", text[code, i] = its lines.
FNR == 1 {
    code = FILENAME
    sub(/.*\//, "", code)
    sub(/\.txt$/, "", code)
}
/^=== / { sections[code, ++n[code]] = substr($0, 5); next }
n[code] { text[code, n[code]] = text[code, n[code]] $0 "\n" }

function section(code, kind,   i) {
    for (i = 1; i <= n[code]; i++)
        if (sections[code, i] == kind) return text[code, i]
    return ""
}
# The words that stand over an input, by the kind of its section.
function label(head,   part) {
    split(head, part, " ")
    if (part[1] == "absent") return "without the file " part[2]
    if (part[1] == "link") return part[2] ", a symbolic link to"
    if (part[1] ~ /-hex$/) return part[2] ", its bytes in hexadecimal"
    if (part[1] ~ /-repeat$/) return part[3] ", these lines " part[2] " times over"
    return part[2]
}
function is_input(head) { return head ~ /^(wrong|mended|link|absent)/ }

function wrapped(s, indent, width,   word, n_words, i, line, all) {
    n_words = split(s, word, /[ \n]+/)
    for (i = 1; i <= n_words; i++) {
        if (word[i] == "") continue
        if (line != "" && length(line) + 1 + length(word[i]) > width) { all = all indent line "\n"; line = "" }
        line = line == "" ? word[i] : line " " word[i]
    }
    return line == "" ? all : all indent line "\n"
}
function indented(s, indent,   line, n_lines, i, all) {
    n_lines = split(s, line, "\n") - 1
    for (i = 1; i <= n_lines; i++) all = all (line[i] == "" ? "" : indent line[i]) "\n"
    return all
}
function command(code,   s) {
    s = section(code, "run")
    sub(/\n.*/, "", s)
    return "baraza " (s == "" ? "check" : s)
}

function reason(code) { return section(code, "why") != "" ? section(code, "why") : why[code] }

# One page for a terminal.
function page(code,   s, i, is_mended) {
    s = severity[code] "[" code "]: " summary[code] "\n\n" wrapped(reason(code), "", 96)
    for (i = 1; i <= n[code]; i++) {
        if (!is_input(sections[code, i])) continue
        if (sections[code, i] ~ /^mended/ && !is_mended++)
            s = s "\nThe program says (" command(code) "):\n\n" indented(section(code, "message"), "    ") "\nMended:\n"
        else if (!is_mended && !s_started[code]++) s = s "\nFor example:\n"
        s = s "\n  " label(sections[code, i]) "\n\n" indented(text[code, i], "    ")
    }
    return s
}
# The same for docs/diagnostics.md.
function fence(head) { return head ~ /^[a-z]+-hex/ ? "text" : head ~ /\.yaml$/ ? "yaml" : head ~ /\.md$/ ? "markdown" : head ~ /\.lua$/ ? "lua" : "text" }
function block(s, language) { return "````" language "\n" s "````\n" }
function chapter(code,   s, i, is_mended) {
    s = "\n### " code "\n\n" "*" severity[code] ": " summary[code] "*\n\n" wrapped(reason(code), "", 100)
    for (i = 1; i <= n[code]; i++) {
        if (!is_input(sections[code, i])) continue
        if (sections[code, i] ~ /^mended/ && !is_mended++)
            s = s "\n`" command(code) "` says:\n\n" block(section(code, "message"), "text") "\nMended:\n"
        else if (!is_mended && !m_started[code]++) s = s "\nWrong:\n"
        s = s "\n" title_of(sections[code, i]) "\n"
        if (text[code, i] != "") s = s "\n" block(text[code, i], fence(sections[code, i]))
    }
    return s
}
function title_of(head,   s, part, path, at) {
    split(head, part, " ")
    s = label(head)
    path = part[1] ~ /-repeat$/ ? part[3] : part[2]
    at = index(s, path)
    return substr(s, 1, at - 1) "`" path "`" substr(s, at + length(path))
}
function capital(s) { return toupper(substr(s, 1, 1)) substr(s, 2) }
function anchor(s) {
    s = tolower(s)
    gsub(/[^a-z0-9 -]/, "", s)
    gsub(/ /, "-", s)
    return s
}
function c_string(s,   line, n_lines, i, all) {
    gsub(/\\/, "\\\\&", s)
    gsub(/"/, "\\\"", s)
    gsub(/\t/, "\\t", s)
    gsub(/\r/, "\\r", s)
    gsub(/\?\?/, "?\\?", s)
    n_lines = split(s, line, "\n") - 1
    for (i = 1; i <= n_lines; i++) all = all "     \"" line[i] "\\n\"\n"
    return all
}
END {
    if (as == "c") {
        print "/* Made by tests/lint/explain.awk from src/base/codes.def and tests/errors. */"
        print "#include \"engine/explain.h\"\n\nconst bz_explain_page bz_explain_pages[] = {"
        for (i = 1; i <= n_codes; i++) printf "    {\"%s\",\n%s    },\n", codes[i], c_string(page(codes[i]))
        print "};\nconst size_t bz_explain_pages_n = sizeof bz_explain_pages / sizeof bz_explain_pages[0];"
        exit
    }
    print "# Diagnostics\n"
    print "<!-- Made by `make docs` from src/base/codes.def and tests/errors. -->\n"
    print "Everything that the program can say about a curriculum, its context or a plugin. Each has a code that"
    print "never changes its meaning; `baraza explain CODE` prints its page. The examples are run by the tests.\n"
    for (i = 1; i <= n_codes; i++) {
        if (section_of[codes[i]] != last) {
            last = section_of[codes[i]]
            print "- [" capital(last) "](#" anchor(last) ")"
        }
    }
    last = ""
    for (i = 1; i <= n_codes; i++) {
        if (section_of[codes[i]] != last) {
            last = section_of[codes[i]]
            print "\n## " capital(last) "\n\n| code | | what |\n|---|---|---|"
            for (k = i; k <= n_codes && section_of[codes[k]] == last; k++)
                print "| [" codes[k] "](#" tolower(codes[k]) ") | " severity[codes[k]] " | " summary[codes[k]] " |"
        }
        printf "%s", chapter(codes[i])
    }
}
