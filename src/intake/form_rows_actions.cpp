#include "intake/form_rows_actions.h"

#include "access/post_store.h"
#include "standards/text_fold.h"

namespace weige::intake {

namespace {

std::string cut(const std::string& title) {
  const auto characters = standards::to_code_points(title);
  return standards::to_utf8(std::u32string_view(characters).substr(0, kLongestSource));
}

}  // namespace

Result<Roster> hand_in_rows(const RosterContext& context, const FormRows& rows, NewRoster as) {
  auto& tx = context.tx;
  registry::Upload upload{.rows = rows.sheet.rows,
                          .sheets = {rows.sheet},
                          .created_at = context.now,
                          .expires_at = context.now + kRosterKept};
  upload.id =
      registry::insert_upload(tx, context.actor,
                              {.file_name = upload.file_name,
                               .submission = "form " + std::to_string(tx.next_id(store::IdSeries::handed_in)),
                               .now = context.now,
                               .expires_at = upload.expires_at});
  registry::insert_chunks(tx, upload.id, 0, rows.chunks);
  (void)registry::finish_upload(tx, upload);
  as.upload = upload.id;
  as.mapping = rows.mapping;
  if (as.source.empty()) as.source = cut(access::post_title(tx, context.actor.post()));
  return hand_in(context, as);
}

}  // namespace weige::intake
