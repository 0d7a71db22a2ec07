#include "support/erasures.h"

#include <stdexcept>

#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "town/retention_store.h"

namespace weige::testing_support {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("erasure: " + title(result.problem(), Language::en) + " " +
                             result.problem().place);
  return std::move(result).value();
}

}  // namespace

void move_out(store::Database& db, const SmallTown& town, std::int64_t person, Instant now,
              const std::string& words) {
  (void)must(as_post(
      db, town.town_account, town.town_post,
      [&](const registry::WriteContext& context) -> Done {
        for (const auto& residence :
             registry::find_records(context.tx, context.actor.scope(), registry::RecordKind::residence,
                                    {"person_id", std::to_string(person)})) {
          if (residence.text("state") == "cancelled") continue;
          WEIGE_CHECK(registry::step_residence(
              context,
              {.id = residence.id,
               .version = residence.version,
               .state = registry::ResidenceState::cancelled,
               .reason = words,
               .provenance = {.finder = words,
                              .evidence = {{.kind = registry::EvidenceKind::landlord, .note = words}}}}));
        }
        return done();
      },
      now));
}

jobs::Job run_night(store::Database& db, const town::RetentionParts& parts, const std::string& instance) {
  const auto begun = must(town::begin_night(db, parts.clock(), parts.town));
  if (!begun) throw std::runtime_error("the night has had its job");
  jobs::JobRunner runner(db, parts.clock, {.instance = instance});
  runner.handle(std::string(town::kRetentionJob),
                [&](jobs::JobContext& context) { return town::run_retention(context, parts); });
  while (runner.run_one()) {
  }
  return must(db.read([&](store::Transaction& tx) { return jobs::get_job(tx, *begun); }));
}

town::RetentionRun last_run(store::Database& db) {
  return db.read([](store::Transaction& tx) { return town::find_runs(tx, 0, 1).at(0); });
}

town::ErasureCount counted(const town::RetentionRun& run, std::string_view clock) {
  for (const auto& each : run.counts)
    if (each.clock == clock) return each.count;
  return {};
}

std::int64_t count_rows(store::Database& db, const std::string& table, const std::string& where) {
  return db.read([&](store::Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT count(*) FROM " + table + " WHERE " + where);
  });
}

}  // namespace weige::testing_support
