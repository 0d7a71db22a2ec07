// SQL of the register's records: one table per kind, columns as in record.h. Every reading takes a Scope;
// writes go through register_writer only.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/change.h"
#include "access/role.h"
#include "access/scope.h"
#include "registry/record.h"
#include "registry/sealed_field_store.h"
#include "store/database.h"

namespace weige::registry {

// nullopt: there is none, or it is out of scope. A person is in scope through any area in person_area.
std::optional<Record> find_record(store::Transaction& tx, const access::Scope& scope, RecordKind kind,
                                  std::int64_t id);

// The records whose integer or key field equals the value, by id: residences of a person, the person with a
// document_key. At most `limit`.
struct FieldEquals {
  std::string_view field;
  Text value;
  std::int64_t after_id = 0;  // only those with greater ids: the next page
};
std::vector<Record> find_records(store::Transaction& tx, const access::Scope& scope, RecordKind kind,
                                 const FieldEquals& where, std::size_t limit = 10'000);

// The records whose integer or key field (or "id") is one of the values, for rows of a file; in no order.
struct FieldIn {
  std::string_view field;
  std::span<const std::string> values;
};
std::vector<Record> find_records_in(store::Transaction& tx, const access::Scope& scope, RecordKind kind,
                                    const FieldIn& where);

// The live record that holds the key, also one out of scope: for a uniqueness rule, which tells no more than
// that there is one, and for the log.
std::optional<std::int64_t> holder_of_key(store::Transaction& tx, RecordKind kind, std::string_view key_field,
                                          std::string_view key);

// The persons in scope who hold these document numbers (document_key), with no more of them than that: what
// is sealed stays closed. A number that nobody holds is left out.
struct NumberHolder {
  std::int64_t person = 0;
  std::string name = {};
};
std::unordered_map<std::string, NumberHolder> holders_of_numbers(store::Transaction& tx,
                                                                 const access::Scope& scope,
                                                                 std::span<const std::string> numbers);

// Whether other records that ever were stand on this one: children and premises of an address, what is at
// premises, residences and employments of a person. Told over all areas, like holder_of_key.
bool is_in_use(store::Transaction& tx, RecordKind kind, std::int64_t id);
// Whether it was taken back as never having been, or does not exist.
bool never_was(store::Transaction& tx, RecordKind kind, std::int64_t id);

// The posts in whose scope the record lies, whatever their roles may do there.
struct CoveringPost {
  access::PostId post;
  access::Role role;
};
std::vector<CoveringPost> posts_covering(store::Transaction& tx, RecordKind kind, std::int64_t id);

bool covers(store::Transaction& tx, const access::Scope& scope, std::int64_t area_id);

// Plain inserts, derived fields as they stand in the records. All of one kind.
void insert_records(SealedFields& sealed, std::span<const Record> records);

// Writes all fields, version + 1. nullopt: the version is no longer `after.version` (somebody else was
// faster).
std::optional<access::Change> update_record(SealedFields& sealed, const Record& after);

// For lists: columns of `kind` under the alias t ("t.id, t.version, ..."), and the row they make.
std::string_view record_columns(RecordKind kind);
Record read_record(SealedFields& sealed, RecordKind kind, const store::Row& row, int first_column = 0);

// The areas from which people may be seen, anew from them, their residences and employments. The ids differ.
void refresh_person_areas(store::Transaction& tx, std::span<const std::int64_t> people);
void insert_person_areas(store::Transaction& tx,
                         std::span<const std::pair<std::int64_t, std::int64_t>> person_and_area);

}  // namespace weige::registry
