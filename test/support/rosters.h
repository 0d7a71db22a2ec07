// A roster taken in, compared and decided, as the server does it: for tests of rosters.
#pragma once

#include <string>
#include <vector>

#include "intake/finding_actions.h"
#include "intake/roster_actions.h"
#include "registry/people_index.h"
#include "support/imports.h"

namespace weige::testing_support {

class RosterDesk {
 public:
  RosterDesk(store::Database& db, Sender sender);

  // Takes the file, and compares it with the register.
  intake::Roster hand_in(std::string_view bytes, intake::NewRoster input = {});
  Result<intake::Roster> try_to_hand_in(std::string_view bytes, intake::NewRoster input = {});
  void run_jobs();
  intake::Roster look(intake::RosterId id);

  std::vector<intake::ComparedRow> rows(const intake::Roster& roster);
  std::vector<intake::AnsweredRow> answers(const intake::Roster& roster);
  // As whoever decides; open ones unless told otherwise.
  std::vector<intake::Finding> findings(const intake::FindingQuery& query = {
                                            .state = intake::FindingState::open, .limit = 1000});
  Result<intake::Finding> decide(intake::FindingDecision decision);
  Result<intake::FindingView> view(intake::FindingId id);
  void apply(const intake::Roster& roster, std::vector<intake::FindingKind> kinds, bool confirm_same = false);
  void confirm_same(const intake::Roster& roster);
  // Asked for; run_jobs() does it.
  Result<jobs::JobId> try_to_apply(const intake::ApplyRoster& wanted);
  intake::FindingEvents& events() { return events_; }

 private:
  void apply_and_run(const intake::ApplyRoster& wanted);
  access::Actor actor(store::Transaction& tx) const;
  store::Database& db_;
  Sender sender_;
  registry::PeopleIndex people_{2};
  intake::FindingEvents events_;
  ImportDesk files_;
  int handed_in_ = 0;
};

// A town's list of invented people, some hundred of them, imported: enough for the engine to learn from.
// Person n (1 to `people`) is called common_name(n), has invented_id(n) and the phone 139 0001 nnnn, and
// lives in room n of 明珠路88弄, fifty rooms a number.
void import_common_town(ImportDesk& desk, int people);
std::string common_name(int number);
std::string common_phone(int number);
std::string common_address(int number);

}  // namespace weige::testing_support
