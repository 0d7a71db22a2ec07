// Inspections (督导检查, work plan K6, L2, O2) and urgings (督促). What is inspected is work in a grid or of
// a post, with a finding, an answer and what was made of it; no one is ranked. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "work/place_work.h"

namespace weige::work {

using InspectionId = Id<struct InspectionTag>;
using UrgingId = Id<struct UrgingTag>;

enum class InspectionSubject {
  door_standards,
  tasks,
  record_quality,
  key_premises,
  instructions,
  meetings,
  team_records,
  rosters,
  public_safety
};
std::string_view code(InspectionSubject subject);
std::optional<InspectionSubject> inspection_subject_of(std::string_view code);

// in_order asks for no answer.
enum class InspectionResult { in_order, to_improve, not_done };
std::string_view code(InspectionResult result);
std::optional<InspectionResult> inspection_result_of(std::string_view code);

enum class InspectionState { open, answered, closed };
std::string_view code(InspectionState state);
std::optional<InspectionState> inspection_state_of(std::string_view code);

// K6: how results are used.
enum class InspectionUse {
  set_right,
  guidance,
  raised_at_meeting,
  rectification,
  team_assessment,
  norm_changed
};
std::string_view code(InspectionUse use);
std::optional<InspectionUse> inspection_use_of(std::string_view code);

struct InspectionAnswer {
  std::string text = {};
  PostName by = {};
  Day on{};
};
struct Inspection {
  InspectionId id = {};
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  std::string area_name = {};
  std::optional<PostName> post = {};  // whose work; none: the team's
  InspectionSubject subject = InspectionSubject::tasks;
  InspectionResult result = InspectionResult::to_improve;
  std::string finding = {};
  PostName by = {};
  Day on{};
  Day answer_due{};
  InspectionState state = InspectionState::open;
  std::optional<InspectionAnswer> answer = {};
  std::optional<InspectionUse> used_for = {};
  std::optional<Day> closed_on = {};
};
bool is_overdue(const Inspection& inspection, Day today);

enum class UrgingAbout { task, instruction, rectification, inspection, site, key_premises, patrol };
std::string_view code(UrgingAbout about);
std::optional<UrgingAbout> urging_about_of(std::string_view code);

// about_id: none where it is about all of them.
struct Urging {
  UrgingId id = {};
  std::int64_t area_id = 0;
  PostName to = {}, by = {};
  UrgingAbout about = UrgingAbout::task;
  std::optional<std::int64_t> about_id = {};
  std::string reason = {};
  Day sent_on{};
  std::optional<Day> seen_on = {};
};

}  // namespace weige::work
