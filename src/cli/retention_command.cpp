#include "cli/retention_command.h"

#include <CLI/App.hpp>
#include <algorithm>
#include <array>
#include <iostream>
#include <string>

#include "cli/database_command.h"
#include "cli/job_run.h"
#include "cli/outcome.h"
#include "town/erasure_actions.h"

namespace weige::cli {
namespace {

using store::Transaction;

constexpr const char* kOfficeSignsIn =
    "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to erase records. Over "
    "SQLite the server must be stopped.\n";

// Whether what was erased is gone from the bytes of the database, too.
const char* bytes_of(const town::RetentionRun& run) {
  if (run.bytes_clean) return "clean";
  const bool erased = std::ranges::any_of(run.counts, [](const auto& each) { return each.count.erased > 0; });
  return erased ? "not-clean" : "nothing";
}

void tell_run(const town::RetentionRun& run, std::ostream& out) {
  out << run.id.value << '\t' << town::code(run.kind) << '\t' << (run.night ? to_iso(*run.night) : "-")
      << '\t' << to_rfc3339(run.started) << '\t' << (run.finished ? to_rfc3339(*run.finished) : "-") << '\t'
      << bytes_of(run);
  std::int64_t held = 0;
  for (const auto& [clock, count] : run.counts) {
    if (count.erased > 0) out << '\t' << clock << '=' << count.erased;
    held += count.held;
  }
  if (held > 0) out << "\theld=" << held;
  out << '\n';
}

Result<town::RetentionTimes> stated_times(const std::string& text) {
  auto times = town::RetentionTimes::parse(text);
  if (times) return *std::move(times);
  return problem(ProblemCode::setting, "--retention")
      .with("name", "retention")
      .with("expected", town::RetentionTimes().text());
}

std::string all_reasons() {
  std::string out;
  for (const auto reason : registry::all_erasure_reasons())
    if (registry::stated_reason_of(registry::code(reason)))
      out.append(out.empty() ? "" : ", ").append(registry::code(reason));
  return out;
}

int at_retention_desk(const DatabaseAt& at, const std::string& times,
                      const std::function<Done(const RetentionDesk&)>& work) {
  return signed_in(at, [&](const Desk& desk) -> Done {
    WEIGE_TRY(auto stated, stated_times(times));
    const town::RetentionParts parts{
        .clock = desk.context.clock, .times = std::move(stated), .journal = desk.journal};
    return work({desk.database, desk.actor, parts, std::cout});
  });
}

void add_erase(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("erase", "Erase one person for good who is not registered any more");
  command->footer(std::string(kOfficeSignsIn) +
                  "Nothing brings the record back. Wrapped keys in older backups open with the master that "
                  "wrapped them: rotate and forget it (weige keys) where they must not.\n"
                  "Example: weige erase --person 1234 --reason resident_request --db sqlite:town.db\n" +
                  kExitCodes);
  const auto at = add_db_option(*command);
  auto person = std::make_shared<std::int64_t>();
  auto reason = std::make_shared<std::string>();
  command->add_option("--person", *person, "the number of the record")->required();
  command->add_option("--reason", *reason, "why: " + all_reasons())->required();
  command->callback([at, person, reason, &code] {
    code = at_retention_desk(*at, "", [&](const RetentionDesk& desk) -> Done {
      const auto stated = registry::stated_reason_of(*reason);
      if (!stated) return problem(ProblemCode::bad_choice, "--reason");
      return erase_one(desk, *person, *stated);
    });
  });
}

void add_run(CLI::App& retention, int& code) {
  auto* command = retention.add_subcommand("run", "Erase what is over, as the server does each night");
  command->footer(std::string(kOfficeSignsIn) +
                  "Interrupted, it goes on where it was when a server runs or it is started again.\n"
                  "Example: weige retention run --db sqlite:town.db\n" +
                  kExitCodes);
  const auto at = add_db_option(*command);
  auto times = std::make_shared<std::string>();
  command->add_option("--retention", *times, "days by clock, as `weige serve` has them")
      ->envname("WEIGE_RETENTION");
  command->callback([at, times, &code] {
    code = at_retention_desk(*at, *times,
                             [](const RetentionDesk& desk) { return run_retention_now(desk, std::cerr); });
  });
}

void add_report(CLI::App& retention, int& code) {
  auto* command = retention.add_subcommand("report", "What was erased, in numbers, the newest first");
  command->footer(
      std::string("Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to "
                  "see retention. Over SQLite the server must be stopped.\n"
                  "Number, kind, night, begun, ended, whether the database was written anew since (nothing: "
                  "nothing was erased), then numbers by clock.\n"
                  "Example: weige retention report --last 30 --db sqlite:town.db\n") +
      kExitCodes);
  const auto at = add_db_option(*command);
  auto last = std::make_shared<int>(10);
  command->add_option("--last", *last, "how many")->capture_default_str()->check(CLI::Range(1, 500));
  command->callback([at, last, &code] {
    code =
        at_retention_desk(*at, "", [&](const RetentionDesk& desk) { return report_retention(desk, *last); });
  });
}

}  // namespace

Done erase_one(const RetentionDesk& desk, std::int64_t person, registry::ErasureReason reason) {
  const std::array wanted{town::PersonToErase{.id = person}};
  const town::ErasureWork work{desk.database, desk.actor, desk.parts.clock(), desk.parts.journal.get()};
  WEIGE_TRY(auto run, town::erase_persons(work, wanted, reason));
  WEIGE_TRY(run.bytes_clean, town::clean_bytes(desk.database));
  tell_run(run, desk.out);
  return done();
}

Done run_retention_now(const RetentionDesk& desk, std::ostream& progress) {
  const auto& clock = desk.parts.clock;
  WEIGE_TRY(const auto job, desk.database.write([&](Transaction& tx) {
    return town::submit_retention(tx, clock(), desk.actor);
  }));
  WEIGE_CHECK(run_job({desk.database, clock, progress}, job,
                      [&](jobs::JobContext& context) { return town::run_retention(context, desk.parts); }));
  return report_retention(desk, 1);
}

Done report_retention(const RetentionDesk& desk, int last) {
  WEIGE_TRY(const auto runs,
            desk.database.read([&](Transaction& tx) { return town::list_runs(tx, desk.actor, 0, last); }));
  for (const auto& view : runs) tell_run(view.run, desk.out);
  return done();
}

void add_retention_commands(CLI::App& app, int& code) {
  add_erase(app, code);
  auto* retention = app.add_subcommand("retention", "What is kept for how long, and erased then");
  retention->require_subcommand(1);
  add_run(*retention, code);
  add_report(*retention, code);
}

}  // namespace weige::cli
