# The planner from the outside: `baraza plan` on roots made here.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
tiny=curricula/tiny
rm -r curricula/tiny/handouts curricula/tiny/images

# session ID: activities as `id minutes rest…`, a line each, on standard input.
session() {
    {
        printf 'title: Session %s\npurpose: Caregivers have met.\nminutes: %s\nactivities:\n' "$1" "$2"
        : > "$tiny/sessions/$1.md"
        while read -r id minutes rest; do
            printf '  - {id: %s, method: circle, minutes: %s%s}\n' "$id" "$minutes" "$rest"
            printf '## %s {#%s}\n\n::: say\nHello.\n:::\n\n' "$id" "$id" >> "$tiny/sessions/$1.md"
        done
    } > "$tiny/sessions/$1.yaml"
}
curriculum() {
    printf 'title: Tiny\nversion: "1"\nlanguage: en\naudience: Caregivers\nlicence: CC-BY-4.0\ncredit: Tiny Trust, 2026\nsessions: [%s]\n' "$1" > "$tiny/curriculum.yaml"
}
# group LINE…: lines below `meetings:`.
group() {
    {
        printf 'title: Us\ncurriculum: tiny\nplace: here\npeople: 12\nmeetings:\n  at: "17:00"\n'
        for line in "$@"; do printf '  %s\n' "$line"; done
    } > curricula/contexts/groups/us.yaml
}
plan() { "$BARAZA" plan -c us --json > plan.json 2> plan.err || { cat plan.err; return 1; }; json_lines < plan.json > lines; }
says() { grep -qxF -- "$1 $2" lines || { echo "no line: $1 $2"; grep -F -- "${1%%\[*}" lines | head -n 20; cat lines; return 1; }; }
no_plan() { fails_with 1 "$BARAZA" plan -c us > out 2> err || { cat out err; return 1; }; grep -qF "$1" err || { cat err; return 1; }; }

session one 60 <<'END'
a 20
b 20 , between: 10-25
c 20 , leave_out: 1
END
session two 60 <<'END'
d 30
e 30 , between: 15-30
END
curriculum "one, two"
start="start: 2026-09-08"

group "$start" "every: 1 week" "minutes: 60"
expect "all fits: one session a meeting" plan
expect "the way is chosen" says .way one_session
expect "two meetings" says .cost.meetings 2
expect "a clock" says '.meetings[1].activities[1].start' 17:30
expect "an address" says '.meetings[1].activities[1].address' session/two/e

group "$start" "every: 1 week" "minutes: 40" "way: one_session" "count: 2"
expect "one session too long for a meeting: no plan" no_plan "K006"

group "$start" "every: 1 week" "minutes: 45" "count: 2"
expect "too few minutes in all: something gives" plan
expect "spread" says .way spread
expect "the stretch goes" says '.left_out[0].address' session/one/c
expect "its minutes count" says '.cost.left_out[8]' 20

group "$start" "every: 1 week" "minutes: 60" "count: 1"
expect "one meeting: no plan" no_plan "K007"
expect "ways out are tried" grep -q "it fits with 1 more meeting; or with 75 minutes a meeting" err

group "$start" "every: 1 week" "minutes: 45" "way: spread"
expect "sessions are parted" plan
expect "one of them" says .cost.parted 2
why() { "$BARAZA" why two/d -c us 2> err | grep -qF "spread by planner" || "$BARAZA" why session/two -c us 2> err | grep -F "spread by planner"; }
expect "why says so" why
build() { "$BARAZA" build -c us -o built > /dev/null 2> err || { cat err; return 1; }; }
expect "guides are built" build
guide() { grep -qF '"guide-meeting-2"' built/manifest.json || { cat built/manifest.json; return 1; }; }
expect "a guide a meeting" guide

group "$start" "every: 1 week" "minutes: 100" "way: spread" "break: {every: 50, minutes: 10}" "settle: 5"
expect "a break where the rule asks for one" plan
expect "it is listed" says '.meetings[0].activities[2].address' break
expect "arriving comes first" says '.meetings[0].activities[0].start' 17:05

group "$start" "every: 1 week" "minutes: 60" "on:" "  - {date: 2026-09-15, minutes: 65, at: \"15:00\"}" "fill: true"
expect "a meeting that differs" plan
expect "it starts at its own time" says '.meetings[1].start' 15:00
expect "fixed minutes are not filled" says '.meetings[1].minutes' 60

group "$start" "every: 1 week" "minutes: 60" "skip: [{from: 2026-09-17, to: 2026-09-17, why: market}]" \
    "leaders:" "  - {role: facilitator, away: [{from: 2026-09-08, why: training}]}" "  - {role: parent leader, weekdays: friday}" \
    "make_up: {after: 2 days, at: \"10:00\", minutes: 30}"
expect "who can lead, and when" plan
expect "no meeting where nobody can" says '.no_meeting[0].why' training
expect "it moves the rest" says '.meetings[0].date' 2026-09-15
expect "who can lead is said" says '.meetings[0].leaders[0]' facilitator
expect "a meeting is made up on a day that is not closed" says '.meetings[0].make_up.date' 2026-09-18
group "$start" "every: 1 week" "minutes: 60" "leaders: [{role: facilitator}]" "leaders_needed: 2"
expect "too few who can ever lead" fails_with 1 "$BARAZA" plan -c us
group "$start" "every: 1 day" "minutes: 60" "make_up: {after: 2 days, at: \"10:00\", minutes: 30}"
expect "no day before the next meeting" plan
made_up_once() { [ "$("$BARAZA" plan -c us --json | grep -c make_up)" -eq 1 ]; }
expect "then only the last is made up" made_up_once

group "$start" "weekdays: second saturday" "minutes: 60"
expect "a day of the month, without brackets" plan
expect "the second Saturday" says '.meetings[0].date' 2026-09-12
same() { "$BARAZA" plan -c us --json 2> err | cmp - plan.json; }
expect "the same plan again" same

group "$start" "every: 1 week" "minutes: 60"
ics() { "$BARAZA" plan -c us --ics us.ics > out 2> err || { cat err; return 1; }; tr -d '\r' < us.ics > plain; }
has() { grep -qxF -- "$1" plain || { cat plain; return 1; }; }
expect "a calendar file" ics
expect "local time without a zone" has "DTSTART:20260908T170000"
expect "a UID that lasts" has "UID:meeting-2.us.tiny@baraza"
cp us.ics before.ics
expect "once more" ics
expect "nothing has changed" cmp us.ics before.ics
group "$start" "every: 1 week" "minutes: 60" "skip: [{from: 2026-09-15, why: rain}]"
expect "a meeting moves" ics
expect "to its new day" has "DTSTART:20260922T170000"
sequences() { [ "$(grep -c '^SEQUENCE:0' plain)" -eq 1 ] && [ "$(grep -c '^SEQUENCE:1' plain)" -eq 1 ]; }
expect "its sequence grows, the other's does not" sequences
group "$start" "every: 1 week" "minutes: 120" "way: spread"
expect "one meeting less" ics
expect "the other is cancelled" has "STATUS:CANCELLED"

# A circle: the group chooses.
cp "$tiny/curriculum.yaml" ordered.yaml
{
    printf 'title: A circle\nversion: "1"\nlanguage: en\naudience: Caregivers\nlicence: CC-BY-4.0\ncredit: Tiny Trust, 2026\n'
    printf 'runs: by_choice\nfirst: [one]\nslots:\n  - {topic: chosen, minutes: 45, between: 20-50}\n'
    printf '  - {use: library/greet, minutes: 10}\nsessions: [one, two]\n'
} > "$tiny/curriculum.yaml"
topics() { printf 'topics:\n' >> curricula/contexts/groups/us.yaml; for line in "$@"; do printf '  %s\n' "$line"; done >> curricula/contexts/groups/us.yaml; }
group "$start" "every: 1 week" "minutes: 60" "count: 5" "on:" "  - {date: 2026-09-29, minutes: 50}"
topics "2026-09-08: School fees" "5: session/two" "2026-09-15: Sleep"
expect "a circle" plan
expect "the group's own topic" says '.meetings[0].topic' "School fees"
expect "by what the slots say" says '.meetings[0].activities[0].address' session/open-meeting/topic
expect "the first session waits for a meeting without a topic" says '.meetings[2].activities[0].address' session/one/a
expect "a meeting to be filled" says '.meetings[3].topic' null
expect "fitted to its own minutes" says '.meetings[3].activities[0].minutes' 40
expect "a session that is chosen" says '.meetings[4].activities[0].address' session/two/d
expect "as many meetings as there are" says .cost.meetings 5
line() { "$BARAZA" plan -c us 2> err | grep -qF "open-meeting: ____________ (chosen by the group)"; }
expect "a line to fill in" line
expect "a guide a meeting, with what is chosen" build
guide() { grep -qF "School fees" built/guide-meeting-1.html && grep -qF "Topic chosen by the group" built/guide-open-meeting.html built/guide-meeting-4.html 2> /dev/null; }
expect "topics are printed" guide
group "$start" "every: 1 week" "minutes: 60"
topics "14: Sleep"
expect "without an end" plan
expect "as far as the topics go" says .cost.meetings 14
group "$start" "every: 1 week" "minutes: 20" "count: 2"
expect "an open meeting that is too short" no_plan "what must stay of \`session/one\` does not fit meeting 1, 2026-09-08: it has 20 minutes"
echo 'every_meeting: {start: [{use: library/greet, id: hello, minutes: 5}]}' >> "$tiny/curriculum.yaml"
group "$start" "every: 1 week" "minutes: 60" "count: 1"
topics "1: Sleep"
expect "an open meeting with rituals" plan
expect "a ritual comes first" says '.meetings[0].activities[0].address' session/open-meeting/hello
mv ordered.yaml "$tiny/curriculum.yaml"

# Parents and children apart, then together.
track() { sed -i "s/^minutes:/track: $2\nminutes:/" "$tiny/sessions/$1.yaml"; }
session mothers 60 <<'END'
m 40
n 20 , between: 15-30
END
session children 55 <<'END'
p 25
q 30 , between: 20-40
END
session family 30 <<'END'
r 30
END
track mothers parents
track children children
track family together
curriculum "mothers, children, family, one"
group "$start" "every: 1 week" "minutes: 90"
expect "tracks side by side" plan
expect "apart, together, and another meeting" says .cost.meetings 2
expect "whose part it is" says '.meetings[0].activities[2].track' children
expect "at the same time" says '.meetings[0].activities[2].start' 17:00
expect "equal lengths, nearest to the usual" says '.meetings[0].activities[3].minutes' 33
expect "shared out fairly" says '.meetings[0].activities[1].minutes' 18
expect "then together" says '.meetings[0].activities[4].start' 17:58
expect "the meeting ends once" says '.meetings[0].minutes' 88
group "$start" "every: 1 week" "minutes: 60" "way: spread"
expect "together again in the same meeting: too short" no_plan "K007"
session children 25 <<'END'
p 25
END
track children children
group "$start" "every: 1 week" "minutes: 90"
expect "no length in common" no_plan "K017"
expect "both are named" grep -qF "\`mothers\` takes 55 to 70 minutes without rituals, \`children\` beside it 25" err
rm "$tiny"/sessions/mothers.* "$tiny"/sessions/children.* "$tiny"/sessions/family.*

# Planning again: rain moves the rest, a shorter booking cuts again.
for i in 3 4; do
    session "s$i" 60 <<'END'
v 20 , between: 15-25
w 20 , leave_out: 2
x 20 , between: 10-20
END
done
curriculum "one, two, s3, s4"
group "$start" "every: 1 week" "minutes: 60"
expect "a plan to keep" plan
cp plan.json kept.json
rm -f us.ics
expect "its calendar" ics
again() { "$BARAZA" plan -c us --json "$@" 2> plan.err > plan.json || { cat plan.err; return 1; }; json_lines < plan.json > lines; }
moved() { "$BARAZA" plan -c us "$@" > out 2> err || { cat out err; return 1; }; }
tells() { grep -qxF -- "$1" out || { echo "no line: $1"; cat out; return 1; }; }
expect "nothing has changed" moved --from kept.json --done 2 --diff kept.json
expect "and it says so" tells "nothing has moved"
group "$start" "every: 1 week" "minutes: 60" "skip: [{from: 2026-09-08, to: 2026-09-22, why: rain}]"
expect "rain after the second meeting" again --from kept.json --done 2
expect "what was held stays, on a day that is skipped now" says '.meetings[0].date' 2026-09-08
expect "the rest moves" says '.meetings[2].date' 2026-09-29
expect "and keeps its parts" says '.meetings[2].activities[0].address' session/s3/v
expect "up to a day" again --from kept.json --after 2026-09-16
expect "is the same" says '.meetings[2].date' 2026-09-29
expect "what moved" moved --from kept.json --done 2 --diff kept.json
expect "a line a meeting" tells "  3  Tue 2026-09-22 17:00 -> Tue 2026-09-29 17:00"
expect "and no other" [ "$(wc -l < out)" -eq 2 ]
again_ics() { "$BARAZA" plan -c us --from kept.json --done 2 --ics us.ics > out 2> err || { cat err; return 1; }; tr -d '\r' < us.ics > plain; }
expect "the calendar is brought up to date" again_ics
sequences() { [ "$(grep -c '^SEQUENCE:0' plain)" -eq 2 ] && [ "$(grep -c '^SEQUENCE:1' plain)" -eq 2 ] && [ "$(grep -c '^UID' plain)" -eq 4 ]; }
expect "what was held keeps its sequence, nothing is doubled" sequences
guides() { "$BARAZA" build -c us --from kept.json --done 2 -o built > out 2> err && grep -q "29 September 2026" built/guide-s3.html; }
expect "guides are those of the new plan" guides
group "$start" "every: 1 week" "minutes: 60" "on: [{date: 2026-09-22, minutes: 50}]"
expect "a shorter booking" again --from kept.json --done 2
expect "cuts again" says '.meetings[2].activities[2].minutes' 15
expect "what is told of it" moved --from kept.json --done 2 --diff kept.json
expect "in a line" tells "  3  s3/v 20 -> 15 min; s3/x 20 -> 15 min"
group "$start" "every: 1 week" "minutes: 60" "way: one_session" "on: [{date: 2026-09-22, minutes: 35}]"
expect "shorter still" moved --from kept.json --done 2 --diff kept.json
expect "something goes" tells "  3  s3/v 20 -> 18 min; s3/w is left out; s3/x 20 -> 17 min"
group "$start" "every: 1 week" "minutes: 40" "count: 3"
again_fails() { fails_with "$1" "$BARAZA" plan -c us --from kept.json --done "$2" > out 2> err && grep -qF "$3" err || { cat out err; return 1; }; }
expect "too few meetings are left" again_fails 1 2 "K007"
expect "more done than planned" again_fails 2 9 "9 meetings are done"
without() { fails_with 2 "$BARAZA" plan -c us --done 2 > out 2> err && grep -q "wants to know what was planned" err; }
expect "done, and nothing was planned" without
for bad in '' '[]' '{"meetings": [{}]}' '{"meetings": [{"date": "2026-09-08", "start": "17:00", "minutes": 10, "activities": [{"address": "session/one/zz", "start": "17:00", "minutes": 10}]}]}' \
    '{"meetings": [{"date": "2026-09-08", "start": "17:00", "minutes": 10, "activities": [{"address": "break", "start": "17:00", "minutes": 10}]}]}' \
    '{"meetings": [{"date": "2026-09-08", "start": "17:00", "minutes": -4, "activities": []}]}'; do
    printf '%s' "$bad" > bad.json
    hostile() { fails_with 1 "$BARAZA" plan -c us --from bad.json --done 1 > out 2> err && grep -q "K01[89]" err || { cat out err; return 1; }; }
    expect "no plan to start from: $bad" hostile
done

mkfifo pipe.json
pipe() { fails_with 1 "$BARAZA" plan -c us --from pipe.json > out 2> err && grep -q "it is not a file" err || { cat out err; return 1; }; }
expect "a pipe is no plan, and is not waited for" pipe

# One meeting on another day: the others stay.
curriculum "one, two, one-more"
session one-more 60 <<'END'
f 60
END
weekly() { group "$start" "every: 1 week" "minutes: 60" "$@"; }
weekly "on: [{date: 2026-09-15, moved_to: 2026-09-17, at: '15:00', why: the hall is let}]"
expect "a meeting is moved" plan
expect "to its day" says '.meetings[1].date' 2026-09-17
expect "at its time" says '.meetings[1].start' 15:00
expect "the next stays where it is" says '.meetings[2].date' 2026-09-22
expect "the day that it had is free" says '.no_meeting[0].date' 2026-09-15
expect "for this reason" says '.no_meeting[0].why' "the hall is let"
expect "and says where the meeting went" says '.no_meeting[0].moved_to' 2026-09-17
cp plan.json moved.json
moved_diff() { weekly; "$BARAZA" plan -c us --diff moved.json > out 2> err; grep -q '^  2  Thu 2026-09-17 15:00 -> Tue 2026-09-15 17:00' out || { cat out err; return 1; }; }
expect "a plan made again says what moved" moved_diff
weekly "skip: [{from: 2026-09-15, why: rain}]" "on: [{date: 2026-09-15, moved_to: 2026-09-16}]"
expect "a skipped meeting is moved" plan
expect "and not put off" says '.meetings[2].date' 2026-09-22
group "dates: [2026-09-08, 2026-09-15, 2026-09-22]" "minutes: 60" "on: [{date: 2026-09-15, moved_to: 2026-09-11}]"
expect "a listed date is moved, to an earlier day" plan
expect "that day" says '.meetings[1].date' 2026-09-11
weekly "on: [{date: 2026-09-22, moved_to: 2026-09-20}]"
expect "the last one is moved to an earlier day" plan
expect "its day is free" says '.no_meeting[0].moved_to' 2026-09-20
weekly "on: [{date: 2026-09-15, moved_to: 2026-09-17}, {date: 2026-09-22, moved_to: 2026-09-23}]"
expect "two are moved" plan
expect "both" says '.meetings[2].date' 2026-09-23
weekly "count: 3" "skipped: lost" "on: [{date: 2026-09-15, moved_to: 2026-09-17}]"
expect "a moved meeting is none that is lost" plan
expect "there are three" says '.cost.meetings' 3
weekly "on: [{date: 2026-09-15, moved_to: 2026-09-17}]"
expect "a plan to go on from" plan
cp plan.json moved.json
again() { "$BARAZA" plan -c us --from moved.json --done 2 --json > plan.json 2> err && json_lines < plan.json > lines || { cat err; return 1; }; }
expect "what was moved has been held" again
expect "it stays where it was" says '.meetings[1].date' 2026-09-17
expect "and the next as well" says '.meetings[2].date' 2026-09-22
weekly
expect "a plan in which it was not moved" plan
cp plan.json moved.json
weekly "on: [{date: 2026-09-15, moved_to: 2026-09-17}]"
expect "what was held is not moved any more" again
expect "nor held twice" says '.meetings[2].date' 2026-09-22
not_moved() { code=$1; shift; weekly "$@"; "$BARAZA" plan -c us > out 2> err; grep -q "$code" err || { cat out err; return 1; }; }
expect "not past the next meeting" not_moved 'K021.*to 2026-09-23, past the one on 2026-09-22' "on: [{date: 2026-09-15, moved_to: 2026-09-23}]"
expect "not past the one before" not_moved 'K021.*to 2026-09-07, past the one on 2026-09-08' "on: [{date: 2026-09-15, moved_to: 2026-09-07}]"
expect "not to the day of another" not_moved 'K021.*to 2026-09-22, where there is one' "on: [{date: 2026-09-15, moved_to: 2026-09-22}]"
expect "not nearer than there must be days" not_moved 'K021.*5 days from the one on 2026-09-22' "least_days: 6" "on: [{date: 2026-09-15, moved_to: 2026-09-17}]"
expect "only a meeting is moved" not_moved 'K021.*no meeting is on 2026-09-16' "on: [{date: 2026-09-16, moved_to: 2026-09-17}]"
expect "not behind the end" not_moved 'C124.*behind the last day' "until: 2026-09-25" "on: [{date: 2026-09-22, moved_to: 2026-09-26}]"
expect "not twice" not_moved 'C124.*moved twice' "on: [{date: 2026-09-15, moved_to: 2026-09-16}, {date: 2026-09-15, moved_to: 2026-09-17}]"
expect "one word for a day" not_moved 'C124.*says twice' "on: [{date: 2026-09-15, moved_to: 2026-09-16}, {date: 2026-09-16, minutes: 50}]"
expect "not nowhere" not_moved 'C124.*to the day that it has' "on: [{date: 2026-09-15, moved_to: 2026-09-15}]"
expect "a move to a closed day is warned of" not_moved 'C115.*moved to 2026-09-17' "skip: [{from: 2026-09-17, why: rain}]" "on: [{date: 2026-09-15, moved_to: 2026-09-17}]"
expect "what is said of a day without a meeting is warned of" not_moved 'K022.*no meeting on 2026-09-16' "on: [{date: 2026-09-16, minutes: 50}]"
curriculum "one, two"

# Home practice and the look back at it in one meeting: said, until the group accepts it; and then not for nothing.
session home 30 <<'END'
a 30
END
sed -i 's/^activities/home_practice: {text: Praise your child once a day.}\n&/' "$tiny/sessions/home.yaml"
session back 30 <<'END'
b 30
END
sed -i 's/method: circle/method: home_practice_review/' "$tiny/sessions/back.yaml"
curriculum "home, back"
finds() { "$BARAZA" check -c us > out 2> err || { cat out err; return 1; }; sed -n 's/^[a-z]*\[\([A-Z0-9]*\)\].*/\1/p' err | grep '^T1[23]' | tr '\n' ' ' > found; [ "$(cat found)" = "$1" ] || { cat err; return 1; }; }
accepts() { printf 'accept: [{code: %s, why: We have the hall once.}]\n' "$1" >> curricula/contexts/groups/us.yaml; }
group "$start" "every: 1 week" "minutes: 60" "way: spread" "count: 1"
expect "home practice and its review in one meeting" finds "T130 "
accepts T130
expect "a group can accept that" finds ""
group "$start" "every: 1 week" "minutes: 60" "way: one_session"
accepts T130
expect "what it accepts and is not there is said" finds "T127 "
group "$start" "every: 1 week" "minutes: 60"
accepts T120
of_texts() { fails_with 1 "$BARAZA" check -c us 2> err && grep -q 'T126.*`T120` cannot be accepted here' err && grep -q 'accept it in the session' err || { cat err; return 1; }; }
expect "a group does not accept what is about a text" of_texts
group "$start" "every: 1 week" "minutes: 60"
cp "$tiny/curriculum.yaml" kept.yaml
printf 'accept: [{code: T130, why: It is a short course.}]\n' >> "$tiny/curriculum.yaml"
of_plans() { fails_with 1 "$BARAZA" check 2> err && grep -q 'T126.*`T130` cannot be accepted here' err && grep -q 'in the file of the group' err || { cat err; return 1; }; }
expect "a curriculum does not accept what is about a plan" of_plans
cp kept.yaml "$tiny/curriculum.yaml"

# Bad input: each a clear word, and an end.
curriculum "one, two"
refused() { code=$1; shift; group "$@"; "$BARAZA" plan -c us > out 2> err; status=$?; [ $status -le 1 ] && grep -qF "$code" err || { echo "status $status"; cat out err; return 1; }; }
expect "dates that contradict each other" refused "error[C124]" "dates: [2026-09-15, 2026-09-08]" "minutes: 60"
expect "dates and a rhythm" refused "error[C124]" "dates: [2026-09-15]" "$start" "minutes: 60"
expect "a date that is skipped" refused "[C115]" "dates: [2026-09-15, 2026-09-22]" "minutes: 60" "skip: [{from: 2026-09-22, why: rain}]"
expect "a rhythm that yields no date" refused "error[K002]" "$start" "every: 1 week" "minutes: 60" "skip: [{from: 2026-01-01, to: 2199-12-31, why: rain}]"
expect "nor before the last day" refused "error[K002]" "$start" "every: 1 week" "minutes: 60" "until: 2026-09-08" "skip: [{from: 2026-09-08, why: rain}]"
expect "a last date before the first" refused "error[K001]" "$start" "every: 1 week" "minutes: 60" "until: 2026-09-01"
expect "a break longer than a meeting" refused "error[K004]" "$start" "every: 1 week" "minutes: 60" "break: {every: 30, minutes: 60}"
expect "more days at least than at most" refused "error[K003]" "$start" "every: 1 week" "minutes: 60" "least_days: 9" "most_days: 8"
expect "the year 1" refused "error[F" "start: 0001-01-01" "every: 1 week" "minutes: 60"
expect "the year 9999" refused "error[F" "start: 9999-12-31" "every: 1 week" "minutes: 60"
expect "beyond the last year" refused "error[C093]" "start: 2199-12-30" "every: 1 week" "minutes: 60"
sed -i 's/^country: .*/country: GB/' curricula/contexts/places/here.yaml
night() { group "start: 2027-03-28" "every: 1 week" "minutes: 60"; sed -i 's/at: "17:00"/at: "01:30"/' curricula/contexts/groups/us.yaml; "$BARAZA" plan -c us > out 2> err && grep -qF "[K010]" err || { cat out err; return 1; }; }
expect "the hour in which clocks change" night
awk 'BEGIN { print "title: Many\npurpose: Caregivers have met.\nminutes: 600\nactivities:"; for (i = 0; i < 10000; i++) printf "  - {id: p%d, method: circle, minutes: 1, between: 1-2}\n", i }' > "$tiny/sessions/many.yaml"
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "## P {#p%d}\n\n::: say\nHello.\n:::\n\n", i }' > "$tiny/sessions/many.md"
curriculum "many"
expect "10,000 activities in a session: it does not add up" refused "error[T101]" "$start" "every: 1 week" "minutes: 60"
rm "$tiny/sessions/many.yaml" "$tiny/sessions/many.md"

# A hundred sessions of twelve; the limit ends what is too hard.
i=0
list=
while [ $i -lt 100 ]; do
    i=$((i + 1))
    list="$list${list:+, }s$i"
    session "s$i" 120 <<'END'
a 10 , between: 7-12
b 10
c 10 , leave_out: 2
d 10 , between: 5-15
e 10
f 10
g 10 , leave_out: 1
h 10
i 10 , between: 8-10
j 10
k 10
l 10
END
done
curriculum "$list"
group "$start" "every: 1 week" "minutes: 100" "count: 105"
expect "a hundred sessions" plan
group "$start" "every: 1 week" "minutes: 100" "count: 105" "way: spread"
limited() { "$BARAZA" plan -c us --json --limit 20000 2> err > plan.json && grep -q K008 err && grep -q '"bound"' plan.json; }
expect "a limit gives the best found, with its bound" limited
finish
