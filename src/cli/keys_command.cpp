#include "cli/keys_command.h"

#include <CLI/App.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/database_command.h"
#include "cli/job_run.h"
#include "cli/outcome.h"
#include "seal/escrow.h"
#include "seal/key_file.h"
#include "seal/private_file.h"
#include "town/key_rotation_actions.h"

namespace weige::cli {
namespace {

using store::Transaction;

constexpr const char* kSignsIn =
    "Signs in as WEIGE_LOGIN with WEIGE_PASSWORD, or asks for both; needs the right to manage keys. Over "
    "SQLite the server must be stopped.\n";
constexpr int kKeysAtOnce = 1000;

access::KeyWork work_of(const KeysDesk& desk) {
  return {desk.database, desk.actor, desk.clock()};
}

std::string_view state_of(const access::RingKey& key, std::uint32_t newest) {
  if (key.retired) return "forgotten";
  return key.number == newest ? "newest" : "kept";
}

std::string share_file(const std::string& folder, std::size_t number) {
  return (std::filesystem::path(folder) / ("share-" + std::to_string(number) + ".txt")).string();
}

std::string escrow_file(const std::string& folder) {
  return (std::filesystem::path(folder) / "weige-keys.escrow").string();
}

Done write_secret(const std::string& file, std::string_view bytes) {
  const auto written = seal::write_new_private(file, bytes);
  if (written.fault == seal::FileFault::none) return done();
  if (written.fault == seal::FileFault::exists) return problem(ProblemCode::file_exists).with("file", file);
  const bool missing = written.fault == seal::FileFault::missing;
  return problem(ProblemCode::file_write).with("reason", missing ? "no such folder" : written.reason);
}

Result<std::string> read_secret(const std::string& file, std::size_t limit) {
  auto read = seal::read_private(file, limit, seal::Privacy::any);
  if (read.fault == seal::FileFault::none) return std::move(read.bytes);
  const bool missing = read.fault == seal::FileFault::missing;
  return problem(ProblemCode::file_unreadable, file).with("reason", missing ? "no such file" : read.reason);
}

int at_desk(const DatabaseAt& at, const std::function<Done(const KeysDesk&)>& work) {
  return signed_in(at, [&](const Desk& desk) -> Done {
    return work({desk.database, desk.actor, desk.context.clock, std::cout});
  });
}

// A subcommand without arguments of its own.
struct Plain {
  const char* name;
  const char* what;
  const char* more;
};
void add_plain(CLI::App& keys, int& code, const Plain& plain, Done (*run)(const KeysDesk&)) {
  auto* command = keys.add_subcommand(plain.name, plain.what);
  command->footer(std::string(kSignsIn) + plain.more + "Example: weige keys " + plain.name +
                  " --db sqlite:town.db\n" + kExitCodes);
  const auto at = add_db_option(*command);
  command->callback([at, run, &code] { code = at_desk(*at, run); });
}

void add_forget(CLI::App& keys, int& code) {
  auto* command = keys.add_subcommand("forget", "Take a master out of the key file, for good");
  command->footer(
      std::string(kSignsIn) +
      "Refused while it wraps anything, or is the newest: make a new one and rotate first. Backups made "
      "before the rotation open no more, and what was erased before it is gone from them too.\n"
      "Example: weige keys forget 1 --db sqlite:town.db\n" +
      kExitCodes);
  const auto at = add_db_option(*command);
  auto number = std::make_shared<std::uint32_t>();
  command->add_option("NUMBER", *number, "as `weige keys list` tells it")->required();
  command->callback([at, number, &code] {
    code = at_desk(*at, [&](const KeysDesk& desk) { return forget_key(desk, *number); });
  });
}

void add_escrow(CLI::App& keys, int& code) {
  auto* command = keys.add_subcommand("escrow", "Write the key file in shares for several people");
  command->footer(std::string(kSignsIn) +
                  "Writes weige-keys.escrow, which may be copied anywhere, and one file for each keeper: "
                  "hand them out and delete them. Do it again after every new master.\n"
                  "Example: weige keys escrow --shares 5 --needed 3 --to /media/usb --db sqlite:town.db\n" +
                  kExitCodes);
  const auto at = add_db_option(*command);
  auto flags = std::make_shared<EscrowFlags>();
  command->add_option("--shares", flags->plan.shares, "how many are made, at most 20")->capture_default_str();
  command->add_option("--needed", flags->plan.needed, "how many of them open it together, at least 2")
      ->capture_default_str();
  command->add_option("--to", flags->folder, "a folder that is there")->required();
  command->callback([at, flags, &code] {
    code = at_desk(*at, [&](const KeysDesk& desk) { return escrow_to_folder(desk, *flags); });
  });
}

void add_recover(CLI::App& keys, int& code) {
  auto* command = keys.add_subcommand("recover", "Write the key file again from its shares");
  command->footer(
      std::string("Needs no database and no account: whoever has enough shares has the keys.\n"
                  "Example: weige keys recover weige-keys.escrow share-1.txt share-4.txt share-5.txt --to "
                  "town.db.keys\n") +
      kExitCodes);
  auto flags = std::make_shared<RecoverFlags>();
  command->add_option("ESCROW", flags->escrow, "the file weige-keys.escrow")->required();
  command->add_option("SHARE", flags->shares, "files of shares")->required();
  command->add_option("--to", flags->to, "the key file to write; it must not be there")->required();
  command->callback([flags, &code] { code = told(recover_keys(*flags, std::cout), std::cerr); });
}

}  // namespace

Done list_keys(const KeysDesk& desk) {
  WEIGE_TRY(const auto masters, access::list_masters(work_of(desk)));
  std::uint32_t newest = 0;
  for (const auto& each : masters)
    if (!each.key.retired) newest = each.key.number;
  if (!masters.empty()) desk.out << "ring\t" << masters.front().key.ring << "\n";
  for (const auto& each : masters)
    desk.out << each.key.number << '\t' << to_rfc3339(each.key.made) << '\t' << state_of(each.key, newest)
             << '\t' << (each.in_file ? "in-file" : "not-in-file") << '\t' << each.wraps << "\n";
  return done();
}

Done make_master(const KeysDesk& desk) {
  WEIGE_TRY(const auto number, access::new_master(work_of(desk)));
  desk.out << "master\t" << number << "\n";
  return done();
}

Done rotate_keys(const KeysDesk& desk, std::ostream& progress) {
  WEIGE_TRY(const auto job, desk.database.write([&](Transaction& tx) {
    return town::submit_key_rotation(tx, desk.clock(), desk.actor);
  }));
  WEIGE_CHECK(run_job({desk.database, desk.clock, progress}, job, [&](jobs::JobContext& context) {
    return town::run_key_rotation(context, desk.clock);
  }));
  return list_keys(desk);
}

Done check_keys(const KeysDesk& desk) {
  WEIGE_CHECK(desk.actor.may(access::Right::manage_keys));
  access::KeyPosition at;
  std::int64_t keys = 0, broken = 0;
  for (;;) {
    const auto step =
        desk.database.read([&](Transaction& tx) { return access::check_some(tx, at, kKeysAtOnce); });
    if (step.keys == 0) break;
    at = step.at;
    keys += step.keys;
    broken += static_cast<std::int64_t>(step.broken.size());
    for (const auto& each : step.broken) desk.out << "broken\t" << each.kind << '\t' << each.id << "\n";
  }
  desk.out << "keys\t" << keys << "\n";
  if (broken > 0) return problem(ProblemCode::sealed_values).with("count", std::to_string(broken));
  return done();
}

Done forget_key(const KeysDesk& desk, std::uint32_t number) {
  WEIGE_CHECK(access::forget_master(work_of(desk), number));
  return list_keys(desk);
}

Done escrow_to_folder(const KeysDesk& desk, const EscrowFlags& flags) {
  const auto& [needed, shares] = flags.plan;
  if (needed < seal::kFewestNeeded || needed > shares || shares > seal::kMostShares)
    return problem(ProblemCode::bad_number, "--needed")
        .with("min", std::to_string(seal::kFewestNeeded))
        .with("max", std::to_string(std::min(shares, seal::kMostShares)));
  const auto sealed_file = escrow_file(flags.folder);
  std::error_code ignored;
  if (std::filesystem::exists(sealed_file, ignored))
    return problem(ProblemCode::file_exists).with("file", sealed_file);
  WEIGE_TRY(const auto escrow, access::escrow_keys(work_of(desk), flags.plan));
  for (std::size_t i = 0; i < escrow.shares.size(); ++i)
    WEIGE_CHECK(write_secret(share_file(flags.folder, i + 1), escrow.shares[i]));
  WEIGE_CHECK(write_secret(sealed_file, escrow.sealed));
  desk.out << "escrow\t" << sealed_file << "\nshares\t" << shares << "\nneeded\t" << needed << "\n";
  return done();
}

Done recover_keys(const RecoverFlags& flags, std::ostream& out) {
  WEIGE_TRY(const auto sealed, read_secret(flags.escrow, seal::kLongestEscrow));
  std::vector<std::string> shares;
  for (const auto& file : flags.shares) {
    WEIGE_TRY(auto share, read_secret(file, seal::kLongestShare));
    shares.push_back(std::move(share));
  }
  WEIGE_TRY(const auto keys, seal::from_escrow(sealed, shares));
  WEIGE_CHECK(seal::write_new_key_file(flags.to, keys));
  out << "keys\t" << flags.to << "\nmasters\t" << keys.masters.size() << "\n";
  return done();
}

void add_keys_command(CLI::App& app, int& code) {
  auto* keys = app.add_subcommand("keys", "The keys with which columns are sealed");
  keys->require_subcommand(1);
  add_plain(*keys, code,
            {"list", "The masters, one a line: number, made, state, in the file or not, keys it wraps", ""},
            list_keys);
  add_plain(*keys, code,
            {"new-master", "Make a master; new keys are wrapped by it",
             "Copy the key file to every instance and into escrow, then rotate.\n"},
            make_master);
  add_plain(*keys, code,
            {"rotate", "Bring every key under the newest master",
             "Work goes on meanwhile; interrupted, it goes on where it was when it is started again.\n"},
            [](const KeysDesk& desk) { return rotate_keys(desk, std::cerr); });
  add_plain(*keys, code,
            {"check", "Open every key; tell those that do not open", "Exit code 1 when one does not open.\n"},
            check_keys);
  add_forget(*keys, code);
  add_escrow(*keys, code);
  add_recover(*keys, code);
}

}  // namespace weige::cli
