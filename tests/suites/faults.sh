# What the system refuses, at every step of a small build: each system call ends it (SIGKILL) or fails in
# turn, and so does each allocation. Whatever fails, the output of the build before or the new one is there,
# whole; the exit status and a message say which; and the next build leaves nothing lying about.
# `make test` tries some of each, `make faults` (FAULTS=all) all.
. "$(dirname "$0")/../suite.sh"
O=${O:-$top/build}
export SOURCE_DATE_EPOCH=0
if [ "${BUILD:-release}" = asan ]; then
    skip "system calls and allocations that fail" "they would fail the sanitizers, which have no answer"
    finish
fi
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
format=html
build() { "$BARAZA" build -c us -f "$format" -o "$1"; }
# Old and new output, of two editions.
editions() {
    rm -rf "$work/old" "$work/new"
    cp "$top/tests/errors/base/curricula/tiny/sessions/one.md" curricula/tiny/sessions/one.md
    build "$work/old" > /dev/null || return
    sed 's/Welcome[.]/Welcome to all./' "$work/old.md" > curricula/tiny/sessions/one.md
    build "$work/new" > /dev/null
}
cp curricula/tiny/sessions/one.md "$work/old.md"
editions || { echo "not ok 1 - the root builds"; exit 1; }
fresh() {
    rm -rf "$work/at"
    mkdir "$work/at"
    cp -R "$work/old" "$work/at/made"
}
same() { diff -r "$1" "$work/at/made" > /dev/null 2>&1; }
# judge WHAT STATUS GOOD…: what a run that may have failed has left; GOOD are the statuses that it may end with.
judge() {
    what=$1 status=$2
    shift 2
    case " $* " in
    *" $status "*) ;;
    *) echo "$what: ends with $status: $(head -n 2 "$work/err")" ;;
    esac
    if same "$work/new"; then is=new; elif same "$work/old"; then is=old; else is=neither; fi
    case $status-$is in
    0-new | [1-9]*-old | 3-new | 137-new) ;; # 3-new: published, then the old could not be taken away
    *) echo "$what: ends with $status, and the output is $is" ;;
    esac
    case $status in
    1 | 2 | 3) [ -s "$work/err" ] || echo "$what: ends with $status and says nothing" ;;
    esac
    [ "$(wc -l < "$work/err")" -lt 40 ] || echo "$what: talks without end"
    [ "$(find "$work/at" -mindepth 1 -maxdepth 1 | wc -l)" -eq 1 ] && return
    # What it left behind goes with the next build.
    build "$work/at/made" > "$work/out" 2>&1 || echo "$what: the next build fails: $(head -n 2 "$work/out")"
    same "$work/new" || echo "$what: the next build is not the new one"
    [ "$(find "$work/at" -mindepth 1 -maxdepth 1 | wc -l)" -eq 1 ] || echo "$what: left behind: $(ls -A "$work/at")"
}
# pick MOST < LINES: all of them, or about so many, evenly spread.
pick() {
    if [ "${FAULTS:-}" = all ]; then cat
    else awk -v most="$1" '{ line[NR] = $0 } END { for (i = 1; i <= most; i++) { n = int((i - 0.5) * NR / most) + 1; if (n != last) print line[n]; last = n } }'; fi
}

# --- allocations: one fails, or one and all after it
starved() { # starved N
    fresh
    env STARVE="$1" LD_PRELOAD="$O/tool/starve.so" \
        "$BARAZA" build -c us -f "$format" -o "$work/at/made" > /dev/null 2> "$work/err"
    status=$?
}
allocations() { # allocations MOST SUFFIX STATUS…
    most=$1 suffix=$2
    shift 2
    fresh
    # Beside the output: elsewhere the program may write nothing by now.
    env STARVE_COUNT="$work/at/count" LD_PRELOAD="$O/tool/starve.so" \
        "$BARAZA" build -c us -f "$format" -o "$work/at/made" > /dev/null || return
    read -r all < "$work/at/count"
    [ "$all" -gt 1000 ] || echo "only $all allocations"
    seq "$all" | pick "$most" > "$work/which"
    tried=0 ended=0
    while read -r n; do
        starved "$n$suffix"
        judge "allocation $n$suffix of $all, $format" $status "$@"
        tried=$((tried + 1))
        [ $status -eq 0 ] || ended=$((ended + 1))
    done < "$work/which"
    # Most of them end the build; else nothing was tried.
    [ $((ended * 2)) -gt $tried ] || echo "only $ended of $tried allocations mattered"
}
allocations 60 '' 0 1 3 > "$work/bad"
verdict "$(wc -l < "$work/which") allocations fail, one by one" "$work/bad"
allocations 30 + 0 1 3 > "$work/bad"
verdict "$(wc -l < "$work/which") times memory runs out for good" "$work/bad"
starved 500
expect "memory that is out is called so" grep -q '^baraza: out of memory' "$work/err"
if [ -d /usr/share/fonts/truetype/noto ] && [ -f "$O/paper.so" ]; then
    format=pdf
    editions
    # While GLib is loaded it ends the program by itself, by a signal; nothing of ours has run then.
    allocations 12 + 0 1 3 133 134 139 > "$work/bad"
    verdict "$(wc -l < "$work/which") times memory runs out for good, on paper" "$work/bad"
    format=html
    editions
fi

# --- system calls
trace() { strace -qq -o "$work/trace" "$@"; }
fresh
if ! command -v strace > /dev/null || ! trace -e inject=getpid:error=EIO:when=900 true 2> /dev/null; then
    skip "system calls that fail" "no strace, or it may not look"
    finish
fi
trace "$BARAZA" build -c us -f html -o "$work/at/made" > /dev/null 2>&1
# "openat 3": each call by its name and number among those of that name; what only gives or looks is left out.
sed -n 's/^\([a-z][a-z0-9_]*\)(.*/\1/p' "$work/trace" |
    grep -vxE 'execve|exit_group|brk|arch_prctl|set_tid_address|set_robust_list|rseq|getpid|rt_sigprocmask|rt_sigaction' |
    awk '{ print $1, ++n[$1] }' > "$work/calls"
broken() { # broken CALL N HOW
    fresh
    trace -e trace=none -e "inject=$1:$3:when=$2" "$BARAZA" build -c us -f html -o "$work/at/made" > /dev/null 2> "$work/err"
    status=$?
}
pick 60 < "$work/calls" > "$work/which"
while read -r call n; do
    broken "$call" "$n" signal=KILL
    judge "$call $n, killed" $status 0 137
done < "$work/which" > "$work/bad"
verdict "killed at $(wc -l < "$work/which") of $(wc -l < "$work/calls") system calls" "$work/bad"
# With 127 the program's libraries cannot be loaded: it is not ours yet.
for error in EIO ENOSPC ENOMEM EMFILE EINTR EACCES; do sed "s/\$/ $error/" "$work/calls"; done > "$work/errors"
pick 140 < "$work/errors" > "$work/which"
while read -r call n error; do
    broken "$call" "$n" "error=$error"
    judge "$call $n, $error" $status 0 1 3 127
done < "$work/which" > "$work/bad"
verdict "$(wc -l < "$work/which") of $(wc -l < "$work/errors") system calls fail, each in its way" "$work/bad"
finish
