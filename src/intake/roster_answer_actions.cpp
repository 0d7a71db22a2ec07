#include "intake/roster_answer_actions.h"

#include <algorithm>
#include <set>

#include "intake/pocket_actions.h"
#include "intake/roster_reading_actions.h"
#include "intake/roster_store.h"

namespace weige::intake {
namespace {

using store::Transaction;

constexpr int kAnswersClearedAtOnce = 4000;
constexpr std::size_t kAnswersAtOnce = 2000;

Done clear(store::Database& database, RosterId id) {
  for (bool more = true; more;) {
    WEIGE_TRY(more, database.write([&](Transaction& tx) -> Result<bool> {
      return clear_answers(tx, id, kAnswersClearedAtOnce);
    }));
  }
  return done();
}

std::vector<AnsweredRow> answer(Roster& roster, std::span<const RosterRow> rows) {
  roster.answers.clear();
  roster.problems.clear();
  std::vector<AnsweredRow> out;
  for (const auto& row : rows) {
    out.push_back({row.number(), row.answer, row.mend});
    ++roster.answers[std::string(code(row.answer))];
    std::set<std::string> codes;
    for (const auto& finding : row.mend)
      if (codes.insert(finding.code).second) ++roster.problems[finding.code];
  }
  return out;
}

Done keep(store::Database& database, RosterId id, std::span<const AnsweredRow> rows) {
  for (std::size_t first = 0; first < rows.size(); first += kAnswersAtOnce) {
    const auto piece = rows.subspan(first, std::min(kAnswersAtOnce, rows.size() - first));
    WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
      insert_answers(tx, id, piece);
      return done();
    }));
  }
  return done();
}

Done run(jobs::JobContext& job, const Clock& clock, TownTime town) {
  WEIGE_TRY(auto sheet, read_sheet(job, clock(), town));
  auto& roster = sheet.roster;
  if (roster.answered_at) return done();  // published before the job could be ended
  auto& database = job.database();
  WEIGE_CHECK(clear(database, roster.id));
  WEIGE_CHECK(keep(database, roster.id, answer(roster, sheet.rows)));
  WEIGE_CHECK(keep_pocket(database, roster, sheet.rows));
  roster.answered_at = clock();
  return database.write([&](Transaction& tx) -> Done {
    update_answers(tx, roster);
    return done();
  });
}

}  // namespace

jobs::JobRunner::Handler answer_handler(Clock clock, TownTime town) {
  return [clock = std::move(clock), town](jobs::JobContext& job) { return run(job, clock, town); };
}

}  // namespace weige::intake
