/* Folders that output goes to. */
#ifndef PB_FOLDERS_H
#define PB_FOLDERS_H

#include <stdbool.h>

/* mkdir -p. How many were not there before is added to `made`. False: errno tells. */
bool pb_folders_make(const char *path, unsigned *made);
/* Removes the last `n` folders of the path as far as they are empty. Keeps errno. */
void pb_folders_drop(const char *path, unsigned n);
/* True if the folder is there or may be made, and files in it. Nothing is tried. False: errno tells. */
bool pb_folders_may(const char *path);

#endif
