// SQL of a team's stream: messages, receipts for instructions, and how far one's own post has read.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "store/database.h"
#include "teams/message.h"

namespace weige::teams {

inline constexpr access::SubjectKind kMessageSubject{"team_message"};

access::Change insert_message(store::Transaction& tx, const Message& message);
std::optional<Message> find_message(store::Transaction& tx, access::AreaId grid, MessageId id);
// With what a robot has not said of it yet.
access::Change delete_message(store::Transaction& tx, MessageId id);

struct MessagePage {
  std::optional<Instant> before = {};
  int limit = 50;
};
// Newest first.
std::vector<Message> messages_of(store::Transaction& tx, access::AreaId grid, const MessagePage& page);

void put_receipt(store::Transaction& tx, MessageId id, access::PostId post, Instant now);
std::vector<Receipt> receipts_of(store::Transaction& tx, MessageId id);
// The grids whose streams were told of an instruction, and a receipt of the post in those of them that it
// covers or belongs to.
std::vector<access::AreaId> grids_told_of(store::Transaction& tx, std::int64_t instruction);
void put_receipts_of(store::Transaction& tx, std::int64_t instruction, access::PostId post, Instant now);
// What robots have not said of it yet, they do not say.
void drop_sends_of(store::Transaction& tx, std::int64_t instruction);

void put_read_to(store::Transaction& tx, access::AreaId grid, access::PostId post, Instant up_to);
// Of others' messages since the post has read last.
int unread_of(store::Transaction& tx, access::AreaId grid, access::PostId post);

// How many went; to be called until none do.
std::int64_t erase_old_messages(store::Transaction& tx, Instant before, int limit);

}  // namespace weige::teams
