// SQL of rounds of full verification and of how far their doors are.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/verification.h"

namespace weige::work {

inline constexpr access::SubjectKind kVerificationSubject{"verification"};

access::Change insert_round(store::Transaction& tx, const VerificationRound& round);
// nullopt: its version is another by now. State, tasks, closed_at, counts.
std::optional<access::Change> update_round(store::Transaction& tx, const VerificationRound& round);
std::optional<VerificationRound> find_round(store::Transaction& tx, const access::Scope& scope,
                                            VerificationId id);
std::optional<VerificationRound> round_of(store::Transaction& tx, access::AreaId area,
                                          const std::string& month);

// within: an area with what lies beneath it; none: all of the scope.
struct VerificationQuery {
  std::string month;
  std::optional<access::AreaId> within = {};
};
std::vector<VerificationRound> rounds_in(store::Transaction& tx, const access::Scope& scope,
                                         const VerificationQuery& query);
// By area, as the register says now; first: of the month.
std::map<std::int64_t, VerificationCounts> counts_by_area(store::Transaction& tx, const access::Scope& scope,
                                                          const VerificationQuery& query);
// Waiting tasks of the rounds in scope, by round.
std::map<std::int64_t, std::int64_t> open_tasks_by_round(store::Transaction& tx, const access::Scope& scope,
                                                         const VerificationQuery& query);
using ReasonCounts = std::map<UnconfirmedReason, std::int64_t>;
std::map<std::int64_t, ReasonCounts> reasons_by_round(store::Transaction& tx, const access::Scope& scope,
                                                      const VerificationQuery& query);

// The doors that lie in the area itself and are in scope; round: whose tasks and reasons are told, 0 for
// none.
struct VerificationDoorsQuery {
  access::AreaId area;
  std::int64_t round = 0;
  std::string month;
};
std::vector<VerificationDoor> verification_doors(store::Transaction& tx, const access::Scope& scope,
                                                 const VerificationDoorsQuery& query);

void set_unconfirmed_reason(store::Transaction& tx, VerificationId round, std::int64_t premises,
                            UnconfirmedReason reason);

// Running ones of months before this one, of all areas: what closes them looks for no area.
std::vector<VerificationRound> rounds_left_over(store::Transaction& tx, const std::string& month);

// Rounds of months before this one with their reasons; how many rounds, at most the limit.
std::int64_t erase_old_rounds(store::Transaction& tx, const std::string& month, int limit);

}  // namespace weige::work
