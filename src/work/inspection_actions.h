// Use cases of inspections and urgings (K6, L2, O2). Rights: inspect to inspect, to use the result and to
// urge; read_duties to look; answer_instructions to answer. The working group and the task force inspect
// without seeing a resident: nothing here names one.
#pragma once

#include <optional>
#include <string>

#include "work/inspection_store.h"
#include "work/place_work.h"

namespace weige::work {

Result<PlaceList<Inspection>> list_inspections(const PlaceContext& context,
                                               std::optional<InspectionState> state, const PlacePage& page);
Result<Inspection> read_inspection(const PlaceContext& context, InspectionId id);

struct NewInspection {
  std::int64_t area = 0;
  std::optional<access::PostId> post = {};
  InspectionSubject subject = InspectionSubject::tasks;
  InspectionResult result = InspectionResult::to_improve;
  std::string finding = {};
  Day on{};
};
// Not of one's own work. Where all is in order nothing waits for an answer. Problems: not_found, own_work,
// missing_field, too_long, names_a_number, date_out_of_range.
Result<Inspection> inspect(const PlaceContext& context, const NewInspection& input);
// By the post whose work it was, or another one of the area; not by who inspected. Problems: not_found,
// version_conflict, work_over, own_work.
Result<Inspection> answer_inspection(const PlaceContext& context, const SeenVersion& seen,
                                     const std::string& text);
// What is made of the answer, and it is over: by who inspected, or from above the team; not by the post whose
// work it was or that answered. Problems: likewise, forbidden, inspection_unanswered.
Result<Inspection> use_inspection(const PlaceContext& context, const SeenVersion& seen, InspectionUse use);

Result<PlaceList<Urging>> list_urgings(const PlaceContext& context, UrgingBox box, const PlacePage& page);
struct NewUrging {
  access::PostId to = {};
  UrgingAbout about = UrgingAbout::task;
  std::optional<std::int64_t> about_id = {};
  std::string reason = {};
};
// Problems: not_found, own_work (to oneself), missing_field, too_long, names_a_number.
Result<Urging> urge(const PlaceContext& context, const NewUrging& input);
// By the post that it went to; seen twice is seen once.
Result<Urging> see_urging(const PlaceContext& context, UrgingId id);

}  // namespace weige::work
