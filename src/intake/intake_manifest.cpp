#include "intake/intake_manifest.h"

#include <initializer_list>
#include <utility>

namespace weige::intake {
namespace {

using enum DataClass;
using enum Erasure;

// Everything of a roster goes together, when its time is over.
ManifestTable of_roster(const char* name, const char* clock, std::vector<ManifestColumn> columns) {
  ManifestTable out{.name = name, .retention = {.clock = clock, .days = 0}, .columns = std::move(columns)};
  for (auto& column : out.columns) column.erasure = delete_row;
  return out;
}

std::vector<ManifestColumn> plain(std::initializer_list<std::string_view> names) {
  std::vector<ManifestColumn> out;
  for (const auto name : names) out.push_back({name});
  return out;
}

Manifest rosters() {
  auto roster = plain({"id",
                       "upload_id",
                       "answer_job_id",
                       "job_id",
                       "post_id",
                       "area_id",
                       "scope_kind",
                       "scope_id",
                       "scope_name",
                       "scope_key",
                       "complete",
                       "reference_date",
                       "due_date",
                       "source",
                       "sheet",
                       "mapping",
                       "rows",
                       "dropped_columns",
                       "answers",
                       "problems",
                       "answered_at",
                       "outcomes",
                       "compared_at",
                       "operation_id",
                       "created_at",
                       "expires_at",
                       "report",
                       "applied_by_rule",
                       "applied_count",
                       "left_count",
                       "confirmed_count",
                       "held_count"});
  roster.insert(roster.end(), {{"account_id", pseudonym}, {"file_name", personal}});
  return {of_roster("roster", "roster.expires_at", std::move(roster)),
          of_roster("roster_answer", "roster.expires_at",
                    {{"roster_id"}, {"row"}, {"answer"}, {"mend", personal}}),
          of_roster("roster_row", "roster.expires_at",
                    {{"roster_id"},
                     {"row"},
                     {"outcome"},
                     {"person_id", pseudonym},
                     {"probability"},
                     {"notes", personal},
                     {"finding_id"}})};
}

Manifest findings() {
  auto finding = plain({"id", "roster_id", "row", "kind", "state", "version", "area_id", "place", "opened_at",
                        "decided_at", "decided_by_post_id", "operation_id", "expires_at"});
  finding.insert(finding.end(), {{"person_id", pseudonym},
                                 {"residence_id", pseudonym},
                                 {"employment_id", pseudonym},
                                 {"mark", pseudonym, Erasure::delete_row, AtRest::keyed},
                                 {"decided_by_account_id", pseudonym},
                                 {"note", personal}});
  return {of_roster("finding", "finding.expires_at", std::move(finding)),
          of_roster("finding_candidate", "finding.expires_at",
                    {{"finding_id"}, {"ordinal"}, {"person_id", pseudonym}, {"probability"}, {"why"}}),
          of_roster("pocket_line", "pocket_line.expires_at",
                    {{"id"},
                     {"version"},
                     {"post_id"},
                     {"scope_kind"},
                     {"scope_id"},
                     {"scope_name"},
                     {"identity", pseudonym, delete_row, AtRest::keyed},
                     {"name", personal},
                     {"document_number", sensitive, delete_row, AtRest::emptied},
                     {"document_number_sealed", sensitive, delete_row, AtRest::sealed},
                     {"phone", sensitive, delete_row, AtRest::emptied},
                     {"phone_sealed", sensitive, delete_row, AtRest::sealed},
                     {"address", personal},
                     {"state"},
                     {"roster_id"},
                     {"listed_on"},
                     {"expires_at"}}),
          {.name = "link_model", .columns = plain({"id", "roster_id", "rows", "learned_at", "body"})},
          {.name = "roster_rule",
           .columns = {{"id"},
                       {"sender_post_id"},
                       {"account_id", pseudonym},
                       {"post_id"},
                       {"area_id"},
                       {"kinds"},
                       {"confirm_same"},
                       {"set_at"}}},
          {.name = "roster_layout", .columns = plain({"post_id", "layout", "mapping", "used_at"})}};
}

Manifest make_manifest() {
  auto out = rosters();
  for (auto& table : findings()) out.push_back(std::move(table));
  return out;
}

}  // namespace

const Manifest& intake_manifest() {
  static const Manifest manifest = make_manifest();
  return manifest;
}

}  // namespace weige::intake
