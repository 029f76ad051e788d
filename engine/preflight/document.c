/* What hangs on the catalogue: layers, actions, scripts, attachments, forms, tags. */
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "text.h"

/* What is an error for PDF/X, and to be known elsewhere. */
static pb_severity strict(const pb_judgement *j) { return pb_standard_is_x(j->profile->standard) ? PB_ERROR : PB_WARNING; }

/* ---- how it is stored ---- */

/* Whether the last cross-reference is a stream, which object streams need. */
static bool has_streamed_table(pb_judgement *j) {
  qpdf_oh trailer = qpdf_get_trailer(j->pdf.qpdf);
  return pb_pdf_key_is(&j->pdf, trailer, "Type", "XRef") || pb_pdf_has(&j->pdf, trailer, "XRefStm");
}

static void check_storage(pb_judgement *j) {
  bool locked = qpdf_is_encrypted(j->pdf.qpdf);
  if (locked) {
    bool forbidden = j->profile->standard != PB_STANDARD_NONE || j->job->placed;
    pb_find(j->findings, forbidden ? PB_ERROR : PB_WARNING, NULL, "pdf-encrypted",
            _("it is encrypted, though it opens without a password"));
    pb_find_hint(j->findings, _("ask for a file without a password, and without any protection"));
  }
  if (j->profile->standard == PB_STANDARD_X1A && !j->job->placed && has_streamed_table(j))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-object-streams",
            _("its objects are compressed (object streams), which PDF/X-1a forbids"));
}

/* ---- layers ---- */

static void check_layers(pb_judgement *j, qpdf_oh root) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh layers = pb_pdf_get(pdf, root, "OCProperties");
  int n = pb_pdf_count(pdf, pb_pdf_get(pdf, layers, "OCGs"));
  if (!pb_pdf_is_dict(pdf, layers)) return;
  if (j->profile->standard == PB_STANDARD_X1A && !j->job->placed)
    pb_find(j->findings, PB_ERROR, NULL, "pdf-layers", _("it has layers (%d), which PDF/X-1a forbids"), n);
  else if (j->job->placed)
    pb_find(j->findings, PB_WARNING, NULL, "pdf-layers", _("it has layers (%d): look whether those that shall print do"), n);
  else if (!pb_pdf_is_dict(pdf, pb_pdf_get(pdf, layers, "D")))
    pb_find(j->findings, PB_ERROR, NULL, "pdf-layers", _("its layers have no default configuration"));
}

/* ---- actions ---- */

/* Kinds that PDF/A forbids: what runs, plays or changes. */
static bool is_harmful(pb_str kind) {
  static const char *const KINDS[] = {"Launch", "Sound", "Movie",     "ResetForm",   "ImportData", "JavaScript",
                                      "Hide",   "Trans", "Rendition", "SetOCGState", "GoTo3DView"};
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
    if (pb_str_is(kind, KINDS[i])) return true;
  return false;
}

static void tell_action(pb_judgement *j, qpdf_oh action, const pb_box *where) {
  pb_str kind = pb_pdf_name_of(&j->pdf, j->arena, pb_pdf_get(&j->pdf, action, "S"));
  bool script = pb_str_is(kind, "JavaScript"), x = pb_standard_is_x(j->profile->standard);
  pb_severity severity = x || (j->profile->standard == PB_STANDARD_A2U && is_harmful(kind)) ? PB_ERROR : PB_WARNING;
  if (script) pb_find(j->findings, severity, where, "pdf-javascript", _("it has JavaScript"));
  else if (x || is_harmful(kind))
    pb_find(j->findings, severity, where, "pdf-action", _("it has an action (%.*s)"), PB_STR_ARG(kind));
}

void pb_check_action(pb_judgement *j, qpdf_oh holder, const pb_box *where) {
  pb_pdf *pdf = &j->pdf;
  size_t n;
  qpdf_oh action = pb_pdf_get(pdf, holder, "A"), more = pb_pdf_get(pdf, holder, "AA");
  if (pb_pdf_is_dict(pdf, action)) tell_action(j, action, where);
  const char **keys = pb_pdf_keys(pdf, j->arena, more, &n);
  for (size_t i = 0; i < n && i < 32; i++) tell_action(j, pb_pdf_get(pdf, more, keys[i]), where);
}

/* ---- names ---- */

/* Whether a name tree has any entry; what is deeper than that counts as one. */
static bool has_entries(pb_pdf *pdf, qpdf_oh tree) {
  for (int depth = 0; pb_pdf_is_dict(pdf, tree); depth++) {
    if (depth == PB_PAGES_DEPTH || pb_pdf_count(pdf, pb_pdf_get(pdf, tree, "Names"))) return true;
    qpdf_oh kids = pb_pdf_get(pdf, tree, "Kids");
    if (!pb_pdf_count(pdf, kids)) return false;
    tree = qpdf_oh_get_array_item(pdf->qpdf, kids, 0);
  }
  return false;
}

static void check_names(pb_judgement *j, qpdf_oh root) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh names = pb_pdf_get(pdf, root, "Names");
  if (has_entries(pdf, pb_pdf_get(pdf, names, "JavaScript")))
    pb_find(j->findings, j->profile->standard == PB_STANDARD_NONE ? PB_WARNING : PB_ERROR, NULL, "pdf-javascript",
            _("it has JavaScript"));
  if (has_entries(pdf, pb_pdf_get(pdf, names, "EmbeddedFiles")) || pb_pdf_has(pdf, root, "Collection"))
    pb_find(j->findings, j->profile->standard == PB_STANDARD_X1A && !j->job->placed ? PB_ERROR : PB_WARNING, NULL, "pdf-attachment",
            _("files are attached to it"));
}

/* ---- forms ---- */

static void check_form(pb_judgement *j, qpdf_oh root) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh form = pb_pdf_get(pdf, root, "AcroForm");
  int fields = pb_pdf_count(pdf, pb_pdf_get(pdf, form, "Fields"));
  bool archive = j->profile->standard == PB_STANDARD_A2U;
  if (pb_pdf_has(pdf, form, "XFA"))
    pb_find(j->findings, j->profile->standard == PB_STANDARD_NONE ? PB_WARNING : PB_ERROR, NULL, "pdf-form",
            _("it is a form of the XFA kind, whose pages are made by a program"));
  else if (fields)
    pb_find(j->findings, archive && !pb_pdf_key_true(pdf, form, "NeedAppearances") ? PB_WARNING : strict(j), NULL, "pdf-form",
            _("it has fields to fill in (%d)"), fields);
}

/* ---- tags ---- */

static void check_tags(pb_judgement *j, qpdf_oh root) {
  pb_pdf *pdf = &j->pdf;
  if (j->profile->standard != PB_STANDARD_A2U || !j->profile->tags) return;
  if (!pb_pdf_key_true(pdf, pb_pdf_get(pdf, root, "MarkInfo"), "Marked") ||
      !pb_pdf_is_dict(pdf, pb_pdf_get(pdf, root, "StructTreeRoot")))
    pb_find(j->findings, PB_WARNING, NULL, "pdf-tags", _("it is not tagged: nothing tells its reading order"));
  if (!pb_pdf_text_of(pdf, j->arena, pb_pdf_get(pdf, root, "Lang")).n)
    pb_find(j->findings, PB_WARNING, NULL, "pdf-tags", _("it does not say its language (Lang)"));
}

void pb_check_document(pb_judgement *j) {
  pb_pdf *pdf = &j->pdf;
  qpdf_oh root = qpdf_get_root(pdf->qpdf), open = pb_pdf_get(pdf, root, "OpenAction");
  check_storage(j);
  check_layers(j, root);
  if (j->job->placed) return; /* the rest does not come along with a page */
  if (pb_pdf_is_dict(pdf, open) && !pb_pdf_key_is(pdf, open, "S", "GoTo")) tell_action(j, open, NULL);
  pb_check_action(j, root, NULL);
  check_names(j, root);
  check_form(j, root);
  check_tags(j, root);
  if (pb_standard_is_x(j->profile->standard) && pb_pdf_count(pdf, pb_pdf_get(pdf, root, "Threads")))
    pb_find(j->findings, PB_WARNING, NULL, "pdf-threads", _("it has article threads, for which a press has no use"));
}
