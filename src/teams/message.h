// Message: one entry of a team's stream (S1, L1). Texts carry no numbers of people: ID numbers and phones are
// refused, links to records take their place. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::teams {

using MessageId = Id<struct TeamMessageTag>;

enum class MessageKind { text, notice, instruction };
std::string_view code(MessageKind kind);
std::optional<MessageKind> message_kind_of(std::string_view code);

// What the program tells a team. A closed list: pages have the words.
enum class NoticeCode {
  none,             // of a text
  helper_enlisted,  // about: the kind; ref: the helper
  helper_changed,
  helper_left,
  kind_considered,
  helpers_imported,  // ref: how many rows changed something
  instruction        // ref: the instruction
};
std::string_view code(NoticeCode code);
std::optional<NoticeCode> notice_code_of(std::string_view code);
// For an ordinary group, where nothing may be told but that there is something: Chinese, one line.
std::string_view group_line(NoticeCode code);

inline constexpr std::size_t kLongestMessage = 500;

// Problems at "text": missing_field, too_long, bad_characters, names_a_number (an ID number or a phone).
Result<std::string> checked_text(std::string_view text);
struct Message {
  MessageId id;
  access::AreaId grid;
  MessageKind kind = MessageKind::text;
  NoticeCode notice = NoticeCode::none;
  std::string about = {};
  std::int64_t ref = 0;
  std::string text = {};
  access::PostId post;
  std::string post_title = {};
  Instant at{};
};

struct Receipt {
  access::PostId post;
  std::string post_title;
  Instant at{};
};

}  // namespace weige::teams
