// The second phase: the taken rows are written, chunk by chunk, as one operation. Each is decided anew in the
// transaction that writes it, so that an edit made meanwhile is never overwritten unseen.
#include <algorithm>

#include "registry/import_picture_store.h"
#include "registry/import_run_actions.h"
#include "registry/plan_writer.h"
#include "registry/record_store.h"
#include "registry/search_index_actions.h"
#include "registry/undo_actions.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr access::AuditAction kImported{"import.written"}, kTakenBack{"import.taken_back"};
constexpr int kChangesTakenBack = 200;

// One chunk's rows in one transaction.
class ChunkWriter {
 public:
  ChunkWriter(const ImportRun& run, const WriteContext& context, std::int64_t operation)
      : run_(run), context_(context), operation_(operation) {}

  // Problem: changed_meanwhile, where every row or none must go in; `conflict` then tells the row.
  Done write(const std::vector<ParsedRow>& all) {
    const auto stored = import_rows_from(context_.tx, run_.import.id, all.front().number, all.back().number);
    std::vector<ParsedRow> rows;
    for (const auto& row : all) {
      const auto found = std::ranges::lower_bound(stored, row.number, {}, &ImportedRow::row);
      if (found != stored.end() && found->row == row.number && is_taken(found->outcome) &&
          found->outcome != RowOutcome::same)
        rows.push_back(row);
    }
    if (rows.empty()) return done();
    auto picture =
        load_picture(context_.tx, {run_.everywhere, context_.actor.scope()}, run_.import.kind, rows);
    const Deciding with{.kind = run_.import.kind, .town = run_.town, .picture = picture, .new_id = [this] {
                          return context_.tx.next_id();
                        }};
    RegisterWriter writer(context_, header(), provenance(), KeyCheck::by_caller);
    for (const auto& row : rows) WEIGE_CHECK(write_row(writer, picture, row, with));
    operation_ = writer.finish(kImported).value;
    update_rows(context_.tx, run_.import.id, updates_);
    return done();
  }
  std::int64_t operation() const { return operation_; }
  const std::optional<ImportedRow>& conflict() const { return conflict_; }

 private:
  OperationHeader header() const {
    OperationHeader header{.kind = OperationKind::import, .reason = run_.import.file_name};
    if (operation_ != 0) header.continues = OperationId{operation_};
    return header;
  }
  ProvenanceInput provenance() const {
    return {.source = run_.import.source, .way = Way::file, .confirmed_at = run_.import.reference};
  }

  Done write_row(RegisterWriter& writer, ImportPicture& picture, const ParsedRow& row, const Deciding& with) {
    auto decision = decide(row, with);
    ImportedRow update{.row = row.number,
                       .outcome = decision.outcome,
                       .subject_kind = decision.subject_kind,
                       .subject_id = decision.subject_id,
                       .findings = std::move(decision.findings)};
    if (!is_taken(decision.outcome) && run_.import.mode == ImportMode::all_or_nothing) {
      update.findings.push_back(fault(ProblemCode::changed_meanwhile, 0));
      conflict_ = std::move(update);
      return problem(ProblemCode::changed_meanwhile);
    }
    for (auto& each : decision.writes) {
      WEIGE_CHECK(write_planned(writer, each, run_.town));
      picture.remember(each.after);
    }
    updates_.push_back(std::move(update));
    return done();
  }

  const ImportRun& run_;
  const WriteContext& context_;
  std::int64_t operation_;
  std::vector<ImportedRow> updates_;
  std::optional<ImportedRow> conflict_;
};

bool must_be_whole(const ImportRun& run) {
  return run.import.mode == ImportMode::all_or_nothing;
}

bool may_apply(const ImportRun& run) {
  if (!must_be_whole(run)) return true;
  const auto none = [&](RowOutcome outcome) {
    return !run.import.outcomes.contains(std::string(code(outcome)));
  };
  return none(RowOutcome::invalid) && none(RowOutcome::refused) && none(RowOutcome::ambiguous);
}

// The next chunk and the position behind it, or neither.
Done write_chunk(ImportRun& run, ImportPosition& position, const RowSource::Batch& batch,
                 std::optional<ImportedRow>& conflict) {
  auto next = run.job.database().write([&](Transaction& tx) -> Result<ImportPosition> {
    WEIGE_TRY(const auto sender, run.sender(tx));
    const WriteContext context{tx, sender, run.clock(), run.town_time, Indexing::later};
    ChunkWriter writer(run, context, position.operation);
    const auto written = writer.write(batch.rows);
    conflict = writer.conflict();
    WEIGE_CHECK(written);
    ImportPosition after{
        .phase = ImportPosition::Phase::apply, .after = batch.last_chunk, .operation = writer.operation()};
    // A row's number counts titles and empty rows above it, too.
    const auto reached = std::min(std::int64_t{batch.rows.back().number}, std::int64_t{run.import.rows});
    WEIGE_CHECK(run.job.save(tx, to_text(after), {"apply", reached, run.import.rows}));
    return after;
  });
  WEIGE_CHECK(next);
  position = *next;
  return done();
}

// From here on everything written goes back; a crash goes on with it.
Result<ImportPosition> turn_back(ImportRun& run, const ImportPosition& position,
                                 const std::optional<ImportedRow>& conflict) {
  return run.job.database().write([&](Transaction& tx) -> Result<ImportPosition> {
    if (conflict) {
      std::vector<ImportedRow> rows{*conflict};
      rows.front().outcome = RowOutcome::invalid;
      update_rows(tx, run.import.id, rows);
    }
    const ImportPosition back{
        .phase = ImportPosition::Phase::take_back, .after = -1, .operation = position.operation};
    WEIGE_CHECK(run.job.save(tx, to_text(back), {"take_back", 0, std::nullopt}));
    return back;
  });
}

// What was added is found by name from here on. Stops when the program does, not when the job is cancelled.
Done index_added(ImportRun& run) {
  return index_waiting(run.job.database(), {.may_go_on =
                                                [&] {
                                                  auto go_on = run.job.may_go_on();
                                                  const bool cancelled =
                                                      !go_on &&
                                                      go_on.problem().code == ProblemCode::job_cancelled;
                                                  return cancelled ? done() : go_on;
                                                },
                                            .in_piece =
                                                [&](Transaction& tx, int written, int all) {
                                                  return run.job.show(tx, {"index", written, all});
                                                }});
}

Done give_up(ImportRun& run, const ImportPosition& position, const std::optional<ImportedRow>& conflict) {
  WEIGE_TRY(const auto back, turn_back(run, position, conflict));
  return take_back_import(run, back);
}

// Some changes, newest first, as part of one undoing operation.
Result<ImportPosition> take_back_some(ImportRun& run, Transaction& tx, ImportPosition position) {
  const auto now = run.clock();
  const auto system = access::Actor::system(tx, now, access::SystemReason::import_job);
  const WriteContext context{tx, system, now, run.town_time};
  const OperationId operation{position.operation};
  const auto changes = changes_before(tx, operation, position.after, kChangesTakenBack);
  OperationHeader header{.kind = OperationKind::undo, .reason = run.import.file_name, .undoes = operation};
  if (position.undo_operation != 0) header.continues = OperationId{position.undo_operation};
  RegisterWriter writer(context, header, {.way = Way::correction}, KeyCheck::by_caller);
  WEIGE_TRY(const int kept, take_back_changes(context, operation_header(tx, operation), writer, changes));
  position.kept += kept;
  if (changes.empty()) writer.keep_receipt(mark_undone(tx, operation, writer.operation()));
  position.after = changes.empty() ? 0 : changes.back().id;
  position.undo_operation = writer.finish(kTakenBack).value;
  WEIGE_CHECK(run.job.save(tx, to_text(position), {"take_back", 0, std::nullopt}));
  return position;
}

// What was written so far stands, and can be undone as one operation.
Done keep_what_is_in(ImportRun& run, const ImportPosition& position) {
  WEIGE_CHECK(index_added(run));
  if (position.operation != 0) run.import.operation = OperationId{position.operation};
  return conclude_import(run, true);
}

enum class Written { all, taken_back };

// Problems: job_cancelled, once what must be whole is taken back; and whatever else stops it.
Result<Written> write_all(ImportRun& run, ImportPosition& position) {
  RowSource source(run, {.after = position.after});
  while (auto batch = source.next()) {
    if (auto go_on = run.job.may_go_on(); !go_on) {
      if (go_on.problem().code == ProblemCode::job_cancelled && must_be_whole(run))
        WEIGE_CHECK(give_up(run, position, {}));
      return std::move(go_on).problem();
    }
    std::optional<ImportedRow> conflict;
    if (auto written = write_chunk(run, position, *batch, conflict); !written) {
      const auto code = written.problem().code;
      if (code == ProblemCode::job_stopping || code == ProblemCode::job_lost)
        return std::move(written).problem();
      if (!conflict) {
        if (must_be_whole(run)) WEIGE_CHECK(give_up(run, position, {}));
        return std::move(written).problem();
      }
      WEIGE_CHECK(give_up(run, position, conflict));
      return Written::taken_back;
    }
  }
  return Written::all;
}

}  // namespace

Done apply_rows(ImportRun& run, ImportPosition position) {
  if (!may_apply(run)) return conclude_import(run, false);
  const auto written = write_all(run, position);
  if (written && *written == Written::taken_back) return done();
  const auto code = written ? std::optional<ProblemCode>() : written.problem().code;
  if (code == ProblemCode::job_stopping || code == ProblemCode::job_lost) return written.problem();
  if (code && must_be_whole(run)) return written.problem();
  WEIGE_CHECK(keep_what_is_in(run, position));
  return code ? Done(written.problem()) : done();
}

Done abandon_import(ImportRun& run, const ImportPosition& position) {
  if (position.phase == ImportPosition::Phase::take_back) return take_back_import(run, position);
  if (position.operation == 0) return done();
  return must_be_whole(run) ? give_up(run, position, {}) : keep_what_is_in(run, position);
}

Done take_back_import(ImportRun& run, ImportPosition position) {
  for (bool more = position.operation != 0; more;) {
    if (auto go_on = run.job.may_go_on(); !go_on && go_on.problem().code != ProblemCode::job_cancelled)
      return go_on;
    auto next = run.job.database().write([&](Transaction& tx) { return take_back_some(run, tx, position); });
    WEIGE_CHECK(next);
    more = next->after != 0;
    position = *next;
  }
  WEIGE_CHECK(index_added(run));
  WEIGE_CHECK(conclude_import(run, false));
  return position.kept == 0 ? done() : problem(ProblemCode::changed_since);
}

}  // namespace weige::registry
