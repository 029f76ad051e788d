#include "layers.h"

enum { LAYERS_MAX = 10000, DEPTH_MAX = 16, TERMS_MAX = 1000 };

/* An entry of layers.off is the library itself where the layer is off. */
static void turn(pb_library *l, qpdf_oh array, bool off) {
  int n = pb_pdf_count(l->pdf, array);
  for (int i = 0; i < n; i++) {
    uint64_t id = pb_pdf_id(l->pdf, qpdf_oh_get_array_item(l->pdf->qpdf, array, i));
    if (id) pb_idmap_put(l->arena, &l->layers.off, id, off ? l : NULL);
  }
}

/* BaseState is ON unless it is OFF; then the two lists. */
static void read_layers(pb_library *l) {
  qpdf_oh properties = pb_pdf_get(l->pdf, qpdf_get_root(l->pdf->qpdf), "OCProperties");
  qpdf_oh standard = pb_pdf_get(l->pdf, properties, "D");
  l->layers.read = true;
  if (pb_pdf_key_is(l->pdf, standard, "BaseState", "OFF")) {
    turn(l, pb_pdf_get(l->pdf, properties, "OCGs"), true);
    turn(l, pb_pdf_get(l->pdf, standard, "ON"), false);
  }
  turn(l, pb_pdf_get(l->pdf, standard, "OFF"), true);
}

static bool group_is_off(pb_library *l, qpdf_oh group) { return pb_idmap_get(&l->layers.off, pb_pdf_id(l->pdf, group)); }

/* A visibility expression: [/And …], [/Or …], [/Not one]. `left` bounds how many terms are looked at. */
static bool expression_is_on(pb_library *l, qpdf_oh array, unsigned depth, unsigned *left) {
  int n = pb_pdf_count(l->pdf, array);
  if (n < 1 || depth > DEPTH_MAX) return !group_is_off(l, array);
  qpdf_oh operator= qpdf_oh_get_array_item(l->pdf->qpdf, array, 0);
  bool all = pb_pdf_is_name(l->pdf, operator, "And"), negated = pb_pdf_is_name(l->pdf, operator, "Not");
  for (int i = 1; i < n && *left; i++) {
    --*left;
    bool on = expression_is_on(l, qpdf_oh_get_array_item(l->pdf->qpdf, array, i), depth + 1, left);
    if (negated) return !on;
    if (on != all) return on;
  }
  return all;
}

static bool members_are_on(pb_library *l, qpdf_oh content) {
  qpdf_oh groups = pb_pdf_get(l->pdf, content, "OCGs"), policy = pb_pdf_get(l->pdf, content, "P");
  int n = pb_pdf_count(l->pdf, groups), off = 0;
  if (n == 0) return !group_is_off(l, groups);
  if (n > LAYERS_MAX) n = LAYERS_MAX;
  for (int i = 0; i < n; i++) off += group_is_off(l, qpdf_oh_get_array_item(l->pdf->qpdf, groups, i));
  if (pb_pdf_is_name(l->pdf, policy, "AllOn")) return off == 0;
  if (pb_pdf_is_name(l->pdf, policy, "AnyOff")) return off > 0;
  if (pb_pdf_is_name(l->pdf, policy, "AllOff")) return off == n;
  return off < n;
}

bool pb_layer_is_off(pb_library *l, qpdf_oh content) {
  if (!pb_pdf_is_dict(l->pdf, content)) return false;
  if (!l->layers.read) read_layers(l);
  if (pb_pdf_key_is(l->pdf, content, "Type", "OCG")) return group_is_off(l, content);
  if (!pb_pdf_key_is(l->pdf, content, "Type", "OCMD")) return false;
  qpdf_oh expression = pb_pdf_get(l->pdf, content, "VE");
  if (pb_pdf_count(l->pdf, expression) > 0) {
    unsigned left = TERMS_MAX;
    return !expression_is_on(l, expression, 0, &left);
  }
  return !members_are_on(l, content);
}
