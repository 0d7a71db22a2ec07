// Finding: where a roster and the register differ, waiting for somebody to look. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/event.h"
#include "intake/roster.h"
#include "registry/import_plan.h"
#include "registry/people_index.h"

namespace weige::access {
class Actor;
}
namespace weige::store {
class Transaction;
}

namespace weige::intake {

using FindingId = Id<struct FindingTag>;

// Outcomes of rows that somebody must look at, people whom a complete list does not name, and what was
// reported without being compared.
enum class FindingKind { fills_gap, changed, new_person, moved_in, moved_within, ambiguous, gone, reported };
std::string_view code(FindingKind kind);
std::optional<FindingKind> finding_kind_of(std::string_view code);
std::vector<FindingKind> all_finding_kinds();
// none: the row agrees, or it says nothing that could be looked at.
std::optional<FindingKind> finding_kind_of(registry::RowOutcome outcome);

// open also where what was applied has been undone since.
enum class FindingState { open, applied, refuted };
std::string_view code(FindingState state);
std::optional<FindingState> finding_state_of(std::string_view code);

struct Finding {
  FindingId id;
  RosterId roster;
  std::uint32_t row = 0;  // 0: gone
  FindingKind kind = FindingKind::changed;
  FindingState state = FindingState::open;
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  std::optional<std::int64_t> person = {};
  std::optional<std::int64_t> residence = {};   // gone
  std::optional<std::int64_t> employment = {};  // gone
  std::string place = {};                       // canonical text of the address it is about
  std::string mark = {};                        // of one that was read: as it is kept, under a key
  Instant opened_at{};
  std::optional<Instant> decided_at = {};
  std::optional<access::AccountId> decided_by = {};
  std::optional<access::PostId> decided_by_post = {};
  std::string note = {};
  std::optional<registry::OperationId> operation = {};
  Instant expires_at{};
};

// A candidate as it is kept: the weights are for people to read.
struct FieldWeight {
  std::string field, level;
  double bits = 0;
};
struct Candidate {
  std::int64_t person = 0;
  double probability = 0;
  std::vector<FieldWeight> why = {};
};

// The same for the same difference, whenever and by whomever it is told again.
std::string mark_of(FindingKind kind, const registry::ParsedRow& row, const registry::RowDecision& decision);
std::string mark_of_gone(std::string_view what, std::int64_t id);
// cells: upload_rows.h. The same on another day is another report; so are the same words of another post
// where they name no place that can be told from others (canonical is empty).
std::string mark_of_report(const Roster& roster, std::string_view canonical, std::string_view cells);
std::string mark_on(std::string_view mark, Day day);

// one: by somebody who looked at it; many: with its list, by hand or by rule.
enum class Deciding { one, many };
// What higher modules are told, inside the transaction.
struct FindingEvents {
  // Before anything is written. A problem: it is not decided this way, and one of many stays open.
  Event<store::Transaction&, const access::Actor&, const Finding&, Deciding> deciding;
  Event<store::Transaction&, const Finding&> opened, decided;
};
// The program's one set of followers, which main() subscribes before anything runs.
FindingEvents& finding_events();
// Where no higher module follows.
const FindingEvents& no_followers();

}  // namespace weige::intake
