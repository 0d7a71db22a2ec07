#include "work/place_manifest.h"

namespace weige::work {
namespace {

using enum DataClass;
using enum Erasure;

constexpr Retention kPlaceWork{.clock = "place_work.day", .days = 1095},
    kObligation{.clock = "obligation.closed", .days = 730};

// Texts are about places and work: numbers of people are refused in them, names are not to be told from other
// words. They end with their row. Whoever acted stands as a post.
Manifest lists_and_reports() {
  return {{.name = "key_premises",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"premises_id", none, delete_row},
                       {"kind", none, delete_row},
                       {"source", none, delete_row},
                       {"state", none, delete_row},
                       {"reason", none, delete_row},
                       {"since", none, delete_row},
                       {"until", none, delete_row},
                       {"by_post", none, delete_row},
                       {"open_key", none, delete_row}}},
          {.name = "key_premises_report",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"post_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"address", none, delete_row},
                       {"kind", none, delete_row},
                       {"reported_on", none, delete_row},
                       {"state", none, delete_row},
                       {"premises_id", none, delete_row},
                       {"decided_by", none, delete_row},
                       {"decided_on", none, delete_row}}}};
}

Manifest sites() {
  return {{.name = "flagged_site",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"area_id", none, delete_row},
                       {"name", personal, delete_row},
                       {"place", personal, delete_row},
                       {"premises_id", none, delete_row},
                       {"level", none, delete_row},
                       {"flagged_on", none, delete_row},
                       {"flagged_by", none, delete_row},
                       {"state", none, delete_row},
                       {"closed_on", none, delete_row},
                       {"closed_by", none, delete_row}}},
          {.name = "site_step",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"site_id", none, delete_row},
                       {"measure", none, delete_row},
                       {"owner_post", none, delete_row},
                       {"due", none, delete_row},
                       {"done_on", none, delete_row},
                       {"done_by", none, delete_row}}},
          {.name = "site_check",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"site_id", none, delete_row},
                       {"on_day", none, delete_row},
                       {"post_id", none, delete_row},
                       {"result", none, delete_row}}}};
}

Manifest patrols() {
  return {{.name = "patrol",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"area_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"planned_by", none, delete_row},
                       {"planned_on", none, delete_row},
                       {"state", none, delete_row},
                       {"done_on", none, delete_row},
                       {"hour", none, delete_row}}},
          {.name = "patrol_place",
           .retention = kPlaceWork,
           .columns = {{"patrol_id", none, delete_row},
                       {"number", none, delete_row},
                       {"place", personal, delete_row}}},
          {.name = "patrol_notice",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"patrol_id", none, delete_row},
                       {"place", none, delete_row},
                       {"what", none, delete_row},
                       {"note", personal, delete_row},
                       {"became", none, delete_row},
                       {"became_id", none, delete_row}}}};
}

Manifest inspections() {
  return {{.name = "inspection",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"area_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"subject", none, delete_row},
                       {"result", none, delete_row},
                       {"finding", personal, delete_row},
                       {"by_post", none, delete_row},
                       {"on_day", none, delete_row},
                       {"answer_due", none, delete_row},
                       {"state", none, delete_row},
                       {"answer", personal, delete_row},
                       {"answered_by", none, delete_row},
                       {"answered_on", none, delete_row},
                       {"used_for", none, delete_row},
                       {"closed_on", none, delete_row}}},
          {.name = "urging",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"to_post", none, delete_row},
                       {"by_post", none, delete_row},
                       {"about", none, delete_row},
                       {"about_id", none, delete_row},
                       {"reason", personal, delete_row},
                       {"sent_on", none, delete_row},
                       {"seen_on", none, delete_row}}}};
}

Manifest obligations() {
  return {{.name = "obligation",
           .retention = kObligation,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"kind", none, delete_row},
                       {"premises_id", none, delete_row},
                       {"organisation_id", none, delete_row},
                       {"opened_on", none, delete_row},
                       {"opened_by", none, delete_row},
                       {"state", none, delete_row},
                       {"closed_as", none, delete_row},
                       {"closed_on", none, delete_row}}},
          {.name = "obligation_entry",
           .retention = kObligation,
           .columns = {{"id", none, delete_row},
                       {"obligation_id", none, delete_row},
                       {"what", none, delete_row},
                       {"how", none, delete_row},
                       {"on_day", none, delete_row},
                       {"post_id", none, delete_row}}},
          {.name = "publicity_action",
           .retention = kPlaceWork,
           .columns = {{"id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"on_day", none, delete_row},
                       {"subject", none, delete_row},
                       {"channel", none, delete_row},
                       {"reach", none, delete_row},
                       {"helper_kind", none, delete_row},
                       {"post_id", none, delete_row}}}};
}

}  // namespace

Manifest place_tables() {
  Manifest out = lists_and_reports();
  for (const auto& part : {sites(), patrols(), inspections(), obligations()})
    out.insert(out.end(), part.begin(), part.end());
  return out;
}

}  // namespace weige::work
