// Key premises (重点房屋): premises that the rule set K2 in force, or somebody by hand with a reason, has
// visited more often than others (work plan K2, L4, O4, C4). A list of places and of nobody. Values and
// rules, pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "norms/rules.h"
#include "work/place_work.h"

namespace weige::work {

using KeyPremisesId = Id<struct KeyPremisesTag>;
using KeyPremisesReportId = Id<struct KeyPremisesReportTag>;

enum class KeyPremisesSource { rule, hand, report };
std::string_view code(KeyPremisesSource source);
std::optional<KeyPremisesSource> key_premises_source_of(std::string_view code);

// exempt: taken off by hand although the rule still holds; it ends when the rule does.
enum class KeyPremisesState { listed, exempt, ended };
std::string_view code(KeyPremisesState state);
std::optional<KeyPremisesState> key_premises_state_of(std::string_view code);

// Why it was put on the list or taken off it. The first is the program's.
enum class KeyPremisesReason {
  by_rule,
  reported,
  seen_at_door,
  fire_hazard,
  site_flagged,
  cleaned_up,
  empty_now,
  wrong_label
};
std::string_view code(KeyPremisesReason reason);
std::optional<KeyPremisesReason> key_premises_reason_of(std::string_view code);
// Of those that a person may give.
bool is_for_listing(KeyPremisesReason reason);
bool is_for_taking_off(KeyPremisesReason reason);

struct KeyPremises {
  KeyPremisesId id = {};
  std::int64_t version = 1;
  std::int64_t premises = 0;
  std::string kind = {};
  KeyPremisesSource source = KeyPremisesSource::rule;
  KeyPremisesState state = KeyPremisesState::listed;
  KeyPremisesReason reason = KeyPremisesReason::by_rule;
  Day since{};
  std::optional<Day> until = {};
  access::PostId by_post = access::kSystemPost;
  // Of the premises, as they are now.
  std::int64_t area_id = 0;
  std::string area_name = {}, address = {};
  std::optional<Day> last_visit = {};
};

// The kind that has it visited most often, of those that hold; none: no key premises.
std::optional<std::string> key_kind_of(const norms::KeyPremisesRules& rules,
                                       std::span<const std::string> labels, int people);
// As the rules name it; a kind that they know no more is visited as often as the rarest of them.
int visit_days_of(const norms::KeyPremisesRules& rules, std::string_view kind);
// The day by which somebody is to go.
Day visit_due(const KeyPremises& premises, int every_days);

// What the rules want done about premises, where that differs from how they stand.
enum class KeyPremisesMove { none, list, change_kind, end };
struct KeyPremisesFacts {
  std::int64_t premises = 0;
  bool stands = true;  // the record is live
  std::vector<std::string> labels = {};
  int people = 0;
  std::optional<KeyPremises> now = {};  // listed or exempt
};
KeyPremisesMove move_of(const KeyPremisesFacts& facts, const std::optional<std::string>& kind);

// What somebody saw of a place. It says nothing of who lives there, nor is its sender told what came of it
// but whether it was used.
enum class KeyReportState { received, used, not_used };
std::string_view code(KeyReportState state);
std::optional<KeyReportState> key_report_state_of(std::string_view code);
struct KeyPremisesReport {
  KeyPremisesReportId id = {};
  std::int64_t version = 1;
  PostName by = {};
  std::int64_t area_id = 0;
  std::string address = {};  // in its standard form
  std::string kind = {};
  Day reported_on{};
  KeyReportState state = KeyReportState::received;
  std::optional<std::int64_t> premises =
      {};  // that it was found to be; of a waiting one, that bears the address
  std::optional<Day> decided_on = {};
};

// A task at the door is opened so long before its day, that a week can be planned.
inline constexpr int kVisitAheadDays = 7;

}  // namespace weige::work
