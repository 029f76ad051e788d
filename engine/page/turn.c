#include "turn.h"

pb_rect pb_turn_rect(const pb_turn *turn, pb_rect r) {
  return turn->on ? (pb_rect){turn->right - r.y - r.h, turn->top + r.x, r.h, r.w} : r;
}

pb_rect pb_turn_rect_back(const pb_turn *turn, pb_rect r) {
  return turn->on ? (pb_rect){r.y - turn->top, turn->right - r.x - r.w, r.h, r.w} : r;
}
