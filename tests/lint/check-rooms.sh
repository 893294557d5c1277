# Who may include what: rooms by src/LAYERS, third-party headers in the one room that is theirs.
. "$(dirname "$0")/../suite.sh"
cd "$top" || exit 1
sources=$(find src -name '*.[ch]' | sort)

# Lists of files without spaces are split on purpose, here and below.
# shellcheck disable=SC2086
awk -f tests/lint/rooms.awk src/LAYERS $sources > "$work/bad"
verdict "rooms include only rooms above them" "$work/bad"

for room in src/*/; do basename "$room"; done | while read -r room; do
    grep -q "^$room\b" src/LAYERS || echo "src/$room is not in src/LAYERS"
done > "$work/bad"
verdict "every folder of src is a room" "$work/bad"

# Headers of libraries: name, and the rooms that may see them.
# shellcheck disable=SC2086
awk '
    BEGIN {
        rooms["yaml.h"] = "yaml"
        rooms["cmark.h"] = "markdown"
        rooms["lua.h"] = rooms["lauxlib.h"] = rooms["lualib.h"] = rooms["luaconf.h"] = "plugin"
        rooms["jansson.h"] = "engine cli"
        rooms["libical"] = "engine"
        rooms["nettle"] = "base paper"
        rooms["pango"] = rooms["glib.h"] = "type"
        rooms["hb.h"] = rooms["hb-ot.h"] = "type pdf"
        rooms["hb-subset.h"] = "pdf"
        rooms["ft2build.h"] = "raster"
        rooms["zlib.h"] = "pdf raster"
        rooms["png.h"] = "picture raster"
        rooms["jpeglib.h"] = "picture raster"
        rooms["qrencode.h"] = "picture"
    }
    FNR == 1 { split(FILENAME, part, "/") }
    match($0, /^[ \t]*#[ \t]*include[ \t]*<[^>]*>/) {
        header = $0
        sub(/^[^<]*</, "", header)
        sub(/>.*/, "", header)
        library = header
        sub(/\/.*/, "", library)
        if (library in rooms && index(" " rooms[library] " ", " " part[2] " ") == 0)
            print FILENAME ":" FNR ": <" header "> belongs to " rooms[library]
    }' $sources > "$work/bad"
verdict "libraries stay in their rooms" "$work/bad"

grep -nE '^ *# *include *"' src/cli/*.[ch] 2> /dev/null | grep -vE '"(baraza|cli)/' > "$work/bad"
verdict "cli uses only the public headers" "$work/bad"

# A file's own header, or its room's, comes first; so each header is seen to stand alone.
# shellcheck disable=SC2046
awk '
    FNR == 1 { split(FILENAME, part, "/"); seen = 0 }
    /^[ \t]*#[ \t]*include/ && !seen++ && $0 !~ "\"" part[2] "/" && part[2] != "cli" {
        print FILENAME ":" FNR ": the first include is not of its own room"
    }' $(find src -name '*.c' | sort) > "$work/bad"
verdict "every file includes its own header first" "$work/bad"
finish
