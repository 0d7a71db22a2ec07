// What a restore needs of a database before it is one: the mark of a restore that is not finished, and
// loading whole tables past their foreign keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace weige::store {

// Table restore_unfinished, which exists only meanwhile: migrate() refuses a database that has it.
struct UnfinishedRestore {
  std::string backup;   // which one
  bool loaded = false;  // everything is in; only the end is missing
};
std::optional<UnfinishedRestore> unfinished_restore(Transaction& tx);
void begin_restore(Transaction& tx, std::string_view backup);
void mark_restore_loaded(Transaction& tx);
void end_restore(Transaction& tx);

// From its making on, rows may come in any order; check() asks for their counterparts again. In one
// transaction.
class ForeignKeysLater {
 public:
  explicit ForeignKeysLater(Transaction& tx);
  void check();  // throws DatabaseError{foreign_key}; SQLite looks at the commit

 private:
  struct Key {
    std::string table, name, definition;
  };
  Transaction& tx_;
  std::vector<Key> dropped_;
};

// Every series goes on that much further: what was given after the backup, and is known outside, is not given
// again.
void skip_ids(Transaction& tx, std::int64_t count);

}  // namespace weige::store
