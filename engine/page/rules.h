/* Rules that belong to the copy: of tables, and around an editor's note. */
#ifndef PB_RULES_H
#define PB_RULES_H

#include "chain.h"
#include "emit.h"

/* Draws what a set line begins: called for each of a part's lines in turn, with the pen that draws them. */
void pb_rules_draw(const pb_chain_set *chain, pb_pen pen, size_t line);

#endif
