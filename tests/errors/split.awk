# Takes the pairs apart: reads CODE.txt files, writes below `out` for each code
#   CODE/wrong/…   CODE/mended/…   files to lay over the base and over the wrong root
#   CODE/{wrong,mended}.sh         what cannot be written as text: bytes, links, removals, repetition
#   CODE/message  CODE/run  CODE/status
# With list=1 it only prints the folders that this needs, for one mkdir.
function folder_of(path) { return match(path, /.*\//) ? substr(path, 1, RLENGTH - 1) : "" }
function quoted(s) { gsub(/'/, "'\\''", s); return "'" s "'" }
function octal(hex,   s, i, v) {
    gsub(/[ \t]/, "", hex)
    for (i = 1; i < length(hex); i += 2) {
        v = 16 * (index("0123456789abcdef", tolower(substr(hex, i, 1))) - 1) \
            + index("0123456789abcdef", tolower(substr(hex, i + 1, 1))) - 1
        s = s sprintf("\\%03o", v)
    }
    return s
}
function line_out(text) {
    if (list) return
    if (started[target]++) print text >> target
    else print text > target
}
function command(text,   keep) {
    keep = target
    target = out "/" code "/" side ".sh"
    line_out(text)
    target = keep
}
FNR == 1 {
    if (target) close(target)
    code = FILENAME
    sub(/.*\//, "", code)
    sub(/\.txt$/, "", code)
    side = "wrong"
    kind = target = ""
    if (list) print out "/" code "/wrong\n" out "/" code "/mended"
}
/^=== / {
    if (target) close(target)
    kind = $2
    path = $NF
    target = ""
    if (kind ~ /^mended/) side = "mended"
    if (list) {
        if (kind ~ /^(wrong|mended)/) print out "/" code "/" side "/" folder_of(path)
        next
    }
    if (kind == "wrong" || kind == "mended") target = out "/" code "/" side "/" path
    else if (kind ~ /-repeat$/) {
        target = out "/" code "/" side "/" path
        command("repeat " $3 " " quoted(path))
    } else if (kind == "message" || kind == "run" || kind == "status") target = out "/" code "/" kind
    else if (kind == "absent") command("rm -rf " quoted(path))
    else if (kind == "program")
        command("mkdir -p " path " share/baraza && cp \"$BARAZA\" " path "/baraza && cp -R \"$top/plugins\" share/baraza && mkdir -p libexec/baraza && cp \"$(dirname \"$BARAZA\")/baraza-worker\" libexec/baraza && BARAZA=$PWD/" path "/baraza")
    else if (kind == "worker")
        command("cp \"$O/tool/fake-worker\" libexec/baraza/baraza-worker && echo " $NF " > libexec/baraza/mode")
    else if (kind != "why" && kind !~ /-hex$/ && kind != "link") {
        print FILENAME ":" FNR ": no section is called `" kind "`" > "/dev/stderr"
        exit 1
    }
    if (target) printf "" > target
    if (kind ~ /-hex$/) command("rm -rf " quoted(path) "; : > " quoted(path))
    next
}
list { next }
kind ~ /-hex$/ { command("printf " quoted(octal($0)) " >> " quoted(path)); next }
kind == "link" { command("mkdir -p " quoted("./" folder_of(path)) "; rm -rf " quoted(path) "; ln -s " quoted($0) " " quoted(path)); next }
target { print >> target }
