#include "memo.h"

typedef struct entry entry;
struct entry {
  entry *next;
  uint32_t first, end;
  pb_len indent;
  const pb_len *measures;
  size_t nmeasures; /* those the search read */
  const pb_ways *ways;
};

typedef struct placed placed;
struct placed {
  placed *next;
  const pb_table *table;
  pb_len measure;
  pb_column_place *places;
};

struct pb_break_memo {
  pb_arena *arena, *scratch;
  placed *tables;
  entry **by_first; /* hashed by the first cluster */
  size_t size;
};

pb_break_memo *pb_break_memo_new(pb_arena *arena, pb_arena *scratch, const pb_story *story) {
  pb_break_memo *memo = PB_NEW(arena, pb_break_memo);
  memo->arena = arena;
  memo->scratch = scratch;
  memo->size = story->nblocks * 2 + 1;
  memo->by_first = PB_NEW_N(arena, entry *, memo->size);
  return memo;
}

pb_arena *pb_break_memo_arena(const pb_break_memo *memo) { return memo->arena; }
pb_arena *pb_break_memo_scratch(const pb_break_memo *memo) { return memo->scratch; }

static pb_len measure_of(const pb_break_job *job, size_t line) {
  return job->measures[line < job->nmeasures ? line : job->nmeasures - 1];
}

static bool serves(const entry *e, const pb_break_job *job) {
  if (e->first != job->first || e->end != job->end || e->indent != job->indent) return false;
  for (size_t i = 0; i < e->nmeasures; i++)
    if (e->measures[i] != measure_of(job, i)) return false;
  return true;
}

const pb_ways *pb_break_memo_find(const pb_break_memo *memo, const pb_break_job *job) {
  for (const entry *e = memo->by_first[job->first % memo->size]; e; e = e->next)
    if (serves(e, job)) return e->ways;
  return NULL;
}

void pb_break_memo_keep(pb_break_memo *memo, const pb_break_job *job, size_t looked_at, const pb_ways *ways) {
  entry *e = PB_NEW(memo->arena, entry), **list = &memo->by_first[job->first % memo->size];
  pb_len *measures = PB_NEW_N(memo->arena, pb_len, looked_at);
  for (size_t i = 0; i < looked_at; i++) measures[i] = measure_of(job, i);
  *e = (entry){.next = *list,
               .first = job->first,
               .end = job->end,
               .indent = job->indent,
               .measures = measures,
               .nmeasures = looked_at,
               .ways = ways};
  *list = e;
}

const pb_column_place *pb_break_memo_columns(pb_break_memo *memo, const pb_story *story, const pb_table *table, pb_len measure) {
  for (const placed *p = memo->tables; p; p = p->next)
    if (p->table == table && p->measure == measure) return p->places;
  placed *p = PB_NEW(memo->arena, placed);
  *p = (placed){.next = memo->tables, .table = table, .measure = measure};
  p->places = PB_NEW_N(memo->arena, pb_column_place, table->ncolumns);
  pb_table_place(memo->arena, story, table, measure, p->places);
  memo->tables = p;
  return p->places;
}
