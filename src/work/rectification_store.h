// SQL of rectification items. One is seen by posts that cover its area, and by the post that has it in hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/rectification.h"

namespace weige::work {

inline constexpr access::SubjectKind kRectificationSubject{"rectification"};

access::Change insert_rectification(store::Transaction& tx, const Rectification& item);
// nullopt: it is no longer `item.version`. State, evidence, and when and by whom it was closed.
std::optional<access::Change> update_rectification(store::Transaction& tx, const Rectification& item);

struct SeenRectification {
  Rectification item;
  bool covered = false;  // else the post has it in hand, and no more
  std::string area = {}, owner_title = {};
  Day meeting_on{};
};
std::optional<SeenRectification> find_rectification(store::Transaction& tx, const access::Scope& scope,
                                                    RectificationId id);
struct RectificationQuery {
  bool with_closed = false;
  std::optional<std::int64_t> area = {};  // with all beneath it
  std::optional<MeetingId> meeting = {};  // that agreed it
  Day after_day = Day{std::chrono::year{1} / 1 / 1};
  std::int64_t after_id = 0;
  std::int64_t limit = 50;
};
// By the day on which they are due.
std::vector<SeenRectification> find_rectifications(store::Transaction& tx, const access::Scope& scope,
                                                   const RectificationQuery& query);
// Those of the area, with all beneath it, that are not closed; by the day on which they are due, 100 at most.
std::vector<Rectification> rectifications_left(store::Transaction& tx, const access::Scope& scope,
                                               std::int64_t area);

}  // namespace weige::work
