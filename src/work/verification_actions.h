// Use cases of full verification (O6, S2). Rights: read_counters for the figures, read_tasks for the doors,
// run_verification to start, to carry on and to close.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "work/verification_store.h"

namespace weige::work {

struct VerificationContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  std::string month() const { return month_of(town.day_of(now)); }
};

struct RoundView {
  VerificationRound round;
  std::int64_t left = 0;  // doors that are not confirmed and have had no task of this round
};
struct VerificationLine {
  access::AreaId area;
  VerificationCounts counts;
  std::int64_t tasks_open = 0;
  ReasonCounts reasons = {};
  std::optional<RoundView> round = {};
};
// Of this month as the register says now, of months gone by as their rounds were closed. month: none, this
// one. Problems: forbidden, bad_date (month).
struct VerificationAsked {
  std::optional<std::string> month = {};
  std::optional<std::int64_t> area = {};
};
struct VerificationBoard {
  std::string month;
  std::vector<VerificationLine> lines;  // by area
};
Result<VerificationBoard> read_verification(const VerificationContext& context,
                                            const VerificationAsked& asked);

struct DoorsAsked {
  access::AreaId area;
  std::optional<std::string> month = {};
  std::optional<DoorProgress> state = {};
  std::size_t from = 0, limit = 50;
};
struct DoorsPage {
  Day first{};                          // of the month
  std::vector<VerificationDoor> doors;  // in walking order
  std::optional<std::size_t> next = {};
};
// Problems: forbidden, not_found (area), bad_choice (area_id, which is neither a grid nor a committee),
// bad_date.
Result<DoorsPage> list_verification_doors(const VerificationContext& context, const DoorsAsked& asked);

inline constexpr std::size_t kTasksAStep = 500;
// Starts this month's round, with the first tasks; the one that runs where there is one. Problems: forbidden,
// not_found, bad_choice (area_id), verification_closed.
Result<RoundView> start_verification(const VerificationContext& context, access::AreaId area);
// Tasks for the next doors; tasks at doors that other work confirmed meanwhile are cancelled. Problems:
// forbidden, not_found, verification_closed.
Result<RoundView> open_verification_tasks(const VerificationContext& context, VerificationId id);
struct ReasonGiven {
  VerificationId id;
  std::int64_t premises = 0;
  UnconfirmedReason reason = UnconfirmedReason::not_reached;
};
// Problems: forbidden, not_found (also premises of another area), verification_closed.
Result<RoundView> give_reason(const VerificationContext& context, const ReasonGiven& given);
struct RoundToClose {
  VerificationId id;
  std::int64_t version = 0;
};
// Problems: forbidden, not_found, version_conflict, verification_closed.
Result<RoundView> close_verification(const VerificationContext& context, const RoundToClose& wanted);

// Closes rounds whose month is over, as they stand: to be called soon after a month has ended, and often.
Done close_old_verifications(store::Database& database, Instant now, TownTime town = {});

}  // namespace weige::work
