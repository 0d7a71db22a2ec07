// "Why may I not see this?": the policy in plain words, for whoever asks about their own post.
#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

// What stands in the way, the first of these: a session that has not shown or signed enough; the role; a
// purpose that is wanting; a record that is not there or lies outside (one answer for both, so that nobody
// learns which); its state.
enum class Obstacle { none, session, role, purpose, area, state };
std::string_view code(Obstacle obstacle);

struct RecordName {
  RecordKind kind;
  std::int64_t id;
};
// "person:12"; none: not of this form.
std::optional<RecordName> record_name_of(std::string_view text);

struct Explanation {
  Obstacle obstacle = Obstacle::none;
  std::string text;
};
Explanation explain_right(store::Transaction& tx, const access::Actor& actor, access::Right right,
                          std::optional<RecordName> record, Language language);

}  // namespace weige::registry
