#include "teams/message_writer.h"

#include "access/area_store.h"
#include "teams/message_store.h"
#include "teams/robot_store.h"

namespace weige::teams {
namespace {

std::string headed(store::Transaction& tx, access::AreaId grid, std::string_view line) {
  const auto area = access::find_area(tx, grid);
  return "【" + (area ? area->name : std::string()) + "】" + std::string(line);
}

}  // namespace

MessageId post_notice(store::Transaction& tx, Instant now, const Notice& notice) {
  const Message message{
      .id = MessageId{tx.next_id()},
      .grid = notice.grid,
      .kind = notice.code == NoticeCode::instruction ? MessageKind::instruction : MessageKind::notice,
      .notice = notice.code,
      .about = notice.about,
      .ref = notice.ref,
      .text = notice.text,
      .post = notice.by,
      .at = now};
  (void)insert_message(tx, message);
  queue_send(tx,
             {.grid = notice.grid,
              .text = headed(tx, notice.grid, group_line(notice.code)),
              .message = message.id.value},
             now);
  return message.id;
}

access::Change post_text(store::Transaction& tx, const Message& message, AlsoToGroup also) {
  auto change = insert_message(tx, message);
  if (also == AlsoToGroup::yes)
    queue_send(
        tx,
        {.grid = message.grid, .text = headed(tx, message.grid, message.text), .message = message.id.value},
        message.at);
  return change;
}

}  // namespace weige::teams
