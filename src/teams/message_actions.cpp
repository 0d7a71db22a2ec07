#include "teams/message_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/post_store.h"
#include "teams/robot_store.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::Right;

constexpr access::AuditAction kWritten{"team.message_written"}, kWithdrawn{"team.message_withdrawn"};

bool may_withdraw(const TeamContext& context, const Message& message) {
  return message.kind == MessageKind::text &&
         (message.post == context.actor.post() || context.actor.may(Right::edit_teams).ok());
}

MessageView view_of_message(const TeamContext& context, Message message) {
  MessageView out{.message = std::move(message)};
  out.may_withdraw = may_withdraw(context, out.message);
  if (out.message.kind == MessageKind::instruction) out.receipts = receipts_of(context.tx, out.message.id);
  return out;
}

}  // namespace

Result<Stream> read_stream(const TeamContext& context, AreaId id, const MessagePage& page) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::attend_meetings, id));
  const auto robot = find_robot(context.tx, grid.id);
  Stream out{.unread = unread_of(context.tx, grid.id, context.actor.post()),
             .has_robot = robot && robot->active};
  for (auto& message : messages_of(context.tx, grid.id, page))
    out.messages.push_back(view_of_message(context, std::move(message)));
  return out;
}

Result<MessageView> write_text(const TeamContext& context, AreaId id, const NewText& wanted) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::attend_meetings, id));
  WEIGE_TRY(auto text, checked_text(wanted.text));
  const Message message{.id = MessageId{context.tx.next_id()},
                        .grid = grid.id,
                        .text = std::move(text),
                        .post = context.actor.post(),
                        .post_title = access::post_title(context.tx, context.actor.post()),
                        .at = context.now};
  access::audit_change(context.tx, context.now, context.actor, kWritten,
                       post_text(context.tx, message, wanted.also));
  return view_of_message(context, message);
}

Done withdraw_text(const TeamContext& context, AreaId id, MessageId message_id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::attend_meetings, id));
  const auto message = find_message(context.tx, grid.id, message_id);
  if (!message || !may_withdraw(context, *message)) return problem(ProblemCode::not_found);
  access::audit_change(context.tx, context.now, context.actor, kWithdrawn,
                       delete_message(context.tx, message_id));
  return done();
}

Done confirm_instruction(const TeamContext& context, AreaId id, MessageId message_id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::attend_meetings, id));
  const auto message = find_message(context.tx, grid.id, message_id);
  if (!message || message->kind != MessageKind::instruction) return problem(ProblemCode::not_found);
  put_receipt(context.tx, message_id, context.actor.post(), context.now);
  return done();
}

Done note_read(const TeamContext& context, AreaId id, Instant up_to) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::attend_meetings, id));
  put_read_to(context.tx, grid.id, context.actor.post(), std::min(up_to, context.now));
  return done();
}

Result<std::vector<UnreadCount>> count_unread(const TeamContext& context) {
  WEIGE_CHECK(context.actor.may(Right::attend_meetings));
  std::vector<UnreadCount> out;
  for (const auto& grid : grids_of(context.tx, context.actor))
    if (const int unread = unread_of(context.tx, grid.id, context.actor.post()); unread > 0)
      out.push_back({grid.id, unread});
  return out;
}

}  // namespace weige::teams
