// weige keys: the keys with which columns are sealed: masters, rotation, checking, escrow.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "access/key_actions.h"
#include "base/clock.h"

namespace CLI {
class App;
}

namespace weige::cli {

void add_keys_command(CLI::App& app, int& code);

struct KeysDesk {
  store::Database& database;  // with its keys
  const access::Actor& actor;
  const Clock& clock;
  std::ostream& out;
};

// The ring's name, then one master a line: number, when it was made, newest, kept or forgotten, in-file or
// not-in-file, how many keys of data it wraps; separated by tabs.
Done list_keys(const KeysDesk& desk);
Done make_master(const KeysDesk& desk);
// progress: a line whenever it got on. Tells keys and how many were rewrapped.
Done rotate_keys(const KeysDesk& desk, std::ostream& progress);
// Opens every key of data. Problem: sealed_values; each that does not open is told in a line.
Done check_keys(const KeysDesk& desk);
Done forget_key(const KeysDesk& desk, std::uint32_t number);

// Into `folder`, which is there: weige-keys.escrow and share-1.txt, share-2.txt, ... Problems: bad_number
// (place --needed), file_exists, file_write.
struct EscrowFlags {
  std::string folder;
  access::EscrowPlan plan;
};
Done escrow_to_folder(const KeysDesk& desk, const EscrowFlags& flags);

// Writes the key file that they hold. Problems: file_unreadable, key_shares, file_exists.
struct RecoverFlags {
  std::string escrow;
  std::vector<std::string> shares;
  std::string to;
};
Done recover_keys(const RecoverFlags& flags, std::ostream& out);

}  // namespace weige::cli
