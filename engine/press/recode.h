/* Samples of the press written as JPEG again: for pictures that came as JPEG but need other inks. Lossless storage would make
 * an edition of photographs ten times larger and show nothing more. */
#ifndef PB_RECODE_H
#define PB_RECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows go in from the top; `channels` is 1 (grey) or 4 (ink: 255 is full, no Adobe inversion). */
typedef struct pb_recode pb_recode;
pb_recode *pb_recode_new(uint32_t width, uint32_t height, unsigned channels);
void pb_recode_row(pb_recode *recode, const uint8_t *row);

/* The JPEG, to be freed with free(); NULL where rows are missing. Ends the recoder. */
unsigned char *pb_recode_end(pb_recode *recode, bool whole, size_t *size);

/* How far a sample may come out over what went in, in percent of one ink: the ink limit is lowered by it. */
enum { PB_RECODE_OVERSHOOT = 3 };

#endif
