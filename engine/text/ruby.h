/* Annotations: pinyin and glosses over their base, bopomofo at the right of each character. Internal to text/. CLREQ 3.3. */
#ifndef PB_RUBY_H
#define PB_RUBY_H

#include "maker.h"

/* Shapes the annotations of the text just added, whose clusters begin at `first`, and makes room for them. */
void pb_maker_ruby(pb_maker *maker, const pb_normal *normal, size_t first);

#endif
