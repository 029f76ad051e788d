#include "story.h"

bool pb_flow_is_text(pb_flow_kind kind) { return kind == PB_FLOW_PARAGRAPH || kind == PB_FLOW_ITEM || kind == PB_FLOW_QUOTATION; }

bool pb_flow_follows(const pb_flow *block, const pb_flow *before) {
  if (block->article != before->article) return false;
  bool after_text = before->kind != PB_FLOW_ROW && before->kind != PB_FLOW_BLANK && !before->keep_next;
  return (block->group && block->group == before->group) || (block->kind == PB_FLOW_SIGN && after_text);
}
