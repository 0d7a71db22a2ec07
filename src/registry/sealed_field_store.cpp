#include "registry/sealed_field_store.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "seal/text_lines.h"

namespace weige::registry {
namespace {

using store::Blob;
using store::Row;
using store::Value;

template <class N>
Value parsed_number(const std::string& text) {
  N number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::logic_error("not a number in a number's field");
  return number;
}

Value plain_value(const FieldSpec& field, const std::string& text) {
  if (field.type == FieldType::integer) return parsed_number<std::int64_t>(text);
  if (field.type == FieldType::real) return parsed_number<double>(text);
  return text;
}

Text shortest_text(double number) {
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return std::string(buffer.data(), end);
}

Text read_plain(const FieldSpec& field, const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  if (field.type == FieldType::integer) return std::to_string(row.int64(column));
  if (field.type == FieldType::real) return shortest_text(row.real(column));
  return std::string(row.text(column));
}

access::KeyOwner key_owner(RecordKind kind, std::int64_t id) {
  return {code(kind), id};
}

seal::Place field_place(RecordKind kind, std::string_view field, std::int64_t id) {
  return {code(kind), field, id};
}

seal::Place change_place(const LedgerChange& change) {
  return {"change", "fields", change.id};
}

bool is_to_seal(const LedgerChange& change, const FieldChange& field) {
  return (field.from || field.to) && is_sealed_field(change.subject_kind, field.field);
}

bool has_sealed_value(const Record& record) {
  const auto specs = fields(record.kind);
  for (std::size_t i = 0; i < specs.size(); ++i)
    if (specs[i].keeping == Keeping::sealed && record.values[i]) return true;
  return false;
}

}  // namespace

std::string column_name(const FieldSpec& field) {
  const std::string name(field.name);
  if (field.keeping == Keeping::plain) return name;
  return name + (field.keeping == Keeping::sealed ? "_sealed" : "_hash");
}

std::string wrapped_key_column(RecordKind kind, std::string_view alias) {
  if (!has_sealed_fields(kind)) return "NULL";
  return "(SELECT k.wrapped FROM data_key k WHERE k.owner_kind = '" + std::string(code(kind)) +
         "' AND k.owner_id = " + std::string(alias) + ".id)";
}

void SealedFields::prepare(std::span<const Record> records, Owners owners) {
  if (records.empty() || !has_sealed_fields(records.front().kind)) return;
  std::vector<std::int64_t> ids;
  for (const auto& record : records)
    if (has_sealed_value(record)) ids.push_back(record.id);
  keys_.prepare(code(records.front().kind), ids, owners);
}

void SealedFields::prepare(std::span<const LedgerChange> changes) {
  std::array<std::vector<std::int64_t>, kRecordKinds.size()> ids;
  for (const auto& change : changes)
    if (std::ranges::any_of(change.fields, [&](const FieldChange& each) { return is_to_seal(change, each); }))
      ids[static_cast<std::size_t>(change.subject_kind)].push_back(change.subject_id);
  for (const auto kind : kRecordKinds)
    keys_.prepare(code(kind), ids[static_cast<std::size_t>(kind)], Owners::all);
}

std::string SealedFields::hashed(RecordKind kind, const FieldSpec& field, std::string_view value) {
  auto found = std::ranges::find(indexes_, &field, &std::pair<const FieldSpec*, seal::BlindIndex>::first);
  if (found == indexes_.end())
    found = indexes_.emplace(indexes_.end(), &field,
                             access::KeyRing::of(tx_).index(code(kind), column_name(field)));
  return found->second.of(value);
}

Value SealedFields::sought(RecordKind kind, const FieldSpec& field, const Text& value) {
  if (field.keeping == Keeping::sealed) throw std::logic_error("a sealed field is not searched");
  if (!value) return {};
  if (field.keeping == Keeping::hashed) return Blob{hashed(kind, field, *value)};
  return plain_value(field, *value);
}

Value SealedFields::kept(const Record& record, std::size_t index) {
  const auto& field = fields(record.kind)[index];
  const auto& value = record.values[index];
  if (field.keeping != Keeping::sealed) return sought(record.kind, field, value);
  if (!value) return {};
  return Blob{
      keys_.seal(key_owner(record.kind, record.id), field_place(record.kind, field.name, record.id), *value)};
}

void SealedFields::append(store::Params& out, const Record& record) {
  for (std::size_t i = 0; i < record.values.size(); ++i) out.push_back(kept(record, i));
}

void SealedFields::append_guarded(store::Params& out, const Record& record) {
  for (std::size_t i = 0; i < record.values.size(); ++i)
    if (fields(record.kind)[i].keeping != Keeping::plain) out.push_back(kept(record, i));
}

std::optional<std::string> SealedFields::opened(const access::KeyOwner& owner, const seal::Place& place,
                                                const Row& row, int column, int key) {
  const auto wrapped = row.is_null(key) ? std::nullopt : std::optional(row.blob(key));
  return keys_.open_beside(owner, wrapped, place, row.blob(column));
}

Text SealedFields::open(const Owner& owner, std::string_view field, const Row& row, int column, int key) {
  if (row.is_null(column)) return std::nullopt;
  return opened(key_owner(owner.kind, owner.id), field_place(owner.kind, field, owner.id), row, column, key);
}

// Hashed fields are derived anew: their values stand in others.
void SealedFields::read(Record& record, const Row& row, int first) {
  const auto specs = fields(record.kind);
  const int key = first + static_cast<int>(specs.size());
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const int column = first + static_cast<int>(i);
    if (specs[i].keeping == Keeping::plain) record.values[i] = read_plain(specs[i], row, column);
    if (specs[i].keeping == Keeping::sealed)
      record.values[i] = open({record.kind, record.id}, specs[i].name, row, column, key);
  }
  if (!has_sealed_fields(record.kind)) return;
  if (record.kind == RecordKind::person && row.is_null(key))
    record.erased = keys_.is_destroyed(key_owner(record.kind, record.id));
  derive(record);
}

std::string SealedFields::seal_bytes(const access::KeyOwner& owner, const seal::Place& place,
                                     std::string_view bytes) {
  return keys_.seal(owner, place, bytes);
}

std::string SealedFields::open_bytes(const access::KeyOwner& owner, const seal::Place& place,
                                     std::string_view sealed) {
  return keys_.open(owner, place, sealed).value_or(std::string());
}

std::string SealedFields::keyed(store::Transaction& tx, std::string_view table, std::string_view column,
                                std::string_view value) {
  return seal::to_hex(access::KeyRing::of(tx).index(table, column).of(value));
}

SealedFields::SealedChange SealedFields::seal(const LedgerChange& change) {
  std::vector<FieldChange> open, sealed;
  for (const auto& field : change.fields) {
    const bool hides = is_to_seal(change, field);
    open.push_back(hides ? FieldChange{.field = field.field, .from = {}, .to = {}, .withheld = true} : field);
    if (hides) sealed.push_back(field);
  }
  SealedChange out{.open = to_ledger_text(open)};
  if (!sealed.empty())
    out.sealed = keys_.seal(key_owner(change.subject_kind, change.subject_id), change_place(change),
                            to_ledger_text(sealed));
  return out;
}

std::optional<std::vector<FieldChange>> SealedFields::open(const LedgerChange& change, const Row& row,
                                                           const ChangeColumns& at) {
  auto out = from_ledger_text(row.text(at.fields));
  if (!out || row.is_null(at.sealed)) return out;
  const auto text =
      opened(key_owner(change.subject_kind, change.subject_id), change_place(change), row, at.sealed, at.key);
  if (!text) return out;
  const auto sealed = from_ledger_text(*text);
  if (!sealed) return std::nullopt;
  for (auto& field : *out)
    if (const auto found = std::ranges::find(*sealed, field.field, &FieldChange::field);
        field.withheld && found != sealed->end())
      field = *found;
  return out;
}

}  // namespace weige::registry
