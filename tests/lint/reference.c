/* Prints docs/format.md, the reference of the format: in come the rows of model/fields, model/enums
 * and doc/acts, out goes Markdown on stdout. Nothing is said here about a single field, so that the
 * reference cannot differ from what the program reads. */
#include "model/fields.h"
#include <stdio.h>
#include <string.h>

static const char *const opening =
    "# Format reference\n"
    "\n"
    "<!-- Made by `make docs` from src/model/fields.def, src/model/enums.def and src/doc/acts.def. "
    "-->\n"
    "\n"
    "A curriculum is a folder of text files. YAML holds what a program computes with and short "
    "labels;\n"
    "Markdown holds what a person reads aloud or works through. This page lists every key.\n"
    "\n"
    "Editors with a YAML language server (VS Code, Neovim, Emacs and others) check keys and "
    "values\n"
    "while you write, when they know which of the JSON Schemas in [schema/](schema/) a file "
    "follows.\n"
    "A comment at its head says so: `# yaml-language-server: $schema=` and the path of\n"
    "`schema/session.json`, say.\n"
    "\n"
    "## Files\n"
    "\n"
    "| file | what it is |\n"
    "|---|---|\n"
    "| `baraza.yaml` | the root: a [project](#project). Nothing outside its folder is read |\n"
    "| `curricula/ID/curriculum.yaml` | a [curriculum](#curriculum) |\n"
    "| `curricula/ID/sessions/ID.yaml` and `.md` | a [session](#session): its parts, and their "
    "text |\n"
    "| `curricula/ID/handouts/ID.yaml` and `.md` | a [handout](#handout) |\n"
    "| `curricula/ID/forms/ID.yaml` | a [form](#form) |\n"
    "| `curricula/ID/images/` | pictures |\n"
    "| `curricula/library/ID.yaml` and `.md` | an [activity](#activity) that many sessions use |\n"
    "| `curricula/library/sessions/ID.yaml` and `.md` | a whole [session](#session) that many "
    "curricula share |\n"
    "| `curricula/library/handouts/ID.yaml` and `.md` | a [handout](#handout) that comes with the "
    "sessions that name it |\n"
    "| `curricula/library/images/` | their pictures |\n"
    "| `curricula/contexts/places/ID.yaml` | a [place](#place) |\n"
    "| `curricula/contexts/adaptations/ID/adaptation.yaml` | an [adaptation](#adaptation) |\n"
    "| `curricula/contexts/groups/ID.yaml` | a [group](#group) |\n"
    "| `curricula/holidays/ID.yaml` | a list of [holidays](#holidays) that places name |\n"
    "| `plugins/ID/plugin.yaml` and `init.lua` | a [plugin](#plugin) |\n"
    "\n"
    "The id of a thing is the name of its file or folder: small letters, digits and `-`, first a "
    "letter.\n"
    "\n"
    "## Values\n"
    "\n"
    "What a value means is said by its key, never guessed: `no`, `09:00` and `1e3` are what the "
    "key\n"
    "takes, or an error. Quoting never changes the meaning. Aliases, anchors, tags, merge keys, "
    "directives\n"
    "and second documents are refused, and an empty value is an error.\n"
    "\n"
    "| type | what it takes |\n"
    "|---|---|\n";

static const struct {
    bz_type type;
    const char *what;
} types[] = {
    {BZ_T_ID, "`[a-z][a-z0-9-]*`, at most 64 characters"},
    {BZ_T_PLAIN, "text on one line, as it stands"},
    {BZ_T_LINE, "text on one line, with inline Markdown and words (`{{mother}}`)"},
    {BZ_T_INTEGER, "digits, without sign or leading zero"},
    {BZ_T_MINUTES, "a whole number of minutes"},
    {BZ_T_RANGE, "`10-20`, without spaces"},
    {BZ_T_DATE, "`2026-09-08`, a day that exists"},
    {BZ_T_TIME, "`\"09:00\"`"},
    {BZ_T_DURATION, "`1 week`, `2 days`, `1 hour`, `15 min before`"},
    {BZ_T_BOOL, "`true` or `false`"},
    {BZ_T_ENUM, "a word of a [list](#lists-of-values)"},
    {BZ_T_REF, "the id or address of something else: `praise`, `library/stretch`, "
               "`library/session/calm`, `handout/cards`"},
    {BZ_T_LANGUAGE, "a language tag: `en`, `sw`, `prs`"},
    {BZ_T_WHEN,
     "conditions on facts, all of which must hold: `literacy=none_read|mixed delivery!=phone`"},
    {BZ_T_PATH, "a file, relative to the one that names it, inside the root"},
    {BZ_T_RECORD, "keys of its own, listed below"},
};

/* In a cell of a table `|` must be escaped, also within backquotes. */
static void put_cell(const char *text)
{
    for (; *text; text++) {
        if (*text == '|') putchar('\\');
        putchar(*text);
    }
}

static void put_types(void)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        printf("| %s | ", bz_type_name(types[i].type));
        put_cell(types[i].what);
        puts(" |");
    }
}

static const char *record_name(int kind)
{
    return bz_record_row_at((bz_record_kind)kind)->name;
}

/* "[locked plugin](#locked-plugin)" */
static void put_link(int kind)
{
    const char *name = record_name(kind);
    printf("[%s](#", name);
    for (; *name; name++)
        putchar(*name == ' ' ? '-' : *name);
    putchar(')');
}

static const char *const enum_names[] = {
    "",
#define BZ_ENUM(name, ...) #name,
#include "model/enums.def"
#undef BZ_ENUM
};

/* The name of a list as it is printed: BZ_E_MAY_CHANGE is "may_change". */
static void put_enum_name(int e)
{
    for (const char *c = enum_names[e]; *c; c++)
        putchar(*c >= 'A' && *c <= 'Z' ? *c + 'a' - 'A' : *c);
}

/* The type of one value, with a link to where it is described. */
static void put_single(const bz_field *f)
{
    if (f->flags & BZ_FILES) printf("id of a ");
    if (f->type == BZ_T_REF) printf("reference: ");
    if (f->type == BZ_T_RECORD || f->type == BZ_T_REF) {
        put_link(f->of);
        if (!f->shared) return;
        printf(" or ");
        put_link(f->shared);
    } else if (f->type == BZ_T_ENUM) {
        printf("[");
        put_enum_name(f->of);
        printf("](#lists-of-values)");
    } else printf("%s", bz_type_name(f->type));
}

static void put_type(const bz_field *f)
{
    static const char *const before[] = {"",
                                         "list of: ", "mapping of: ", "mapping of mappings of: "};
    printf("%s", before[f->shape]);
    put_single(f);
    if (f->min == 0 && f->max == 0) return;
    printf(", %d to %d", f->min, f->max);
    if (f->unit) printf(" %s", f->unit);
}

static void put_meaning(const bz_field *f)
{
    static const char *const joins[] = {NULL, "joins the layer below key by key",
                                        "is added to the layer below",
                                        "is never taken from the layer below"};
    put_cell(f->doc);
    if (f->flags & BZ_REQUIRED) printf(" **Required.**");
    if (f->otherwise) printf(" Otherwise `%s`.", f->otherwise);
    if (f->flags & BZ_INHERITED) printf(" Otherwise that of what it is part of.");
    if (joins[f->merge]) printf(" It %s.", joins[f->merge]);
}

static bool is_written(const bz_field *f)
{
    return !(f->flags & BZ_COMPUTED);
}

static void put_record(const bz_record_row *row)
{
    int written = 0;
    for (int i = 0; i < row->n; i++)
        written += is_written(&row->fields[i]);
    if (written == 0) return;
    printf("\n### %s\n\n%s\n\n| key | type | meaning | example |\n|---|---|---|---|\n", row->name,
           row->doc);
    for (int i = 0; i < row->n; i++) {
        const bz_field *f = &row->fields[i];
        if (!is_written(f)) continue;
        if (f->flags & BZ_OPEN) printf("| *any other key* | ");
        else printf("| `%s` | ", f->key);
        put_type(f);
        printf(" | ");
        put_meaning(f);
        printf(" | ");
        if (f->example) {
            putchar('`');
            put_cell(f->example);
            putchar('`');
        }
        puts(" |");
    }
}

static void put_enums(void)
{
    puts("\n## Lists of values\n\n| list | values |\n|---|---|");
    for (int e = BZ_NO_ENUM + 1; e < BZ_ENUM_COUNT; e++) {
        printf("| ");
        put_enum_name(e);
        printf(" |");
        size_t n;
        const bz_str *values = bz_enum_values((bz_enum)e, &n);
        for (size_t i = 0; i < n; i++)
            printf("%s `%.*s`", i ? "," : "", BZ_FMT(values[i]));
        puts(" |");
    }
}

static const char *const markdown =
    "\n## Markdown\n"
    "\n"
    "It is CommonMark, to which these are added. In a session's `.md`, text before the first `##` "
    "is\n"
    "background for the facilitator; then there is one `## Title {#id}` for each activity, in the "
    "order of\n"
    "the YAML.\n"
    "\n"
    "- `::: say` opens a container and `:::` closes it, each on a line of its own. A title may "
    "stand behind\n"
    "  the name in quotes (`::: key \"Remember\"`), and an id in braces (`::: cards "
    "{#situations}`).\n"
    "- Any block gets an id by `{#id}`, so that an adaptation can name it: "
    "`calm/practice/situations`.\n"
    "- `::: when literacy=none_read` prints its content only where the facts say so.\n"
    "- `{{mother}}` is a word of the curriculum, `{{mother.possessive}}` a form of it; `\\{{` is "
    "text.\n"
    "- Tables have `|` between cells and a line of dashes below the heads.\n"
    "- `<!-- … -->` is the author's note and is not printed. Other HTML is an error.\n"
    "\n"
    "| container | what it is for | its label |\n"
    "|---|---|---|";

int main(void)
{
    fputs(opening, stdout);
    put_types();
    puts("\n## Records");
    for (int k = BZ_NO_RECORD + 1; k < BZ_RECORD_KIND_COUNT; k++)
        put_record(bz_record_row_at((bz_record_kind)k));
    put_enums();
    puts(markdown);
#define BZ_ACT(NAME, name, label, icon, what) printf("| `%s` | %s | %s |\n", name, what, label);
#include "doc/acts.def"
#undef BZ_ACT
    return 0;
}
