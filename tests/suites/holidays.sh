# Holidays, the second calendar and the clocks, from the outside.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cp -R "$top/tests/errors/base" "$work/root"
cd "$work/root" || exit 1
rm -r curricula/tiny/handouts curricula/tiny/images
printf 'title: Tiny\nversion: "1"\nlanguage: en\naudience: Caregivers\nlicence: CC-BY-4.0\ncredit: Tiny Trust, 2026\nsessions: [s1, s2, s3]\n' > curricula/tiny/curriculum.yaml
for id in s1 s2 s3; do
    printf 'title: Session %s\npurpose: Caregivers have met.\nminutes: 10\nactivities:\n  - {id: talk, method: circle, minutes: 10}\n' "$id" > "curricula/tiny/sessions/$id.yaml"
    printf '## Talk {#talk}\n\n::: say\nHello.\n:::\n' > "curricula/tiny/sessions/$id.md"
done
place=curricula/contexts/places/here.yaml
cp "$place" base.yaml
# here COUNTRY LINE…
here() {
    sed "s/^country: .*/country: $1/" base.yaml > "$place"
    shift
    for line in "$@"; do printf '%s\n' "$line" >> "$place"; done
}
group() {
    printf 'title: Us\ncurriculum: tiny\nplace: here\npeople: 12\nmeetings:\n  at: "17:00"\n' > curricula/contexts/groups/us.yaml
    for line in "$@"; do printf '  %s\n' "$line"; done >> curricula/contexts/groups/us.yaml
}
plan() { "$BARAZA" plan -c us > out 2> err || { cat err; return 1; }; }
says() { grep -qF -- "$1" out || { cat out; return 1; }; }

here CO "holidays: [colombia]"
group "start: 2026-05-11" "every: 1 week" "count: 3"
expect "a plan round a holiday that moves" plan
expect "the Monday of the Ascension is free" says "     Mon 2026-05-18  Ascension of Jesus"
expect "and the rest moves on" says "3  Mon 2026-06-01"
group "start: 2026-05-11" "every: 1 week" "count: 3" "meets_on: [ascension]"
expect "a group that meets all the same" plan
expect "does, and the day is named" says "     Ascension of Jesus"
group "dates: [2026-05-11, 2026-05-18, 2026-05-25, 2026-06-01]"
on_purpose() { plan && grep -q 'warning\[C115\]: 2026-05-18 is a day of meeting, and may be a holiday' err; }
expect "a holiday among listed dates is said" on_purpose

mkdir -p curricula/holidays
printf 'title: Ours\nsources: [Example Trust]\ndays:\n  - {id: fair, names: {en: Village fair}, month: 5, day: 11}\n' > curricula/holidays/colombia.yaml
group "start: 2026-05-11" "every: 1 week" "count: 3"
expect "the root's own list" plan
expect "goes before ours" says "Village fair"
rm -r curricula/holidays

here ET "calendar: ethiopian"
group "start: 2027-02-16" "every: 1 week"
expect "a second calendar" plan
expect "stands beside the date" says "Tue 2027-02-16  9 Yekatit 2019 EC"
guide() { "$BARAZA" build -c us -f tree -o out.d > out 2> err && grep -hF 'Tuesday 16 February 2027 (9 Yekatit 2019 EC), 17:00–17:10 (11:00 by day–11:10 by day)' out.d/*.tree; }
expect "and in the guide, with its clock" guide

here UA
group "start: 2027-03-23" "every: 1 week"
clocks() { "$BARAZA" plan -c us --ics us.ics > out 2> err && [ "$(tr -d '\r' < us.ics | grep -c '^DTSTART:2027[0-9]*T170000$')" = 3 ]; }
expect "meetings keep their time when clocks change" clocks
finish
