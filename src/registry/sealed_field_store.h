// What is sealed of the register: the one place where numbers and phones are sealed and opened, so that
// nobody else handles keys. A column NAME_sealed holds a field under the key of its record
// (access/data_keys.h), bound to table, field and row; NAME_hash holds a keyed hash of a derived key.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/data_keys.h"
#include "registry/ledger.h"
#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

// The column of a field.
std::string column_name(const FieldSpec& field);
// A column of a statement: the wrapped key of the records of a kind under that alias, for the last argument
// of SealedFields::read. NULL for a kind that has nothing sealed.
std::string wrapped_key_column(RecordKind kind, std::string_view alias);

// In one transaction.
class SealedFields {
 public:
  explicit SealedFields(store::Transaction& tx) : keys_(tx), tx_(tx) {}
  store::Transaction& tx() const { return tx_; }

  // Keys for what is to be sealed, of many in few statements; append() and seal() make those that are missing
  // one by one. The records are all of one kind.
  using Owners = access::DataKeys::Owners;
  void prepare(std::span<const Record> records, Owners owners);
  void prepare(std::span<const LedgerChange> changes);

  // Every field of the record as its column holds it, in their order. Sealing for one whose key was destroyed
  // is a bug: std::logic_error.
  void append(store::Params& out, const Record& record);
  // The same of those only that are not kept plain.
  void append_guarded(store::Params& out, const Record& record);
  // Of a plain or hashed field, as a statement looks for it.
  store::Value sought(RecordKind kind, const FieldSpec& field, const Text& value);
  // Takes the fields of the record, whose kind and id are set, from the columns from `first` on, and the key
  // from the column behind them (wrapped_key_column). Throws access::SealBroken when one does not open.
  void read(Record& record, const store::Row& row, int first);
  // The same for one field of a record; `key` is the column of the wrapped key.
  struct Owner {
    RecordKind kind = RecordKind::person;
    std::int64_t id = 0;
  };
  Text open(const Owner& owner, std::string_view field, const store::Row& row, int column, int key);

  // Beside records: what was handed in, under a key of whoever it is forgotten with.
  std::string seal_bytes(const access::KeyOwner& owner, const seal::Place& place, std::string_view bytes);
  // Empty when the key was destroyed.
  std::string open_bytes(const access::KeyOwner& owner, const seal::Place& place, std::string_view sealed);
  // In the place of what could be tried out: 24 hexadecimal digits.
  static std::string keyed(store::Transaction& tx, std::string_view table, std::string_view column,
                           std::string_view value);

  // The fields of a change: what of them may be read by everybody who has the database, and the rest.
  struct SealedChange {
    std::string open;
    std::optional<std::string> sealed = {};
  };
  SealedChange seal(const LedgerChange& change);
  // Nothing: the text is none of a change. Where the key was destroyed the fields stay withheld.
  struct ChangeColumns {
    int fields = 0, sealed = 0, key = 0;
  };
  std::optional<std::vector<FieldChange>> open(const LedgerChange& change, const store::Row& row,
                                               const ChangeColumns& at);

 private:
  std::string hashed(RecordKind kind, const FieldSpec& field, std::string_view value);
  store::Value kept(const Record& record, std::size_t index);
  std::optional<std::string> opened(const access::KeyOwner& owner, const seal::Place& place,
                                    const store::Row& row, int column, int key);

  access::DataKeys keys_;
  store::Transaction& tx_;
  std::vector<std::pair<const FieldSpec*, seal::BlindIndex>> indexes_;  // of the few hashed fields
};

}  // namespace weige::registry
