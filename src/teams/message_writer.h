// What the program tells a team: a message of its stream and, where the team's ordinary group has a robot,
// one line there that says no more than that there is something. For this module and those above it.
#pragma once

#include <string>

#include "access/actor.h"
#include "access/change.h"
#include "store/database.h"
#include "teams/message.h"

namespace weige::teams {

// text: without personal data; a title, or nothing. by: the post whose act it follows from, which does not
// count it as unread.
struct Notice {
  access::AreaId grid;
  NoticeCode code = NoticeCode::none;
  std::string about = {};  // the code of a kind of force
  std::int64_t ref = 0;
  std::string text = {};
  access::PostId by = access::kSystemPost;
};
// Instructions are messages that receipts are kept for. The change is part of the act that is audited, or of
// none: the stream is no record of persons.
MessageId post_notice(store::Transaction& tx, Instant now, const Notice& notice);

// A text of somebody, with a line to the ordinary group where it is wanted there too.
enum class AlsoToGroup { no, yes };
access::Change post_text(store::Transaction& tx, const Message& message, AlsoToGroup also);

}  // namespace weige::teams
