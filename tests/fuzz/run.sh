# `make fuzz`: every target for FUZZ_SECONDS, beginning with its corpus and ending with the first input
# that breaks it, which is left in build/fuzz/found. What is new and interesting goes to
# build/fuzz/corpus; `FUZZ_MERGE=1` puts the smallest set of inputs that reach as much into tests/fuzz/corpus
# instead.
cd "$(dirname "$0")/../.." || exit 1
at=build/fuzz/fuzz
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:allocator_may_return_null=1}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
mkdir -p build/fuzz/found
# Words that stand in files of ours: names of fields for YAML, marks for Markdown.
sed -n 's/^BZ_FIELD([^"]*"\([a-z_]*\)".*/"\1: "/p' src/model/fields.def | sort -u > build/fuzz/fields.dict
cat tests/fuzz/markdown.dict build/fuzz/fields.dict > build/fuzz/all.dict
good=0 bad=0
for target in $FUZZ; do
    corpus=tests/fuzz/corpus/$target
    new=build/fuzz/corpus/$target
    case $target in
    markdown) words=tests/fuzz/markdown.dict ;;
    yaml | manifest) words=build/fuzz/fields.dict ;;
    build) words=build/fuzz/all.dict ;;
    *) words= ;;
    esac
    mkdir -p "$new" "$corpus"
    set -- -max_len=20000 -timeout=25 -rss_limit_mb=3000 "-artifact_prefix=build/fuzz/found/$target-"
    [ -z "$words" ] || set -- "$@" "-dict=$words"
    if [ -n "$FUZZ_MERGE" ]; then
        mkdir -p "build/fuzz/merged/$target"
        "$at/$target" -merge=1 -max_len=4000 "build/fuzz/merged/$target" "$corpus" "$new" > "build/fuzz/$target.log" 2>&1
    else
        "$at/$target" "$@" "-max_total_time=$FUZZ_SECONDS" -print_final_stats=1 "$new" "$corpus" > "build/fuzz/$target.log" 2>&1
    fi
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$target.log")
    if [ $status -eq 0 ]; then good=$((good + 1)); else bad=$((bad + 1)); tail -n 40 "build/fuzz/$target.log"; fi
    echo "$target: exit status $status, ${runs:-0} inputs (build/fuzz/$target.log)"
done
echo "$good passed, $bad failed"
[ $bad -eq 0 ]
