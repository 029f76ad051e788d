/* A picture as an image XObject for the press: passed on byte for byte where it may be, else turned to grey or ink. */
#ifndef PB_IMAGE_H
#define PB_IMAGE_H

#include "picture.h"
#include "profile.h"
#include "update.h"

typedef struct libdeflate_compressor pb_deflater;

typedef struct {
  pb_diags *diags;
  pb_update *update;
  pb_deflater *deflater;
  const pb_profile *profile;
} pb_image_job;

/* Writes the picture, in colour or in grey, and gives its object number. A picture that cannot be decoded is an error and
 * gives 0; where the profile has placeholders, a grey area with the error said as a warning. */
unsigned pb_image_write(const pb_image_job *job, const pb_picture *picture, bool colour);

#endif
