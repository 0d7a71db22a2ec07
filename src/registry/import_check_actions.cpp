// The first phase: every row is read, compared with the register and given its outcome. Nothing is written to
// the register, so it begins anew after a crash.
#include <algorithm>

#include "registry/file_keys.h"
#include "registry/import_picture_store.h"
#include "registry/import_run_actions.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr int kChunksAtOnce = 4;
constexpr int kRowsCleared = 4000;
constexpr std::size_t kConflictsAtOnce = 500;

// Writes of rows further up are seen by those below, as they will be when it is done; those of rows that
// contradict another are not, since they will not be written.
std::vector<ImportedRow> decide_all(const ImportRun& run, Transaction& tx, const FileKeys& keys,
                                    const std::vector<ParsedRow>& rows) {
  const auto sender = run.sender(tx);
  if (!sender) return {};
  auto picture = load_picture(tx, {run.everywhere, sender->scope()}, run.import.kind, rows);
  std::int64_t next = -1;
  const Deciding with{
      .kind = run.import.kind, .town = run.town, .picture = picture, .new_id = [&] { return next--; }};
  std::vector<ImportedRow> out;
  for (const auto& row : rows) {
    auto decision = decide(row, with);
    if (!keys.conflicts().contains(row.number))
      for (const auto& write : decision.writes) picture.remember(write.after);
    out.push_back({.row = row.number,
                   .outcome = decision.outcome,
                   .subject_kind = decision.subject_kind,
                   .subject_id = std::max<std::int64_t>(decision.subject_id, 0),
                   .findings = std::move(decision.findings)});
  }
  return out;
}

class Checker {
 public:
  explicit Checker(ImportRun& run) : run_(run), keys_(run.columns) {}

  Done run() {
    WEIGE_CHECK(clear());
    RowSource source(run_, {.chunks = kChunksAtOnce});
    while (auto batch = source.next()) {
      WEIGE_CHECK(run_.job.may_go_on());
      for (const auto& row : batch->rows) keys_.add(row);
      WEIGE_CHECK(keep(batch->rows));
    }
    WEIGE_CHECK(mark_conflicts());
    return settle();
  }

 private:
  Done clear() {
    for (bool more = true; more;) {
      WEIGE_TRY(more, run_.job.database().write([&](Transaction& tx) -> Result<bool> {
        return clear_rows(tx, run_.import.id, kRowsCleared) > 0;
      }));
    }
    return done();
  }

  Done keep(const std::vector<ParsedRow>& parsed) {
    const auto rows =
        run_.job.database().read([&](Transaction& tx) { return decide_all(run_, tx, keys_, parsed); });
    if (rows.size() != parsed.size()) return problem(ProblemCode::forbidden);
    for (const auto& row : rows) count(row.findings);
    checked_ += static_cast<int>(rows.size());
    return run_.job.database().write([&](Transaction& tx) -> Done {
      insert_rows(tx, run_.import.id, rows);
      return run_.job.save(tx, to_text(ImportPosition{}), {"check", checked_, run_.import.rows});
    });
  }

  // In how many rows each code was found.
  void count(const std::vector<Finding>& findings) {
    std::set<std::string> codes;
    for (const auto& finding : findings)
      if (!finding.warning && codes.insert(finding.code).second) ++run_.import.problems[finding.code];
  }

  Done mark_conflicts() {
    auto next = keys_.conflicts().begin();
    while (next != keys_.conflicts().end()) {
      WEIGE_CHECK(run_.job.may_go_on());
      const auto first = next;
      for (std::size_t i = 0; i < kConflictsAtOnce && next != keys_.conflicts().end(); ++i, ++next)
        count(next->second);
      WEIGE_CHECK(run_.job.database().write([&](Transaction& tx) -> Done {
        std::vector<ImportedRow> rows;
        for (auto each = first; each != next; ++each)
          for (auto& row : import_rows_from(tx, run_.import.id, each->first, each->first)) {
            row.findings.insert(row.findings.end(), each->second.begin(), each->second.end());
            row.outcome = RowOutcome::invalid;
            row.subject_id = 0;
            rows.push_back(std::move(row));
          }
        update_rows(tx, run_.import.id, rows);
        return done();
      }));
    }
    return done();
  }

  Done settle() {
    run_.import.outcomes =
        run_.job.database().read([&](Transaction& tx) { return count_outcomes(tx, run_.import.id); });
    return run_.job.database().write([&](Transaction& tx) -> Done {
      update_import(tx, run_.import);
      return run_.job.save(tx, to_text(ImportPosition{.phase = ImportPosition::Phase::apply}),
                           {"apply", 0, run_.import.rows});
    });
  }

  ImportRun& run_;
  FileKeys keys_;
  int checked_ = 0;
};

}  // namespace

Done check_rows(ImportRun& run) {
  run.import.problems.clear();
  return Checker(run).run();
}

}  // namespace weige::registry
