// Use cases of key premises (K2, L4, O4, C4) and of reports that some place has become one (L5, N5). Rights:
// read_tasks to look, manage_key_premises to put on the list, take off and decide reports,
// report_key_premises to report. Labels are the register's own (registry::add_label), with their evidence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/audit.h"
#include "work/key_premises_store.h"
#include "work/place_work.h"

namespace weige::work {

// One of the list: when somebody is to go, and whether that day is over.
struct KeyPremisesLine {
  KeyPremises premises = {};
  int every_days = 30;
  Day due{};
  bool is_overdue = false;
};
struct KeyPremisesAsked {
  KeyPremisesState state = KeyPremisesState::listed;
  std::optional<std::int64_t> area = {};
  std::optional<std::string> kind = {};
  bool only_overdue = false;
  std::size_t offset = 0;
  std::size_t limit = 50;
};
// Those due first. total and overdue: of all that the filter lets through.
struct KeyPremisesList {
  std::vector<KeyPremisesLine> items = {};
  std::size_t total = 0, overdue = 0;
  std::optional<std::size_t> next = {};
  std::vector<norms::KeyPremisesKind> kinds = {};
};
Result<KeyPremisesList> list_key_premises(const PlaceContext& context, const KeyPremisesAsked& asked);

struct KeyPremisesView {
  KeyPremisesLine line = {};
  std::vector<DoorDay> visits = {};  // the last ten
  std::vector<PlaceLabel> labels = {};
};
Result<KeyPremisesView> read_key_premises(const PlaceContext& context, KeyPremisesId id);

struct NewKeyPremises {
  std::int64_t premises = 0;
  std::string kind = {};
  KeyPremisesReason reason = KeyPremisesReason::seen_at_door;
};
// Problems: not_found, bad_choice (kind, reason), key_premises_listed. Premises that are exempt are listed
// again.
Result<KeyPremisesView> add_key_premises(const PlaceContext& context, const NewKeyPremises& input);
// Where the rule still holds it is exempt from now on, else ended; what waits at its door is cancelled.
// Problems: not_found, version_conflict, bad_choice, work_over.
Result<KeyPremisesView> take_off_key_premises(const PlaceContext& context, const SeenVersion& seen,
                                              KeyPremisesReason reason);

// address: as it is typed; kept in its standard form. The same place and kind waiting from the same post is
// the same report. Problems: bad_address, bad_choice.
struct NewKeyPremisesReport {
  std::string address = {};
  std::string kind = {};
};
Result<KeyPremisesReport> report_key_premises(const PlaceContext& context, const NewKeyPremisesReport& input);
struct OwnKeyReports {
  std::vector<KeyPremisesReport> items = {};  // newest first, the last hundred
  std::vector<norms::KeyPremisesKind> kinds = {};
};
Result<OwnKeyReports> list_own_key_reports(const PlaceContext& context);
Result<PlaceList<KeyPremisesReport>> list_key_reports(const PlaceContext& context, KeyReportState state,
                                                      const PlacePage& page);
// premises: found to be that place, and now on the list; none: the report was not used. Not by the post that
// made it. Problems: not_found, version_conflict, own_work, work_over.
Result<KeyPremisesReport> decide_key_report(const PlaceContext& context, const SeenVersion& seen,
                                            std::optional<std::int64_t> premises);

}  // namespace weige::work
