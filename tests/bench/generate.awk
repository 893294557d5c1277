# Makes a root with `n` sessions below `out`, the same one for the same `seed`: about 8 KB of Markdown
# and 1.5 KB of YAML a session, with containers, words, lists and a table, as real sessions have them.
# With list=1 it prints the folders that must be there first. For pages of paper: `parts` is how many
# activities a session has (6), and rich=1 takes words as texts do, few of them often and thousands
# of them seldom, so that a program that keeps what it has shaped is not flattered.
function random(most) {
    state = state * 16807 % 2147483647
    return state % most
}
function word() {
    if (!rich) return vocabulary[1 + random(n_vocabulary)]
    return vocabulary[int(exp(random(100000) / 100000 * log(n_vocabulary)))]
}
# Words of two to four syllables behind the common ones.
function grow(how_many,   i, k, w) {
    n_syllables = split("ba be bi bo ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to " \
        "wan wen win bra gra tra spel gram dor fin hal men nor per qui ver", syllables, " ")
    for (i = n_vocabulary + 1; i <= how_many; i++) {
        w = ""
        for (k = 2 + random(3); k > 0; k--) w = w syllables[1 + random(n_syllables)]
        vocabulary[i] = w
    }
    n_vocabulary = how_many
}
function sentence(   s, i, n_words) {
    s = word()
    s = toupper(substr(s, 1, 1)) substr(s, 2)
    n_words = 7 + random(9)
    for (i = 1; i < n_words; i++) {
        if (i == 4 && random(3) == 0) s = s " {{mother}}"
        else if (i == 6 && random(5) == 0) s = s " *" word() "*"
        else s = s " " word()
    }
    return s "."
}
function lines(how_many,   i) {
    for (i = 0; i < how_many; i++) print sentence() " " sentence() > file
}
function items(how_many,   i) {
    for (i = 0; i < how_many; i++) print "- " sentence() > file
}
function box(name, is_list) {
    print "\n::: " name > file
    if (is_list) items(3)
    else lines(2)
    print ":::" > file
}
function table(   i) {
    print "\n| Step | What you do | For example |\n|---|---|---|" > file
    for (i = 0; i < 5; i++) print "| **" word() "** | " sentence() " | " word() " " word() " |" > file
}
function session(i,   name, k) {
    name = sprintf("s%04d", i)
    file = out "/curricula/bench/sessions/" name ".yaml"
    print "title: " sentence() > file
    print "purpose: " sentence() > file
    print "minutes: " 15 * n_parts "\nobjectives:" > file
    print "  - id: first\n    kind: know\n    text: " sentence() > file
    print "  - id: second\n    kind: do\n    text: " sentence() > file
    print "key_messages:" > file
    for (k = 0; k < 2; k++) print "  - " sentence() > file
    print "prepare:\n  - before: 1 week\n    task: " sentence() > file
    print "activities:" > file
    for (k = 1; k <= n_parts; k++) {
        print "  - id: part-" k "\n    method: " methods[1 + (k - 1) % n_methods] "\n    minutes: 15\n    between: 10-20" > file
        if (k % 2) print "    objectives: [first]\n    materials:\n      - item: " word() " cards\n        per: three" > file
        else print "    may_change: with_approval\n    objectives: [second]\n    lead: co-facilitator" > file
    }
    close(file)
    file = out "/curricula/bench/sessions/" name ".md"
    lines(2)
    for (k = 1; k <= n_parts; k++) {
        print "\n## Part " k ", " word() " {#part-" k "}\n" > file
        lines(2)
        box("say", 0)
        box("ask", 1)
        box("listen", 0)
        if (k % 3 == 1) box("read", 0)
        if (k % 6 == 4) table()
    }
    close(file)
}
BEGIN {
    if (list) {
        print out "/curricula/bench/sessions\n" out "/curricula/contexts/places\n" out "/curricula/contexts/groups"
        print out "/curricula/contexts/adaptations/plain"
        exit
    }
    state = seed
    n_vocabulary = split("caregiver child week evening home slowly breath listen together circle story water " \
        "small kind clear limit praise look hold hand quiet voice feel body anger sleep play sing draw clap " \
        "market field school friend sister uncle neighbour garden rain morning meal fire door window road walk " \
        "help ask tell show try wait count smile rest share learn speak remember notice begin end every other " \
        "before after near with without under between around because while again always sometimes never often " \
        "warm heavy light calm busy tired happy worried proud brave gentle patient honest simple good", vocabulary, " ")
    n_methods = split("circle story discussion demonstration role_play reflection", methods, " ")
    n_parts = parts ? parts : n_methods
    if (rich) grow(5000)
    file = out "/baraza.yaml"
    print "title: Bench" > file
    file = out "/curricula/bench/curriculum.yaml"
    print "title: Bench\nversion: \"1\"\nlanguage: en\naudience: Caregivers\nlicence: CC0-1.0\ncredit: made up" > file
    print "words:\n  mother:\n    is: person\n    sex: female\n    text: {en: Amina}\nsessions:" > file
    for (i = 1; i <= n; i++) printf "  - s%04d\n", i > file
    file = out "/curricula/contexts/places/here.yaml"
    print "title: Here\ncountry: KE\nfocal_point:\n  role: officer\n  phone: \"+44 20 7946 0001\"" > file
    print "referrals:\n  clinic:\n    service: health\n    name: Clinic\n    phone: \"+44 20 7946 0002\"" > file
    print "    verified: 2026-08-01\n    by: officer\n    expires: 2099-01-01" > file
    file = out "/curricula/contexts/adaptations/plain/adaptation.yaml"
    print "title: Plain\nfor: {curriculum: bench, version: \"1\"}\nplugins:\n  - use: guide" > file
    file = out "/curricula/contexts/groups/us.yaml"
    print "title: Us\ncurriculum: bench\nplace: here\nadaptations: [plain]\npeople: 12\nmeetings:" > file
    print "  start: 2026-09-08\n  every: 1 week\n  at: \"08:00\"\n  minutes: " 15 * n_parts > file
    for (i = 1; i <= n; i++) session(i)
}
