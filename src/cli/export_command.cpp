#include "cli/export_command.h"

#include <sys/stat.h>

#include <CLI/App.hpp>
#include <filesystem>
#include <memory>

#include "access/area_actions.h"
#include "cli/approval_rules.h"
#include "cli/database_command.h"
#include "cli/outcome.h"
#include "registry/export_approval_actions.h"
#include "registry/export_job_actions.h"

namespace weige::cli {
namespace {

using registry::ExportRequest;
using store::Transaction;

// What is written is for its owner alone, as long as the process lives or the object.
class OwnFilesOnly {
 public:
  OwnFilesOnly() : before_(::umask(S_IRWXG | S_IRWXO)) {}
  ~OwnFilesOnly() { ::umask(before_); }
  OwnFilesOnly(const OwnFilesOnly&) = delete;
  OwnFilesOnly& operator=(const OwnFilesOnly&) = delete;

 private:
  mode_t before_;
};

std::string ending_of(const std::string& path) {
  const auto dot = path.rfind('.');
  return dot == path.npos ? "" : path.substr(dot + 1);
}

Result<access::AreaId> area_of(store::Database& database, const access::Actor& actor,
                               const std::string& code) {
  const auto areas = database.read([&](Transaction& tx) { return access::list_areas(tx, actor); });
  for (const auto& area : areas)
    if (area.code == code) return area.id;
  return problem(ProblemCode::bad_choice, "area");
}

Result<ExportRequest> request_of(const ExportFlags& flags) {
  const auto kind = registry::town_file_of(flags.kind);
  if (!kind) return problem(ProblemCode::bad_choice, "kind");
  const auto format = registry::export_format_of(flags.format.empty() ? ending_of(flags.out) : flags.format);
  if (!format) return problem(ProblemCode::bad_choice, "format");
  return ExportRequest{.form = {.kind = *kind, .format = *format, .numbers = flags.numbers}};
}

Done write_whole(const registry::ExportRun& run, const registry::ExportOrder& order,
                 const std::string& path) {
  registry::ExportReader reader(order);
  WEIGE_CHECK(registry::write_export(run, reader, path));
  return run.database.write([&](Transaction& tx) { return reader.close(tx, run.clock(), {}); });
}

// Without --approval: the approval that has to be waited for, where one is needed.
Done may_begin(store::Database& database, const access::Actor& actor, const ExportFlags& flags,
               const registry::ExportWish& wish, Instant now) {
  if (!flags.approval) {
    WEIGE_TRY(const auto waiting, database.write([&](Transaction& tx) {
      return registry::plan_command_export(tx, now, actor, wish);
    }));
    if (waiting)
      return problem(ProblemCode::approval_waiting).with("number", std::to_string(waiting->id.value));
  }
  const registry::ExportOrder order{.request = wish.request,
                                    .account = actor.account(),
                                    .post = actor.post(),
                                    .purpose = *actor.purpose(),
                                    .approval = flags.approval};
  return database.write(
      [&](Transaction& tx) { return registry::begin_export(tx, now, order, {.rules = wish.rules}); });
}

void add_approval_options(CLI::App& command, ExportFlags& flags) {
  command.add_option("--reason", flags.reason,
                     "why, for the second person who approves an export in bulk (--unmasked, or many rows)");
  command.add_option_function<std::int64_t>(
      "--approval", [&flags](std::int64_t number) { flags.approval = access::ApprovalId{number}; },
      "number of the approval, which the first run tells");
}

void add_options(CLI::App& command, ExportFlags& flags) {
  add_approval_options(command, flags);
  command.add_option("--kind", flags.kind, "addresses, residents or organisations")->required();
  command.add_option("--out", flags.out, "the file to write")->required();
  command.add_option("--format", flags.format, "xlsx or csv [as the file's name ends]");
  command.add_option("--area", flags.area, "code of a committee or another area [all that the post covers]");
  command
      .add_option("--purpose", flags.purpose,
                  "why: door_check, resident_service, data_correction, duplicate_review, data_quality, "
                  "legal_request")
      ->required();
  command.add_flag_function(
      "--unmasked", [&flags](std::int64_t) { flags.numbers = registry::Numbers::full; },
      "ID numbers and phones in full; needs the right to see them and a purpose that shows them, and is "
      "audited as such");
}

}  // namespace

Done export_file(store::Database& database, const access::Actor& actor, const ExportFlags& flags,
                 const Clock& clock) {
  WEIGE_TRY(auto request, request_of(flags));
  const auto purpose = access::purpose_of(flags.purpose);
  if (!purpose) return problem(ProblemCode::bad_choice, "purpose");
  if (!flags.area.empty()) {
    WEIGE_TRY(request.area, area_of(database, actor, flags.area));
  }
  const auto acting = actor.with_purpose(*purpose);
  WEIGE_CHECK(database.read([&](Transaction& tx) {
    access::ReadingLog none;
    return registry::plan_export({tx, acting, clock(), none}, request);
  }));
  WEIGE_CHECK(may_begin(database, acting, flags,
                        {.request = request, .reason = flags.reason, .rules = flags.rules}, clock()));
  const OwnFilesOnly own;
  const auto unfinished = flags.out + ".part";
  const auto outcome =
      write_whole({.database = database, .clock = clock},
                  {request, actor.account(), actor.post(), *purpose, flags.approval}, unfinished);
  std::error_code error;
  if (outcome) std::filesystem::rename(unfinished, flags.out, error);
  if (error) return problem(ProblemCode::file_write, flags.out).with("reason", error.message());
  if (!outcome) std::filesystem::remove(unfinished, error);
  return outcome;
}

void add_export_command(CLI::App& app, int& code) {
  auto* command =
      app.add_subcommand("export", "Write what a post may see of the register into an XLSX or CSV file");
  command->footer(
      "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to export. The columns "
      "are "
      "those that\nan import finds by itself. Rows are each true at some moment of the run.\n"
      "An export in bulk waits for a second person: run it with --reason, have approval NUMBER approved on "
      "the "
      "page Approvals,\nand run it again with --approval NUMBER. WEIGE_TWO_PERSONS and "
      "WEIGE_BULK_EXPORT_PEOPLE are those of `weige serve`.\n"
      "Example: weige export --kind residents --out residents.xlsx --purpose data_quality --db "
      "sqlite:town.db\n" +
      std::string(kExitCodes));
  const auto url = add_db_option(*command);
  auto flags = std::make_shared<ExportFlags>();
  add_options(*command, *flags);
  command->callback([url, flags, &code] {
    code = signed_in(*url, [&](const Desk& desk) -> Done {
      WEIGE_TRY(flags->rules, approval_rules());
      return export_file(desk.database, desk.actor, *flags, desk.context.clock);
    });
  });
}

}  // namespace weige::cli
