/* What moved between two plans: a line a meeting. In: an earlier plan, and the records of this one.
 * Out: text. Parts are known by their address, meetings by their number, as people count them;
 * rituals and breaks are in every meeting and are not told. */
#include "engine/engine_priv.h"

typedef struct teller {
    bz_engine *e;
    const bz_was *was;
    bz_buf *out;
    bz_buf address;
    bool is_circle;
    bool has_line;  /* of the meeting at hand */
    bool has_moved; /* any */
    size_t number;
} teller;

static void add_piece(teller *t)
{
    if (t->has_line) bz_buf_put(t->out, "; ");
    else bz_buf_fmt(t->out, "%3zu  ", t->number + 1);
    t->has_line = t->has_moved = true;
}

static void put_moment(bz_buf *out, bz_date date, int32_t at)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    bz_civil c = bz_date_civil(date);
    bz_buf_fmt(out, "%s %04d-%02d-%02d %02d:%02d", days[bz_date_weekday(date)], c.year, c.month,
               c.day, at / 60, at % 60);
}

/* The address of a part that is told, or none. */
static bz_str told(teller *t, bz_rec part)
{
    const bz_model *m = t->e->model;
    bz_rec a = bz_model_ref(m, part, BZ_PART_ACTIVITY);
    bz_buf_clear(&t->address);
    if (!a || bz_model_int(m, a, BZ_ACTIVITY_RITUAL)) return BZ_STR("");
    bz_model_address(m, (bz_target){a, 0}, &t->address);
    return bz_buf_view(&t->address);
}

static bz_rec meeting_at(const bz_model *m, size_t number)
{
    bz_rec k = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS);
    while (k && number--)
        k = bz_model_next(m, k);
    return k;
}

static bz_rec part_in(teller *t, bz_rec meeting, bz_str address)
{
    const bz_model *m = t->e->model;
    bz_rec p = meeting ? bz_model_first(m, meeting, BZ_MEETING_PARTS) : 0;
    while (p && !bz_str_eq(told(t, p), address))
        p = bz_model_next(m, p);
    return p;
}

static const bz_was_part *was_in(const bz_was_meeting *was, bz_str address)
{
    for (size_t i = 0; was && i < was->n; i++)
        if (bz_str_eq(was->parts[i].address, address)) return &was->parts[i];
    return NULL;
}

static bool is_ritual(const teller *t, bz_str address)
{
    bz_target found = bz_model_find(t->e->model, address, NULL);
    return found.rec && bz_model_kind(t->e->model, found.rec) == BZ_R_ACTIVITY &&
           bz_model_int(t->e->model, found.rec, BZ_ACTIVITY_RITUAL);
}

static bz_str short_name(bz_str address)
{
    return bz_str_starts(address, "session/") ? bz_str_cut(address, 8, address.n) : address;
}

/* --- one meeting */

static void tell_day(teller *t, const bz_was_meeting *was, bz_rec now)
{
    const bz_model *m = t->e->model;
    bz_date date = now ? bz_model_int(m, now, BZ_MEETING_DATE) : 0;
    int32_t at = now ? bz_model_int(m, now, BZ_MEETING_STARTS) : 0;
    if (was && now && was->date == date && was->at == at) return;
    add_piece(t);
    if (was) put_moment(t->out, was->date, was->at);
    if (!now) bz_buf_put(t->out, " is not held");
    else if (was) bz_buf_put(t->out, " -> ");
    if (now) put_moment(t->out, date, at);
    if (!was) bz_buf_put(t->out, " is new");
}

static void tell_part(teller *t, const bz_was_part *p, bz_rec now)
{
    const bz_model *m = t->e->model;
    bz_str name = short_name(p->address);
    if (p->is_break || is_ritual(t, p->address)) return;
    bz_rec part = part_in(t, now, p->address);
    int32_t minutes = part ? bz_model_int(m, part, BZ_PART_MINUTES) : 0;
    if (minutes == p->minutes) return;
    add_piece(t);
    bz_buf_str(t->out, name);
    if (part) {
        bz_buf_fmt(t->out, " %d -> %d min", p->minutes, minutes);
        return;
    }
    size_t n = 0;
    for (bz_rec k = meeting_at(m, 0); k && !t->is_circle; k = bz_model_next(m, k), n++)
        if (part_in(t, k, p->address)) {
            bz_buf_fmt(t->out, " goes to meeting %zu", n + 1);
            return;
        }
    bz_buf_put(t->out, t->is_circle ? " goes" : " is left out");
}

static bool was_anywhere(const teller *t, bz_str address)
{
    for (size_t i = 0; i < t->was->n; i++)
        if (was_in(&t->was->meetings[i], address)) return true;
    return false;
}

/* What comes from another meeting is told there. */
static void tell_new(teller *t, const bz_was_meeting *was, bz_rec now)
{
    const bz_model *m = t->e->model;
    for (bz_rec p = now ? bz_model_first(m, now, BZ_MEETING_PARTS) : 0; p;
         p = bz_model_next(m, p)) {
        bz_str address = told(t, p);
        if (!address.n || was_in(was, address)) continue;
        if (!t->is_circle && was_anywhere(t, address)) continue;
        add_piece(t);
        bz_buf_str(t->out, short_name(address));
        bz_buf_put(t->out, " is held");
    }
}

static void tell_topic(teller *t, const bz_was_meeting *was, bz_rec now)
{
    const bz_model *m = t->e->model;
    if (!was || !now || !was->is_open || !bz_model_bool(m, now, BZ_MEETING_OPEN)) return;
    bz_str topic = bz_model_text(m, now, BZ_MEETING_TOPIC), none = BZ_STR("no topic");
    if (bz_str_eq(was->topic, topic)) return;
    add_piece(t);
    bz_buf_str(t->out, was->topic.n ? was->topic : none);
    bz_buf_put(t->out, " -> ");
    bz_buf_str(t->out, topic.n ? topic : none);
}

static void tell_meeting(teller *t, const bz_was_meeting *was, bz_rec now)
{
    t->has_line = false;
    tell_day(t, was, now);
    tell_topic(t, was, now);
    for (size_t i = 0; was && i < was->n; i++)
        tell_part(t, &was->parts[i], now);
    tell_new(t, was, now);
    if (t->has_line) bz_buf_char(t->out, '\n');
}

void bz_engine__tell_moved(bz_engine *e, const bz_was *was, bz_buf *out)
{
    const bz_model *m = e->model;
    teller t = {.e = e, .was = was, .out = out};
    t.is_circle = bz_model_int(m, m->curriculum, BZ_CURRICULUM_RUNS) ==
                  bz_enum_find(BZ_E_RUNS, BZ_STR("by_choice"));
    bz_rec now = meeting_at(m, 0);
    for (; t.number < was->n || now; t.number++) {
        tell_meeting(&t, t.number < was->n ? &was->meetings[t.number] : NULL, now);
        if (now) now = bz_model_next(m, now);
    }
    if (!t.has_moved) bz_buf_put(out, "nothing has moved\n");
    bz_buf_deinit(&t.address);
}
