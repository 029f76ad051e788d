/* What each stage made, one line an item, integers only: for people who look into a page, and the golden files of tests. */
#ifndef PB_DUMP_H
#define PB_DUMP_H

#include <stdio.h>

#include "edition.h"

void pb_dump_issue(const pb_plan *plan, FILE *out);
void pb_dump_plan(const pb_plan *plan, FILE *out);
void pb_dump_story(const pb_story *story, const pb_fonts *fonts, FILE *out);
void pb_dump_pages(const pb_edition *edition, const pb_fonts *fonts, FILE *out);

#endif
