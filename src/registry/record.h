// Record: any row of the register as its fields in a fixed order. One shape serves ledger, undo, as-of, merge
// and import alike; pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace weige::registry {

enum class RecordKind { address, premises, premises_label, person, residence, organisation, employment };
std::string_view code(RecordKind kind);  // also the table's name
std::optional<RecordKind> record_kind_of(std::string_view code);
inline constexpr std::array kRecordKinds{
    RecordKind::address,   RecordKind::premises,     RecordKind::premises_label, RecordKind::person,
    RecordKind::residence, RecordKind::organisation, RecordKind::employment};

enum class FieldType { text, integer, real };
// How a field lies in the database (sealed_field_store.h). hashed: a derived key of which only a keyed hash
// is kept, by which equal ones are found.
enum class Keeping { plain, sealed, hashed };
// `tracked` fields are kept in the ledger and can be undone; the others are derived from them.
struct FieldSpec {
  std::string_view name;  // also the column's, of a plain one
  FieldType type = FieldType::text;
  bool tracked = true;
  Keeping keeping = Keeping::plain;
};
// The fields of a kind in the order of Record::values: area_id and state first, then the kind's own.
std::span<const FieldSpec> fields(RecordKind kind);
// Position of a field; throws std::logic_error for a name that the kind does not have (a bug).
std::size_t field_index(RecordKind kind, std::string_view name);
bool has_field(RecordKind kind, std::string_view name);
// Whether a kind has any field that is sealed, and whether this is one.
bool has_sealed_fields(RecordKind kind);
bool is_sealed_field(RecordKind kind, std::string_view name);

using Text = std::optional<std::string>;

struct Record {
  RecordKind kind;
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::int64_t provenance_id = 0;
  Day confirmed_at{};
  bool erased = false;  // its key was destroyed: what was sealed is gone, and those fields are empty
  std::vector<Text> values;

  explicit Record(RecordKind k) : kind(k), values(fields(k).size()) {}
  const Text& operator[](std::string_view field) const { return values[field_index(kind, field)]; }
  Text& operator[](std::string_view field) { return values[field_index(kind, field)]; }
  // Of an integer field; nullopt when empty.
  std::optional<std::int64_t> number(std::string_view field) const;
  void set_number(std::string_view field, std::optional<std::int64_t> value);
  // Of a text field; empty when there is none.
  std::string_view text(std::string_view field) const;
  std::int64_t area() const { return *number("area_id"); }
};

// The life of a record. `undone` = entered by mistake and taken back: it never was.
// Residences have the states of their own life (residence.h) and `undone`; persons also `merged`.
bool is_live(RecordKind kind, std::string_view state);

struct FieldChange {
  std::string field;
  Text from;
  Text to;
  bool withheld = false;  // its values do not stand here: they are sealed apart, or gone with their key
  bool operator==(const FieldChange&) const = default;
};

// The tracked fields in which `after` differs from `before`; both of one kind. `before` null = every field
// that has a value.
std::vector<FieldChange> differences(const Record* before, const Record& after);

// Sets the derived fields (keys that hold among live records only) from the tracked ones.
void derive(Record& record);

// {"name":[null,"王伟"],"phone":"sealed"} and back, the latter for a change that is withheld; nullopt for
// anything else (a damaged ledger is a bug of the caller to report).
std::string to_ledger_text(const std::vector<FieldChange>& changes);
std::optional<std::vector<FieldChange>> from_ledger_text(std::string_view text);

}  // namespace weige::registry
