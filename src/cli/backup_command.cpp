#include "cli/backup_command.h"

#include <CLI/App.hpp>
#include <iostream>
#include <memory>

#include "access/key_ring.h"
#include "base/new_file.h"
#include "cli/outcome.h"
#include "town/drill_actions.h"
#include "town/machine_note_actions.h"

namespace weige::cli {
namespace {

constexpr const char* kBesideServer =
    "Goes on beside a running server. Nobody signs in: it is for who may read the database and its key file, "
    "and the audit log tells of it.\n";

std::filesystem::path key_file_at(const DatabaseAt& at) {
  return at.keys.empty() ? access::key_file_of(at.url) : std::filesystem::path(at.keys);
}

town::BackupProgress lines_to(std::ostream& out) {
  return [&out](std::string_view table, std::int64_t rows) {
    out << table << ' ' << rows << '\n' << std::flush;
  };
}

void tell_content(const town::ContentSum& content, std::ostream& out) {
  out << "tables\t" << content.tables.size() << "\nrows\t" << content.rows << "\n";
}

std::string shown_time(std::chrono::microseconds time) {
  const auto tenths = std::chrono::duration_cast<std::chrono::milliseconds>(time).count() / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

BackupStreams terminal() {
  return {std::cout, std::cerr};
}

void add_verify_backup(CLI::App& backup, int& code) {
  auto* command = backup.add_subcommand("verify", "Read a backup to its end and compare all that it says");
  command->footer(std::string("Needs the key file and no database; restores nothing.\n"
                              "Example: weige backup verify town.backup --keys town.db.keys\n") +
                  kExitCodes);
  auto flags = std::make_shared<VerifyFlags>();
  command->add_option("FILE", flags->file, "a backup")->required();
  command->add_option("--keys", flags->keys, "the key file")->envname("WEIGE_KEYS")->required();
  command->callback([flags, &code] { code = told(verify_backup_file(*flags, terminal()), std::cerr); });
}

void add_drill(CLI::App& backup, int& code) {
  auto* command =
      backup.add_subcommand("drill", "Restore a backup beside the database and tell how long it took");
  command->footer(
      std::string(kBesideServer) +
      "Makes a backup, or takes one that is there, verifies it, restores it into a scratch database of the "
      "same engine (over PostgreSQL: a schema of its own), opens it as a server does, and removes all of it. "
      "Prints one line of JSON: rpo_ms is how old the restored data are, rto_ms how long it took "
      "to "
      "the first answer.\n"
      "Example: weige backup drill --every 24 --db sqlite:town.db >> drills.jsonl\n" +
      kExitCodes);
  const auto at = add_db_option(*command);
  auto flags = std::make_shared<DrillFlags>();
  command->add_option("--from", flags->from, "a backup that is there, instead of one of now");
  command->add_option("--folder", flags->folder, "where its files lie meanwhile; else the system's");
  command->add_option("--every", flags->every_hours, "hours between backups: tells what is lost at worst");
  command->callback([at, flags, &code] {
    flags->at = *at;
    code = told(drill_backup(*flags, system_clock(), terminal()), std::cerr);
  });
}

}  // namespace

Done make_backup(const BackupFlags& flags, const Clock& clock, const BackupStreams& streams) {
  if (flags.out.empty()) return problem(ProblemCode::missing_field, "--out");
  WEIGE_TRY(const auto keys, town::BackupKeys::read(key_file_at(flags.at)));
  WEIGE_TRY(const auto database, store::Database::open_to_read(flags.at.url));
  WEIGE_TRY(auto file, NewFile::make(flags.out));
  WEIGE_TRY(const auto made, town::write_backup({.database = *database,
                                                 .keys = keys,
                                                 .clock = clock,
                                                 .random = system_random(),
                                                 .progress = lines_to(streams.progress)},
                                                [&](std::string_view part) { file.write(part); }));
  const auto id = made.id.substr(0, town::kNotedId);
  WEIGE_CHECK(town::tell_log(*database, flags.at.url,
                             {.deed = town::MachineDeed::backup, .moment = made.moment, .backup = id},
                             clock()));
  WEIGE_CHECK(file.publish());
  streams.out << "backup\t" << id << "\nmade\t" << to_rfc3339(made.moment) << "\n";
  tell_content(made.content, streams.out);
  streams.out << "bytes\t" << file.size() << "\n";
  return done();
}

Done verify_backup_file(const VerifyFlags& flags, const BackupStreams& streams) {
  WEIGE_TRY(const auto keys, town::BackupKeys::read(flags.keys));
  WEIGE_TRY(const auto verified, town::verify_backup(flags.file, keys.set, lines_to(streams.progress)));
  const auto& head = verified.head;
  streams.out << "backup\t" << head.id.substr(0, town::kNotedId) << "\nmade\t" << head.made << "\nengine\t"
              << head.engine << "\nschema\t" << head.schema << "\nmaster\t" << head.master << "\n";
  tell_content(verified.content, streams.out);
  return done();
}

Done drill_backup(const DrillFlags& flags, const Clock& clock, const BackupStreams& streams) {
  WEIGE_TRY(const auto keys, town::BackupKeys::read(key_file_at(flags.at)));
  WEIGE_TRY(const auto database, store::Database::open_to_read(flags.at.url));
  town::DrillRun run{.database = *database,
                     .url = flags.at.url,
                     .folder = flags.folder,
                     .keys = keys,
                     .clock = clock,
                     .random = system_random(),
                     .progress = lines_to(streams.progress)};
  if (!flags.from.empty()) run.from = flags.from;
  WEIGE_TRY(const auto report, town::run_drill(run));
  WEIGE_CHECK(town::tell_log(*database, flags.at.url,
                             {.deed = town::MachineDeed::drill,
                              .moment = report.moment,
                              .backup = report.head.id.substr(0, town::kNotedId)},
                             clock()));
  std::optional<std::chrono::seconds> every;
  if (flags.every_hours > 0) every = std::chrono::hours(flags.every_hours);
  streams.out << town::to_json_line(report, every) << "\n";
  streams.progress << "RPO " << shown_time(report.recovery_point()) << ", RTO "
                   << shown_time(report.recovery_time()) << "\n";
  return done();
}

void add_backup_command(CLI::App& app, int& code) {
  auto* backup = app.add_subcommand("backup", "Write a sealed backup; verify one; drill");
  backup->footer(std::string(kBesideServer) +
                 "One moment of the database goes into one file, sealed under the newest master of the key "
                 "file; no file is overwritten. Keep the key file elsewhere: without it the backup tells "
                 "nothing, with it everything.\n"
                 "Example: weige backup --out /var/backups/weige/town-1.backup --db sqlite:town.db\n" +
                 kExitCodes);
  const auto at = add_db_option(*backup);
  auto flags = std::make_shared<BackupFlags>();
  backup->add_option("--out", flags->out, "the file to write; it must not be there");
  backup->require_subcommand(0, 1);
  add_verify_backup(*backup, code);
  add_drill(*backup, code);
  backup->callback([backup, at, flags, &code] {
    if (!backup->get_subcommands().empty()) return;
    flags->at = *at;
    code = told(make_backup(*flags, system_clock(), terminal()), std::cerr);
  });
}

}  // namespace weige::cli
