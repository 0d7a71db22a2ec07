#include "cli/restore_command.h"

#include <CLI/App.hpp>
#include <iostream>
#include <memory>

#include "access/key_ring.h"
#include "cli/outcome.h"
#include "town/machine_note.h"

namespace weige::cli {
namespace {

constexpr const char* kNextSteps =
    "下一步：\n"
    "1. "
    "用这个密钥文件和审计密钥文件启动服务（keys、audit_"
    "key）；启动时会补做备份之后的删除（如有删除日志，请放回原处）。\n"
    "2. 所有人重新登录；备份时未用的一次性链接已作废，请重新发出。\n"
    "3. 把恢复的是哪一时刻的数据告诉审计见证方；备份之后的登记须补录。\n"
    "Next:\n"
    "1. Start the server with this key file and the key file of the audit log (keys, audit_key). Erasures "
    "since "
    "the backup are done again at that start: put their journal back in its place, if there is one.\n"
    "2. Everybody signs in again; one-time links that were not used are void, send new ones.\n"
    "3. Tell the witnesses of the audit log which moment was restored; what was registered since has to be "
    "entered again.\n";

}  // namespace

Done restore_into(const RestoreFlags& flags, const Clock& clock, std::ostream& out, std::ostream& told) {
  const std::filesystem::path key_file =
      flags.at.keys.empty() ? access::key_file_of(flags.at.url) : std::filesystem::path(flags.at.keys);
  WEIGE_TRY(const auto keys, town::BackupKeys::read(key_file));
  WEIGE_TRY(const auto database, store::Database::open(flags.at.url));
  const auto progress = [&](std::string_view table, std::int64_t rows) {
    told << table << ' ' << rows << '\n' << std::flush;
  };
  WEIGE_TRY(const auto restored, town::restore_backup({.database = *database,
                                                       .file = flags.from,
                                                       .keys = keys,
                                                       .clock = clock,
                                                       .attempt = flags.attempt,
                                                       .progress = progress}));
  out << "backup\t" << restored.head.id.substr(0, town::kNotedId) << "\nmade\t" << restored.head.made
      << "\ntables\t" << restored.content.tables.size() << "\nrows\t" << restored.content.rows << "\n";
  told << kNextSteps;
  return done();
}

void add_restore_command(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("restore", "Restore a backup into an empty database");
  command->footer(
      std::string("The engine may be another than that of the backup. All rows are read back and compared "
                  "before anything holds; older backups are brought up to date. A run that was interrupted "
                  "leaves a database that nothing opens: repeat it with --again.\n"
                  "Example: weige restore --from town.backup --keys town.db.keys --db sqlite:restored.db\n") +
      kExitCodes);
  const auto at = add_db_option(*command);
  auto flags = std::make_shared<RestoreFlags>();
  command->add_option("--from", flags->from, "the backup")->required();
  command->add_flag_callback(
      "--again", [flags] { flags->attempt = town::Attempt::again; }, "after a run that was interrupted");
  command->callback([at, flags, &code] {
    flags->at = *at;
    code = cli::told(restore_into(*flags, system_clock(), std::cout, std::cerr), std::cerr);
  });
}

}  // namespace weige::cli
