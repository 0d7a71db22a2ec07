// One run of an import's job: what its phases share. A part of import_job_actions.
#pragma once

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/job_context.h"
#include "registry/import_store.h"
#include "registry/register_writer.h"

namespace weige::registry {

struct ImportRun {
  jobs::JobContext& job;
  Clock clock;
  TownTime town_time;
  Import import;
  ImportColumns columns;
  ImportTown town;
  access::Scope everywhere;
  std::optional<Problem> barred;  // why the sender may not import any more

  // The sender, as long as the account still holds the post.
  Result<access::Actor> sender(store::Transaction& tx) const;
};
Result<ImportRun> begin_run(jobs::JobContext& job, const Clock& clock, TownTime town_time);

// Where the job goes on.
struct ImportPosition {
  enum class Phase { check, apply, take_back } phase = Phase::check;
  std::int64_t after = -1;  // apply: the chunk written last; take_back: the change taken back last
  std::int64_t operation = 0;
  std::int64_t undo_operation = 0;
  std::int64_t kept = 0;  // take_back: changes that somebody has built on since, which therefore stay
};
std::string to_text(const ImportPosition& position);
ImportPosition import_position(std::string_view text);

// The rows of the import's sheet, some chunks at a time, read and parsed ahead on another thread while the
// caller works on those before.
class RowSource {
 public:
  struct From {
    std::int64_t after = -1;
    int chunks = 1;  // a batch
  };
  RowSource(const ImportRun& run, From from);
  struct Batch {
    std::vector<ParsedRow> rows;
    std::int64_t last_chunk = -1;
  };
  std::optional<Batch> next();

 private:
  using Batches = std::deque<Batch>;
  std::future<Batches> fetch(std::int64_t after) const;
  const ImportRun& run_;
  int chunks_;
  Batches ready_;
  std::future<Batches> coming_;  // not valid: those that are ready are the last
};

Done check_rows(ImportRun& run);
Done apply_rows(ImportRun& run, ImportPosition position);
Done take_back_import(ImportRun& run, ImportPosition position);
// Where the sender may not go on: what must be whole is taken back, of the rest stands what is in.
Done abandon_import(ImportRun& run, const ImportPosition& position);
// Counts, the operation and whether it was applied, and the job's result.
Done conclude_import(ImportRun& run, bool applied);

}  // namespace weige::registry
