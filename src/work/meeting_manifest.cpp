#include "work/meeting_manifest.h"

namespace weige::work {
namespace {

using enum DataClass;
using enum Erasure;

// What staff type may name somebody, though numbers are refused: it goes with the meeting.
constexpr Retention kMeetingRetention{.clock = "meeting.on_day", .days = 1095};

Manifest tables_of_meetings() {
  return {
      {.name = "meeting",
       .retention = kMeetingRetention,
       .columns = {{"id"},
                   {"version"},
                   {"area_id"},
                   {"kind"},
                   {"on_day"},
                   {"at_time"},
                   {"place"},
                   {"state"},
                   {"called_by"},
                   {"called_at"},
                   {"agenda_at"},
                   {"minutes", personal, delete_row},
                   {"closed_by"},
                   {"closed_at"}}},
      {.name = "meeting_item",
       .retention = kMeetingRetention,
       .columns = {{"meeting_id"},
                   {"ordinal"},
                   {"topic"},
                   {"amount"},
                   {"of_amount"},
                   {"owner_post"},
                   {"page"},
                   {"rectification_id"}}},
      {.name = "meeting_attendance",
       .retention = kMeetingRetention,
       .columns = {{"meeting_id"}, {"post_id", pseudonym, delete_row}, {"presence", personal, delete_row}}},
      {.name = "meeting_word",
       .retention = kMeetingRetention,
       .columns = {{"id"},
                   {"meeting_id"},
                   {"kind"},
                   {"post_id", pseudonym, delete_row},
                   {"text", personal, delete_row},
                   {"at"}}},
      {.name = "rectification",
       .retention = kMeetingRetention,
       .columns = {{"id"},
                   {"version"},
                   {"area_id"},
                   {"meeting_id"},
                   {"topic"},
                   {"text", personal, delete_row},
                   {"owner_post"},
                   {"due"},
                   {"state"},
                   {"evidence", personal, delete_row},
                   {"opened_at"},
                   {"answered_at"},
                   {"closed_by"},
                   {"closed_at"}}}};
}

Manifest tables_of_shifts() {
  constexpr Retention kept{.clock = "shift_plan.week", .days = 365};
  return {{.name = "shift_plan",
           .retention = kept,
           .columns = {{"id"}, {"version"}, {"area_id"}, {"week"}, {"made_by"}, {"made_at"}}},
          {.name = "shift_slot",
           .retention = kept,
           .columns = {{"id"},
                       {"plan_id"},
                       {"post_id", pseudonym, delete_row},
                       {"on_day"},
                       {"from_minute"},
                       {"to_minute"}}},
          {.name = "shift_swap",
           .retention = kept,
           .columns = {{"id"},
                       {"version"},
                       {"plan_id"},
                       {"slot_id"},
                       {"other_slot_id"},
                       {"asked_by", pseudonym, delete_row},
                       {"asked_of", pseudonym, delete_row},
                       {"state"},
                       {"asked_at"},
                       {"answered_at"}}}};
}

Manifest tables_of_reports() {
  constexpr Retention kept{.clock = "daily_report.on_day", .days = 730};
  return {
      {.name = "daily_report",
       .retention = kept,
       .columns = {{"id"},
                   {"version"},
                   {"area_id"},
                   {"post_id", pseudonym, delete_row},
                   {"on_day"},
                   {"confirmed"},
                   {"changes"},
                   {"findings_settled"},
                   {"doors_left"},
                   {"note", personal, delete_row},
                   {"handed_in_at"}}},
      {.name = "daily_report_visit", .retention = kept, .columns = {{"report_id"}, {"outcome"}, {"amount"}}},
      // The town's experience. What somebody typed may name a person all the same: it ends, too.
      {.name = "practice_case",
       .retention = {.clock = "practice_case.noted", .days = 1825},
       .columns = {{"id"},
                   {"version"},
                   {"area_id"},
                   {"meeting_id"},
                   {"topic"},
                   {"title", personal, delete_row},
                   {"situation", personal, delete_row},
                   {"action", personal, delete_row},
                   {"outcome", personal, delete_row},
                   {"state"},
                   {"noted_by"},
                   {"noted_at"},
                   {"released_at"}}}};
}

}  // namespace

Manifest meeting_tables() {
  auto out = tables_of_meetings();
  for (auto more : {tables_of_shifts(), tables_of_reports()}) out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::work
