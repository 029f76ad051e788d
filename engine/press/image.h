/* A picture as an XObject for the press: passed on byte for byte where it may be, else turned to grey or ink; a page of a PDF as a
 * form. */
#ifndef PB_IMAGE_H
#define PB_IMAGE_H

#include "edition.h"
#include "placed.h"
#include "separate.h"
#include "units.h"
#include "update.h"

typedef struct {
  pb_diags *diags;
  pb_update *update;
  pb_deflater *deflater;
  const pb_profile *profile;
  pb_separator *separator;
  pb_placing *placing;
  const char *cache; /* the folder that outlives a run; NULL = none */
  pb_len widest;     /* the width at which the picture is placed, cut off parts among it; the widest of several places */
} pb_image_job;

/* Writes the picture, made smaller where it has over 1½ times the samples that its place can show, in colour or in grey, as object
 * `id`. A picture that cannot be decoded is an error, or where the profile has placeholders a warning; a grey area then stands in
 * for it. False if it is broken. */
bool pb_image_write(const pb_image_job *job, const pb_picture *picture, bool colour, unsigned id);

/* Decodes the picture and throws it away. False after the diagnostic that writing it would give. */
bool pb_image_check(pb_diags *diags, const pb_picture *picture);

/* Tells of every picture that is placed with fewer samples an inch than the press asks for, at each such place. */
void pb_image_check_places(pb_arena *scratch, pb_diags *diags, const pb_edition *edition, const pb_profile *profile);

/* By picture: the width at which it is placed on pages [first, end), cut off parts among it; the widest of several places. */
pb_len *pb_image_widest(pb_arena *arena, const pb_edition *edition, size_t first, size_t end);

#endif
