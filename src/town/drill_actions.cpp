#include "town/drill_actions.h"

#include <boost/json.hpp>

#include <cerrno>
#include <cstring>

#include "access/key_actions.h"
#include "access/key_ring.h"
#include "base/new_file.h"
#include "base/temporary_folder.h"
#include "store/spare_database.h"
#include "town/old_values_actions.h"

namespace weige::town {
namespace {

namespace json = boost::json;
using store::Transaction;

constexpr int kKeysTried = 1000;

// The file that is restored: the one that is there, or a new one.
Result<std::filesystem::path> drill_file(const DrillRun& run, const std::filesystem::path& folder) {
  if (run.from) return *run.from;
  const auto path = folder / "drill.backup";
  WEIGE_TRY(auto file, NewFile::make(path));
  WEIGE_CHECK(write_backup({.database = run.database,
                            .keys = run.keys,
                            .clock = run.clock,
                            .random = run.random,
                            .progress = run.progress},
                           [&](std::string_view part) { file.write(part); }));
  WEIGE_CHECK(file.publish());
  return path;
}

Done restore_beside(const DrillRun& run, const std::string& url, const std::filesystem::path& file) {
  WEIGE_TRY(const auto database, store::Database::open(url));
  WEIGE_CHECK(restore_backup(
      {.database = *database, .file = file, .keys = run.keys, .clock = run.clock, .progress = run.progress}));
  return done();
}

// Opened as a server opens it, and asked for what lies sealed.
Result<std::int64_t> first_answer(const DrillRun& run, const std::string& url) {
  WEIGE_TRY(const auto database, store::Database::open(url));
  WEIGE_CHECK(store::migrate(*database));
  const access::KeyHome home{.file = run.keys.file, .profile = run.keys.set.profile, .random = run.random};
  WEIGE_TRY(auto ring, access::KeyRing::open(*database, home, run.clock()));
  database->accompany(std::move(ring));
  WEIGE_CHECK(seal_old_values(*database, run.clock()));
  const auto step = database->read([&](Transaction& tx) { return access::check_some(tx, {}, kKeysTried); });
  if (!step.broken.empty())
    return problem(ProblemCode::sealed_values).with("count", std::to_string(step.broken.size()));
  return std::int64_t{step.keys};
}

std::int64_t in_milliseconds(std::chrono::microseconds time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

}  // namespace

Result<DrillReport> run_drill(const DrillRun& run) {
  const auto folder = TemporaryFolder::make(run.folder, "drill");
  if (!folder) return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
  DrillReport report{.begun = run.clock()};
  WEIGE_TRY(const auto file, drill_file(run, folder->path()));
  report.backed_up = run.clock();
  WEIGE_TRY(auto verified, verify_backup(file, run.keys.set, run.progress));
  report.head = std::move(verified.head);
  report.content = std::move(verified.content);
  report.moment = parse_rfc3339(report.head.made).value_or(report.begun);
  std::error_code ignored;
  report.bytes = std::filesystem::file_size(file, ignored);
  WEIGE_TRY(const auto scratch, store::SpareDatabase::beside(run.url, folder->path(), run.random));
  report.verified = run.clock();
  WEIGE_CHECK(restore_beside(run, scratch->url(), file));
  report.restored = run.clock();
  WEIGE_TRY(report.keys_opened, first_answer(run, scratch->url()));
  report.answered = run.clock();
  return report;
}

std::string to_json_line(const DrillReport& report, std::optional<std::chrono::seconds> every) {
  json::object out{{"drill", report.head.id.substr(0, 16)},
                   {"at", to_rfc3339(report.answered)},
                   {"engine", report.head.engine},
                   {"schema", report.head.schema},
                   {"data_of", report.head.made},
                   {"bytes", report.bytes},
                   {"tables", report.content.tables.size()},
                   {"rows", report.content.rows},
                   {"keys_opened", report.keys_opened},
                   {"backup_ms", in_milliseconds(report.backed_up - report.begun)},
                   {"verify_ms", in_milliseconds(report.verified - report.backed_up)},
                   {"restore_ms", in_milliseconds(report.restored - report.verified)},
                   {"rpo_ms", in_milliseconds(report.recovery_point())},
                   {"rto_ms", in_milliseconds(report.recovery_time())},
                   {"equal", true}};
  if (every) out["rpo_worst_ms"] = in_milliseconds(*every + (report.backed_up - report.begun));
  return json::serialize(out);
}

}  // namespace weige::town
