// SQL of key premises and of what is reported to be some. They lie where their premises lie now; a report in
// the area of the post that made it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/key_premises.h"

namespace weige::work {

inline constexpr access::SubjectKind kKeyPremisesSubject{"key_premises"},
    kKeyPremisesReportSubject{"key_premises_report"};

// Of one state, in an area and all within it, or everywhere in scope; by premises.
struct KeyPremisesFilter {
  KeyPremisesState state = KeyPremisesState::listed;
  std::optional<std::int64_t> area = {};
};
std::vector<KeyPremises> key_premises_in(store::Transaction& tx, const access::Scope& scope,
                                         const KeyPremisesFilter& filter);
std::optional<KeyPremises> find_key_premises(store::Transaction& tx, const access::Scope& scope,
                                             KeyPremisesId id);
// Listed or exempt.
std::optional<KeyPremises> key_premises_at(store::Transaction& tx, const access::Scope& scope,
                                           std::int64_t premises);
access::Change insert_key_premises(store::Transaction& tx, const KeyPremises& premises);
// Everything but where it is; version + 1. nullopt: somebody was faster.
std::optional<access::Change> update_key_premises(store::Transaction& tx, const KeyPremises& after);

// The days on which somebody was at the door, the newest first.
struct DoorDay {
  Day day{};
  std::string outcome = {};
};
std::vector<DoorDay> visit_days(store::Transaction& tx, std::int64_t premises, int limit);
// The labels that hold, with what they rest on.
struct PlaceLabel {
  std::string label = {}, evidence = {};
  Day from{};
};
std::vector<PlaceLabel> labels_at(store::Transaction& tx, std::int64_t premises);

// For the program's own step over all areas, which lists premises by rule (no Scope: it acts for nobody). Of
// premises with greater ids, in their order.
std::vector<KeyPremisesFacts> key_facts_after(store::Transaction& tx, std::int64_t premises, int limit);
// Everything that is listed and of which a visit could be due, with its last visit, after an id.
std::vector<KeyPremises> listed_after(store::Transaction& tx, KeyPremisesId id, int limit);

// Of the post, or of areas in scope; newest first.
std::vector<KeyPremisesReport> reports_of_post(store::Transaction& tx, access::PostId post, int limit);
std::vector<KeyPremisesReport> reports_in_scope(store::Transaction& tx, const access::Scope& scope,
                                                KeyReportState state, const PlacePage& page);
std::optional<KeyPremisesReport> find_key_report(store::Transaction& tx, const access::Scope& scope,
                                                 KeyPremisesReportId id);
access::Change insert_key_report(store::Transaction& tx, const KeyPremisesReport& report);
std::optional<access::Change> update_key_report(store::Transaction& tx, const KeyPremisesReport& after,
                                                access::PostId by);
// Made before the day; how many, at most the limit.
std::int64_t erase_key_reports(store::Transaction& tx, Day before, int limit);
// Those that ended before the day; how many, at most the limit.
std::int64_t erase_ended_key_premises(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
