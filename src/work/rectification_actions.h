// Use cases of rectification items. Rights: hold_meetings to agree one, close it or send it back, in an area
// that the post covers; attend_meetings to look, and to answer with evidence where the post covers the area
// or has the item in hand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/meeting_context.h"
#include "work/rectification_store.h"

namespace weige::work {

struct RectificationPage {
  std::vector<SeenRectification> items;
  std::optional<std::string> next_cursor = {};
};
struct RectificationsAsked {
  bool with_closed = false;
  std::optional<std::int64_t> area = {};
  std::string cursor = {};
  std::size_t limit = 50;
};
// Problems: forbidden, bad_request (cursor).
Result<RectificationPage> list_rectifications(const MeetingContext& context,
                                              const RectificationsAsked& asked);

struct NewRectification {
  MeetingId meeting;
  std::string topic, text;
  access::PostId owner;  // of those who were asked to come
  Day due{};
};
// Problems: forbidden, not_found (meeting), no_such_step (it is over), bad_choice, those of check().
Result<SeenRectification> agree_rectification(const MeetingContext& context, const NewRectification& wanted);

struct RectificationAt {
  RectificationId id;
  std::int64_t version = 0;
};
// Problems: forbidden, not_found, version_conflict, no_such_step, those of check_impersonal ("evidence").
Result<SeenRectification> answer_rectification(const MeetingContext& context, const RectificationAt& at,
                                               const std::string& evidence);
// decision: close or send_back. Problems: forbidden, not_found, version_conflict, no_such_step.
Result<SeenRectification> decide_rectification(const MeetingContext& context, const RectificationAt& at,
                                               RectificationStep decision);

}  // namespace weige::work
