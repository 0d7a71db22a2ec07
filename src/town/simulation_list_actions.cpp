#include "town/simulation_list_actions.h"

#include <cerrno>
#include <cstring>

#include "base/memory_file.h"
#include "intake/roster_actions.h"
#include "intake/roster_answer_actions.h"
#include "intake/roster_job_actions.h"
#include "jobs/job_runner.h"
#include "registry/record_store.h"
#include "registry/upload_actions.h"
#include "town/simulation_newcomer.h"
#include "work/due_task_actions.h"

namespace weige::town {
namespace {

using registry::RecordKind;
using store::Transaction;

constexpr std::string_view kHeader = "姓名,证件号码,居住地址\n";
constexpr std::uint32_t kFirstRow = 2;  // below the header

struct ListedDoor {
  std::int64_t address = 0;
  std::string text;
};

Result<ListedDoor> address_of(Transaction& tx, const access::Scope& scope, std::int64_t premises) {
  const auto record = registry::find_record(tx, scope, RecordKind::premises, premises);
  const auto id = record ? record->number("address_id") : std::nullopt;
  const auto address = id ? registry::find_record(tx, scope, RecordKind::address, *id) : std::nullopt;
  if (!address) return problem(ProblemCode::not_found, "premises");
  return ListedDoor{address->id, std::string(address->text("canonical"))};
}

// Of a registered residence. Numbers of passports and permits are left to those who can read them.
Result<SimulatedNewcomer> resident_of(Transaction& tx, const access::Scope& scope, std::int64_t residence) {
  const auto record = registry::find_record(tx, scope, RecordKind::residence, residence);
  const auto id = record ? record->number("person_id") : std::nullopt;
  const auto person = id ? registry::find_record(tx, scope, RecordKind::person, *id) : std::nullopt;
  if (!person) return problem(ProblemCode::not_found, "residence");
  const bool has_number = person->text("document_type") == "resident_id";
  return SimulatedNewcomer{std::string(person->text("name")),
                           std::string(has_number ? person->text("document_number") : "")};
}

Result<access::Actor> acting(Transaction& tx, Instant now, const SimulatedPost& as) {
  return access::Actor::resume(tx, now, as.account, as.post, access::Purpose::data_quality);
}

}  // namespace

Result<std::string> SimulatedLists::file_of(const SimulatedList& list, Instant now) {
  return parts_.database.read([&](Transaction& tx) -> Result<std::string> {
    WEIGE_TRY(const auto office, acting(tx, now, parts_.office));
    WEIGE_TRY(const auto door, address_of(tx, office.scope(), list.premises));
    std::string out(kHeader);
    for (const auto person : list.people) {
      auto row = newcomer_of(parts_.seed, list.door, std::min<std::int64_t>(person, -1));
      if (person > 0) {
        WEIGE_TRY(row, resident_of(tx, office.scope(), person));
      }
      out.append(row.name).append(",").append(row.id_number).append(",").append(door.text).append("\n");
    }
    return out;
  });
}

Done SimulatedLists::hand_in(const SimulatedList& list, Instant now) {
  WEIGE_TRY(const auto text, file_of(list, now));
  MemoryFile file("weige-list");
  if (!file.write(text)) return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
  auto& database = parts_.database;
  WEIGE_TRY(const auto office,
            database.read([&](Transaction& tx) { return acting(tx, now, parts_.office); }));
  const auto name = "list-" + std::to_string(++handed_in_);
  WEIGE_TRY(
      const auto upload,
      registry::take_upload(
          {.database = database, .actor = office, .clock = [now] { return now; }, .sandbox = parts_.sandbox},
          {.fd = *file.descriptor(), .name = name + ".csv", .submission = name}));
  WEIGE_TRY(const auto roster, database.write([&](Transaction& tx) -> Result<intake::Roster> {
    WEIGE_TRY(const auto sender, acting(tx, now, parts_.office));
    WEIGE_TRY(const auto door, address_of(tx, sender.scope(), list.premises));
    return intake::hand_in({tx, sender, now}, {.upload = upload.id,
                                               .scope = intake::ScopeKind::address,
                                               .scope_id = door.address,
                                               .complete = true,
                                               .source = "名单"});
  }));
  for (std::size_t i = 0; i < list.people.size(); ++i)
    named_[{roster.id.value, kFirstRow + static_cast<std::uint32_t>(i)}] = list.people[i];
  return done();
}

Done SimulatedLists::run_jobs(Instant now) {
  const Clock clock = [now] { return now; };
  jobs::JobRunner runner(parts_.database, clock, {.instance = "simulate"});
  std::optional<Problem> failed;
  runner.on_failure([&](jobs::JobId, const Problem& problem) { failed = problem; });
  runner.handle(std::string(intake::kRosterJob),
                intake::roster_handler({.clock = clock, .people = people_, .events = parts_.events}));
  runner.handle(std::string(intake::kRosterAnswerJob), intake::answer_handler(clock));
  while (runner.run_one() && !failed) {
  }
  if (failed) return *failed;
  return done();
}

Done SimulatedLists::take_in(const std::vector<SimulatedList>& lists, Instant now) {
  for (const auto& list : lists)
    if (!list.people.empty()) WEIGE_CHECK(hand_in(list, now));
  if (!lists.empty()) WEIGE_CHECK(run_jobs(now));
  WEIGE_CHECK(work::keep_tasks(parts_.database, now));
  return done();
}

std::optional<std::int64_t> SimulatedLists::named_by(const intake::Finding& finding) const {
  const auto found = named_.find({finding.roster.value, finding.row});
  return found == named_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace weige::town
