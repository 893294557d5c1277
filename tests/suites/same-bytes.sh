# Same input, same bytes, on the screen and on paper: whatever the locale, time zone, umask, home, settings for fonts,
# folder and order of files in it.
. "$(dirname "$0")/../suite.sh"
unset SOURCE_DATE_EPOCH
cd "$top" || exit 1
find baraza.yaml curricula plugins -type f | sort > "$work/files"
# All groups make the same kinds of papers: the one with a fast and a second calendar, and the circle that chooses.
groups="jordan-women kenya-circle"

# A root made file by file, in the given order.
make_root() {
    while read -r file; do
        mkdir -p "$1/$(dirname "$file")"
        cp "$top/$file" "$1/$file"
    done
}
make_root "$work/a" < "$work/files"
sort -r "$work/files" | make_root "$work/elsewhere/with a long/b"
# Paper needs its fonts; where they are not installed, the screen is tested alone.
formats=html,tree
if [ -d /usr/share/fonts/truetype/noto ]; then formats=html,tree,pdf; else skip "paper" "no Noto fonts: make deps"; fi
# Builds the groups and prints the sums of all that came out, by name; of previews a few are enough.
sums() {
    cd "$1" || return 1
    for group in $groups; do "$BARAZA" build -c "$group" -f "$formats" -o "$work/out/$group" > /dev/null 2>&1 || return 1; done
    case $formats in
    *pdf) "$BARAZA" build -c jordan-mothers -f png --dpi 40 --session welcome -o "$work/out/png" > /dev/null 2>&1 || return 1 ;;
    esac
    (cd "$work/out" && find . -type f | LC_ALL=C sort | xargs sha256sum)
    rm -rf "$work/out"
}
(sums "$work/a") > "$work/expected" || echo "the build fails" > "$work/failed"
expect "the demo builds" test -s "$work/expected"

same() { "$@" > "$work/sums" && cmp "$work/expected" "$work/sums" || { diff "$work/expected" "$work/sums" | head; return 1; }; }
again() { (sums "$work/a"); }
expect "a second time" same again
zone() { (TZ=$1 && export TZ && sums "$work/a"); }
expect "in the time zone of Kiritimati" same zone AAA-14
expect "in a time zone of the other side" same zone BBB+11:30
locale_is() { (LC_ALL=$1 LANG=$1 LANGUAGE=$1 && export LC_ALL LANG LANGUAGE && sums "$work/a"); }
for name in C.UTF-8 tr_TR.UTF-8 ar_JO.UTF-8; do expect "in the locale $name" same locale_is $name; done
mask() { (umask "$1" && sums "$work/a"); }
expect "with umask 077" same mask 077
expect "with umask 000" same mask 000
elsewhere() { (sums "$work/elsewhere/with a long/b"); }
expect "in another folder, its files made in another order" same elsewhere
poor() { (unset HOME USER LOGNAME && sums "$work/a"); }
expect "without a home" same poor
# A home and a configuration that would have every letter set in another font.
fonts() {
    mkdir -p "$work/home/.config/fontconfig"
    echo '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>
        <match target="pattern"><edit name="family" mode="assign" binding="strong"><string>DejaVu Serif</string></edit></match>
        <match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match></fontconfig>' > "$work/home/fonts.conf"
    cp "$work/home/fonts.conf" "$work/home/.config/fontconfig/fonts.conf"
    (HOME=$work/home XDG_CONFIG_HOME=$work/home/.config FONTCONFIG_FILE=$work/home/fonts.conf FONTCONFIG_PATH=$work/home \
        PANGO_LANGUAGE=ja:ar PANGOCAIRO_BACKEND=fc && export HOME XDG_CONFIG_HOME FONTCONFIG_FILE FONTCONFIG_PATH PANGO_LANGUAGE \
        PANGOCAIRO_BACKEND && sums "$work/a")
}
expect "with other settings for fonts" same fonts
touched() { find "$work/a" -exec touch -d 2001-02-03 {} +; (sums "$work/a"); }
expect "with files of another age" same touched
finish
