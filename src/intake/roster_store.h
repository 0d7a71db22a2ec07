// SQL of rosters, of what their senders are told and of what became of their rows. A sender sees rosters of
// its own post; whoever decides findings sees those of the areas it covers.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "access/actor.h"
#include "access/change.h"
#include "intake/roster.h"
#include "registry/import_plan.h"
#include "store/database.h"

namespace weige::intake {

inline constexpr access::SubjectKind kRosterSubject{"roster"};

access::Change insert_roster(store::Transaction& tx, const Roster& roster);
// For its jobs; others ask as sender or within their scope.
std::optional<Roster> find_roster(store::Transaction& tx, RosterId id);
std::optional<Roster> find_roster_of_sender(store::Transaction& tx, const access::Actor& actor, RosterId id);
std::optional<Roster> find_roster_in_scope(store::Transaction& tx, const access::Scope& scope, RosterId id);
struct RosterPage {
  std::int64_t before = 0;
  int limit = 50;
};
std::vector<Roster> rosters_of_sender(store::Transaction& tx, const access::Actor& actor,
                                      const RosterPage& page);
std::vector<Roster> rosters_in_scope(store::Transaction& tx, const access::Scope& scope,
                                     const RosterPage& page);

// Counts and times of answers.
void update_answers(store::Transaction& tx, const Roster& roster);
// Counts, time of comparison, operation, and what applying did.
void update_outcomes(store::Transaction& tx, const Roster& roster);

struct AnsweredRow {
  std::uint32_t row = 0;
  RowAnswer answer = RowAnswer::taken;
  std::vector<registry::Finding> mend = {};
};
void insert_answers(store::Transaction& tx, RosterId id, std::span<const AnsweredRow> rows);
struct AnswerQuery {
  std::optional<RowAnswer> answer = {};
  std::uint32_t after = 0;  // row number
  int limit = 100;
};
std::vector<AnsweredRow> answers(store::Transaction& tx, RosterId id, const AnswerQuery& query);

struct ComparedRow {
  std::uint32_t row = 0;
  registry::RowOutcome outcome = registry::RowOutcome::same;
  std::int64_t person = 0;  // 0 = none
  bool elsewhere = false;   // somebody out of the reader's scope: neither id nor probability is told
  double probability = 0;
  std::vector<registry::Finding> notes = {};
  std::int64_t finding = 0;  // 0 = none
};
void insert_compared(store::Transaction& tx, RosterId id, std::span<const ComparedRow> rows);
struct ComparedQuery {
  std::optional<registry::RowOutcome> outcome = {};
  std::uint32_t after = 0;
  int limit = 100;
};
std::vector<ComparedRow> compared_rows(store::Transaction& tx, RosterId id, const ComparedQuery& query);

std::map<std::string, int> count_compared(store::Transaction& tx, RosterId id);

// Removes at most `limit` answers, or compared rows and findings, of a roster that is answered or compared
// anew; whether any were left.
bool clear_answers(store::Transaction& tx, RosterId id, int limit);
bool clear_comparison(store::Transaction& tx, RosterId id, int limit);
bool erase_expired_rosters(store::Transaction& tx, Instant now);

// How the sender's columns of that layout were read the last time.
std::optional<std::vector<registry::ColumnMapping>> known_layout(store::Transaction& tx, access::PostId post,
                                                                 const std::string& layout);
void keep_layout(store::Transaction& tx, const Roster& roster, const std::string& layout);

// What was learned from the latest roster of which enough rows could be learned from. Some before it are
// kept, so that people can look how it changed.
inline constexpr int kModelsKept = 20;
std::optional<std::string> latest_model(store::Transaction& tx);
void insert_model(store::Transaction& tx, const Roster& roster, const std::string& body, Instant now);

}  // namespace weige::intake
