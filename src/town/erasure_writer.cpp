#include "town/erasure_writer.h"

#include <algorithm>
#include <array>
#include <string>

#include "access/manifest.h"
#include "access/retention_store.h"
#include "intake/intake_manifest.h"
#include "intake/named_people_store.h"
#include "jobs/job_store.h"
#include "jobs/jobs_manifest.h"
#include "registry/erasure_writer.h"
#include "registry/registry_manifest.h"
#include "town/erasure_events.h"
#include "town/reading_delay_store.h"
#include "town/resident_request_store.h"
#include "town/town_manifest.h"
#include "work/lead_key_store.h"
#include "work/work_manifest.h"

namespace weige::town {
namespace {

using registry::ErasedMark;

// Only exports make files of people (registry/export_actions.h, which a writer does not include).
const std::vector<std::string> kJobsWithFiles{"export"};

std::vector<ErasedMark> marks_of(std::span<const std::int64_t> people, Instant now) {
  std::vector<ErasedMark> out;
  for (const auto id : people) out.push_back({"person", id, now});
  return out;
}

Done end_what_goes_on(const ErasureMoment& moment, std::span<const std::int64_t> people) {
  const auto on = registry::going_on(moment.tx, people);
  if (on.residences.empty() && on.employments.empty()) return done();
  const auto actor = access::Actor::system(moment.tx, moment.now, access::SystemReason::retention);
  return registry::end_everything({moment.tx, actor, moment.now}, people);
}

}  // namespace

Result<std::vector<ErasedMark>> erase_people(const ErasureMoment& moment,
                                             std::span<const std::int64_t> people,
                                             registry::ErasureReason reason) {
  const auto all = registry::with_merged(moment.tx, people);
  if (all.empty()) return std::vector<ErasedMark>{};
  WEIGE_CHECK(end_what_goes_on(moment, all));
  const auto erased = registry::people_to_erase(moment.tx, all);
  if (const auto last = registry::last_change_of(moment.tx, erased.subjects))
    jobs::remove_jobs_with_files(moment.tx, *last, kJobsWithFiles);
  intake::erase_from_lists(moment.tx, erased.subjects, erased.traces);
  access::erase_resident_access(moment.tx, all);
  erase_requests(moment.tx, all);
  erase_delays(moment.tx, all);
  WEIGE_CHECK(erasure_events().people.publish(moment.tx, all));
  registry::erase_people(moment.tx, moment.now, erased, reason);
  return marks_of(all, moment.now);
}

ErasedMark erase_account(const ErasureMoment& moment, access::AccountId account,
                         registry::ErasureReason reason) {
  access::erase_account(moment.tx, account, moment.now);
  work::erase_keys_of(moment.tx, account);
  registry::mark_erased(moment.tx, "account", std::array{account.value}, moment.now, reason);
  return {"account", account.value, moment.now};
}

std::vector<std::string_view> erased_tables() {
  std::vector<std::string_view> out = erasure_events().tables;
  for (const auto* manifest :
       {&access::access_manifest(), &registry::registry_manifest(), &intake::intake_manifest(),
        &jobs::jobs_manifest(), &work::work_manifest(), &town_manifest()})
    for (const auto& table : *manifest)
      if (std::ranges::any_of(table.columns,
                              [](const ManifestColumn& column) { return column.erasure != Erasure::keep; }))
        out.push_back(table.name);
  return out;
}

}  // namespace weige::town
