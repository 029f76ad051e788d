/* A chain that is set, on its pages: heads, text, jump lines, pictures, rules between legs. */
#ifndef PB_BODY_H
#define PB_BODY_H

#include "chain.h"

void pb_body_draw(pb_chain_set *chain);

#endif
