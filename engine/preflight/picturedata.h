/* The dictionaries of pictures. */
#ifndef PB_PICTUREDATA_H
#define PB_PICTUREDATA_H

#include "resources.h"

const pb_picture_data *pb_picture_data_read(pb_names *frame, qpdf_oh stream);

#endif
