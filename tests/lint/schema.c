/* Prints JSON Schemas (draft 7) for editors, one a kind of file: `schema` lists their names,
 * `schema NAME` prints one. In come the rows of model/fields, out goes JSON; records that are part
 * of others stand under `definitions`. What a schema cannot say (minutes that add up, ids that
 * exist) is left to `baraza check`. */
#include "model/fields.h"
#include <stdio.h>
#include <string.h>

typedef struct file_kind {
    const char *name;
    bz_record_kind record;
    const char *file;
} file_kind;

static const file_kind files[] = {
    {"project", BZ_R_PROJECT, "baraza.yaml"},
    {"curriculum", BZ_R_CURRICULUM, "curricula/ID/curriculum.yaml"},
    {"session", BZ_R_SESSION, "curricula/ID/sessions/ID.yaml"},
    {"handout", BZ_R_HANDOUT, "curricula/ID/handouts/ID.yaml"},
    {"form", BZ_R_FORM, "curricula/ID/forms/ID.yaml"},
    {"library", BZ_R_ACTIVITY, "curricula/library/ID.yaml"},
    {"place", BZ_R_PLACE, "curricula/contexts/places/ID.yaml"},
    {"adaptation", BZ_R_ADAPTATION, "curricula/contexts/adaptations/ID/adaptation.yaml"},
    {"group", BZ_R_GROUP, "curricula/contexts/groups/ID.yaml"},
    {"holidays", BZ_R_HOLIDAYS, "curricula/holidays/ID.yaml"},
    {"plugin", BZ_R_PLUGIN, "plugins/ID/plugin.yaml"},
};

static void put_string(const char *s)
{
    putchar('"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\') putchar('\\');
        putchar(*s);
    }
    putchar('"');
}

/* Text of YAML that an editor takes for a number or a truth is text all the same. */
static const char scalar[] = "\"type\": [\"string\", \"number\", \"boolean\"]";

static void put_enum(int e)
{
    size_t n;
    const bz_str *values = bz_enum_values((bz_enum)e, &n);
    printf("\"enum\": [");
    for (size_t i = 0; i < n; i++)
        printf("%s\"%.*s\"", i ? ", " : "", BZ_FMT(values[i]));
    printf("]");
}

/* A definition by the name of its record; in an address there is no space. */
static void put_definition(const char *before, int kind, const char *after)
{
    const char *name = bz_record_row_at((bz_record_kind)kind)->name;
    for (fputs(before, stdout); *name; name++)
        putchar(*name == ' ' ? '_' : *name);
    fputs(after, stdout);
}

#define ID "[a-z][a-z0-9-]*$\""
static const char definitions[] = "\"$ref\": \"#/definitions/";

/* What one value of the field may be, without braces. */
static void put_value(const bz_field *f)
{
    if (f->shared) {
        printf("\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^" ID ", \"maxLength\": 64}, {");
        put_definition(definitions, f->shared, "\"}]");
    } else if (f->type == BZ_T_ID || (f->flags & BZ_FILES))
        printf("\"type\": \"string\", \"pattern\": \"^" ID ", \"maxLength\": 64");
    else if (f->flags & BZ_IN_LIBRARY)
        printf("\"type\": \"string\", \"pattern\": \"^library/session/" ID);
    else switch (f->type) {
        case BZ_T_INTEGER:
        case BZ_T_MINUTES:
            printf("\"type\": \"integer\", \"minimum\": %d", f->min);
            if (f->max) printf(", \"maximum\": %d", f->max);
            break;
        case BZ_T_RANGE: printf("\"type\": \"string\", \"pattern\": \"^[0-9]+-[0-9]+$\""); break;
        case BZ_T_DATE:
            printf("\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"");
            break;
        case BZ_T_TIME: printf("\"type\": \"string\", \"pattern\": \"^[0-9]{2}:[0-9]{2}$\""); break;
        case BZ_T_DURATION:
            printf("\"type\": \"string\", \"pattern\": \"^[0-9]+ [a-z]+( before)?$\"");
            break;
        case BZ_T_BOOL: printf("\"type\": \"boolean\""); break;
        case BZ_T_ENUM: put_enum(f->of); break;
        case BZ_T_LANGUAGE:
            printf("\"type\": \"string\", \"pattern\": \"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$\"");
            break;
        case BZ_T_RECORD: put_definition(definitions, f->of, "\""); break;
        case BZ_T_ID:
        case BZ_T_PLAIN:
        case BZ_T_LINE: fputs(scalar, stdout); break;
        case BZ_T_REF:
        case BZ_T_WHEN:
        case BZ_T_PATH: printf("\"type\": \"string\""); break;
        }
}

static void put_shaped(const bz_field *f)
{
    static const char *const before[] = {"", "\"type\": \"array\", \"items\": {",
                                         "\"type\": \"object\", \"additionalProperties\": {",
                                         "\"type\": \"object\", \"additionalProperties\": "
                                         "{\"type\": \"object\", \"additionalProperties\": {"};
    static const char *const after[] = {"", "}", "}", "}}"};
    if (f->flags & BZ_ALONE) {
        printf("\"anyOf\": [{");
        put_value(f);
        printf("}, {");
    }
    printf("%s", before[f->shape]);
    put_value(f);
    printf("%s", after[f->shape]);
    if (f->flags & BZ_ALONE) printf("}]");
}

/* Of an activity in the library, `use` and `id` are said where it is used. */
static bool is_written(const bz_field *f, bool in_library)
{
    if (f->flags & (BZ_COMPUTED | BZ_OPEN)) return false;
    return !(in_library && (strcmp(f->key, "id") == 0 || strcmp(f->key, "use") == 0));
}

static void put_description(const bz_field *f)
{
    char text[512];
    snprintf(text, sizeof text, "%s%s%s%s", f->doc, f->otherwise ? " Otherwise `" : "",
             f->otherwise ? f->otherwise : "", f->otherwise ? "`." : "");
    printf("\"description\": ");
    put_string(text);
}

static void put_properties(const bz_record_row *row, bool in_library, const char *indent)
{
    bool is_open = false;
    const char *comma = "";
    printf("%s\"type\": \"object\",\n%s\"properties\": {", indent, indent);
    for (int i = 0; i < row->n; i++) {
        const bz_field *f = &row->fields[i];
        is_open = is_open || (f->flags & BZ_OPEN);
        if (!is_written(f, in_library)) continue;
        printf("%s\n%s  \"%s\": {", comma, indent, f->key);
        put_description(f);
        /* Beside a $ref nothing else counts, so what is said of the field wraps it. */
        bool is_ref = f->shape == BZ_ONE && f->type == BZ_T_RECORD && !(f->flags & BZ_FILES);
        printf(is_ref ? ", \"allOf\": [{" : ", ");
        put_shaped(f);
        printf(is_ref ? "}]}" : "}");
        comma = ",";
    }
    printf("\n%s},\n%s\"required\": [", indent, indent);
    comma = "";
    for (int i = 0; i < row->n; i++) {
        const bz_field *f = &row->fields[i];
        if (!is_written(f, in_library) || !(f->flags & BZ_REQUIRED)) continue;
        printf("%s\"%s\"", comma, f->key);
        comma = ", ";
    }
    printf("],\n%s\"additionalProperties\": ", indent);
    if (is_open) printf("{%s}", scalar);
    else printf("false");
}

/* Marks the records that are part of this one, however deep. */
static void mark_parts(bz_record_kind kind, bool *is_part)
{
    const bz_record_row *row = bz_record_row_at(kind);
    for (int i = 0; i < row->n; i++) {
        const bz_field *f = &row->fields[i];
        int of = f->flags & BZ_FILES ? f->shared : f->of;
        if (f->type != BZ_T_RECORD || f->flags & BZ_COMPUTED || !of || is_part[of]) continue;
        is_part[of] = true;
        mark_parts((bz_record_kind)of, is_part);
    }
}

static void put_schema(const file_kind *file)
{
    const bz_record_row *row = bz_record_row_at(file->record);
    bool is_part[BZ_RECORD_KIND_COUNT] = {false};
    printf("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": ");
    put_string(file->file);
    printf(",\n  \"description\": ");
    put_string(row->doc);
    puts(",");
    put_properties(row, file->record == BZ_R_ACTIVITY, "  ");
    mark_parts(file->record, is_part);
    const char *comma = "";
    printf(",\n  \"definitions\": {");
    for (int k = BZ_NO_RECORD + 1; k < BZ_RECORD_KIND_COUNT; k++) {
        if (!is_part[k]) continue;
        row = bz_record_row_at((bz_record_kind)k);
        printf("%s\n    ", comma);
        put_definition("\"", k, "\": {\n      \"description\": ");
        put_string(row->doc);
        puts(",");
        put_properties(row, false, "      ");
        printf("\n    }");
        comma = ",";
    }
    puts("\n  }\n}");
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (argc < 2) puts(files[i].name);
        else if (strcmp(argv[1], files[i].name) == 0) {
            put_schema(&files[i]);
            return 0;
        }
    }
    return argc < 2 ? 0 : 2;
}
