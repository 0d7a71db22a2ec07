// Use cases of a team's stream: read, write, withdraw, confirm an instruction, and how far one has read.
// Right: attend_meetings, for the grids in reach; nothing here tells who is there or who has read what, but
// for instructions.
#pragma once

#include <vector>

#include "teams/message_store.h"
#include "teams/message_writer.h"
#include "teams/team_actions.h"

namespace weige::teams {

struct MessageView {
  Message message;
  std::vector<Receipt> receipts = {};  // of instructions
  bool may_withdraw = false;
};
struct Stream {
  std::vector<MessageView> messages = {};  // newest first
  int unread = 0;
  bool has_robot = false;
};
// Problems: forbidden, not_found.
Result<Stream> read_stream(const TeamContext& context, access::AreaId grid, const MessagePage& page);
// Problems: those, and those of checked_text.
struct NewText {
  std::string text = {};
  AlsoToGroup also = AlsoToGroup::no;
};
Result<MessageView> write_text(const TeamContext& context, access::AreaId grid, const NewText& text);
// One's own text; any text for who keeps the team (L1).
Done withdraw_text(const TeamContext& context, access::AreaId grid, MessageId id);
// Once for a post. Problem: not_found, also where it is no instruction.
Done confirm_instruction(const TeamContext& context, access::AreaId grid, MessageId id);
Done note_read(const TeamContext& context, access::AreaId grid, Instant up_to);

struct UnreadCount {
  access::AreaId grid;
  int unread = 0;
};
// Of the grids in reach, those with something.
Result<std::vector<UnreadCount>> count_unread(const TeamContext& context);

}  // namespace weige::teams
