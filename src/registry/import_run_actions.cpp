#include "registry/import_run_actions.h"

#include <array>
#include <boost/json.hpp>
#include <sstream>

#include "registry/address_import.h"
#include "registry/import_town_actions.h"
#include "registry/organisation_import.h"
#include "registry/resident_import.h"
#include "registry/upload_store.h"

namespace weige::registry {
namespace {

using store::Transaction;

ParsedRow parse_row(const UploadRow& row, const ImportColumns& columns, const ImportTown& town) {
  switch (columns.kind()) {
    case TownFile::residents:
      return parse_resident(row, columns, town);
    case TownFile::organisations:
      return parse_organisation(row, columns, town);
    case TownFile::addresses:
      break;
  }
  return parse_address_row(row, columns, town);
}

std::optional<Problem> why_barred(Transaction& tx, Instant now, const Import& import) {
  const auto actor =
      access::Actor::resume(tx, now, import.account, import.post, access::Purpose::data_quality);
  if (!actor) return actor.problem();
  const auto may = actor->may(access::Right::import_files);
  return may ? std::optional<Problem>() : may.problem();
}

ImportId import_of(const jobs::Job& job) {
  return ImportId{boost::json::parse(job.input).at("import").to_number<std::int64_t>()};
}

}  // namespace

Result<access::Actor> ImportRun::sender(Transaction& tx) const {
  return access::Actor::resume(tx, clock(), import.account, import.post, access::Purpose::data_quality);
}

Result<ImportRun> begin_run(jobs::JobContext& job, const Clock& clock, TownTime town_time) {
  return job.database().write([&](Transaction& tx) -> Result<ImportRun> {
    auto import = find_import(tx, import_of(job.job()));
    if (!import) return problem(ProblemCode::upload_gone);
    const auto upload = find_upload(tx, import->upload);
    if (!upload) return problem(ProblemCode::upload_gone);
    WEIGE_TRY(auto columns,
              ImportColumns::of(import->kind, upload->sheets.at(static_cast<std::size_t>(import->sheet)),
                                import->mapping));
    auto town =
        import_town(tx, import->area, {.reference = import->reference, .today = town_time.day_of(clock())});
    const auto everywhere = access::Scope::system(tx, clock(), access::SystemReason::import_job);
    return ImportRun{job,
                     clock,
                     town_time,
                     *std::move(import),
                     std::move(columns),
                     std::move(town),
                     everywhere,
                     why_barred(tx, clock(), *import)};
  });
}

std::string to_text(const ImportPosition& position) {
  constexpr std::array<const char*, 3> kPhases{"check", "apply", "take_back"};
  std::ostringstream out;
  out << kPhases[static_cast<std::size_t>(position.phase)] << ' ' << position.after << ' '
      << position.operation << ' ' << position.undo_operation << ' ' << position.kept;
  return out.str();
}

ImportPosition import_position(std::string_view text) {
  ImportPosition position;
  std::istringstream in{std::string(text)};
  std::string phase;
  in >> phase >> position.after >> position.operation >> position.undo_operation >> position.kept;
  if (phase == "apply") position.phase = ImportPosition::Phase::apply;
  if (phase == "take_back") position.phase = ImportPosition::Phase::take_back;
  return position;
}

RowSource::RowSource(const ImportRun& run, From from)
    : run_(run), chunks_(from.chunks), coming_(fetch(from.after)) {}

std::future<RowSource::Batches> RowSource::fetch(std::int64_t after) const {
  return std::async(std::launch::async, [this, after] {
    constexpr int kBatchesAhead = 4;
    const auto chunks = run_.job.database().read([&](Transaction& tx) {
      return upload_chunks(tx, run_.import.upload, run_.import.sheet, static_cast<int>(after),
                           kBatchesAhead * chunks_);
    });
    Batches batches;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      if (i % static_cast<std::size_t>(chunks_) == 0) batches.emplace_back();
      auto& batch = batches.back();
      batch.last_chunk = chunks[i].ordinal;
      for (const auto& row : unpack_rows(chunks[i].bytes))
        batch.rows.push_back(parse_row(row, run_.columns, run_.town));
    }
    return batches;
  });
}

std::optional<RowSource::Batch> RowSource::next() {
  if (ready_.empty() && coming_.valid()) {
    ready_ = coming_.get();
    if (!ready_.empty()) coming_ = fetch(ready_.back().last_chunk);
  }
  if (ready_.empty()) return std::nullopt;
  auto batch = std::move(ready_.front());
  ready_.pop_front();
  return batch;
}

Done conclude_import(ImportRun& run, bool applied) {
  run.import.outcomes =
      run.job.database().read([&](Transaction& tx) { return count_outcomes(tx, run.import.id); });
  run.import.applied = applied;
  return run.job.database().write([&](Transaction& tx) -> Done {
    update_import(tx, run.import);
    return run.job.save_result(tx,
                               boost::json::serialize(boost::json::object{{"import", run.import.id.value}}));
  });
}

}  // namespace weige::registry
