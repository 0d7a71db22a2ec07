#include "registry/record.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace weige::registry {
namespace {

using enum FieldType;
constexpr FieldSpec kArea{"area_id", integer}, kState{"state"};

constexpr std::array kAddress{kArea,
                              kState,
                              FieldSpec{"parent_id", integer},
                              FieldSpec{"level"},
                              FieldSpec{"element"},
                              FieldSpec{"canonical"},
                              FieldSpec{"lng", real},
                              FieldSpec{"lat", real},
                              FieldSpec{"datum"},
                              FieldSpec{"sort_key", text, false},
                              FieldSpec{"current_key", text, false}};
constexpr std::array kPremises{kArea,
                               kState,
                               FieldSpec{"address_id", integer},
                               FieldSpec{"use"},
                               FieldSpec{"owner_name"},
                               FieldSpec{"owner_phone", text, true, Keeping::sealed},
                               FieldSpec{"agent_name"},
                               FieldSpec{"agent_phone", text, true, Keeping::sealed},
                               FieldSpec{"headcount_limit", integer},
                               FieldSpec{"address_key", integer, false}};
constexpr std::array kLabel{kArea,
                            kState,
                            FieldSpec{"premises_id", integer},
                            FieldSpec{"label"},
                            FieldSpec{"evidence"},
                            FieldSpec{"note"},
                            FieldSpec{"from_day"},
                            FieldSpec{"to_day"},
                            FieldSpec{"open_key", text, false}};
constexpr std::array kPerson{kArea,
                             kState,
                             FieldSpec{"name"},
                             FieldSpec{"document_type"},
                             FieldSpec{"document_number", text, true, Keeping::sealed},
                             FieldSpec{"sex"},
                             FieldSpec{"birth_date"},
                             FieldSpec{"phone", text, true, Keeping::sealed},
                             FieldSpec{"registered_place"},
                             FieldSpec{"category"},
                             FieldSpec{"merged_into", integer},
                             FieldSpec{"document_key", text, false, Keeping::hashed},
                             FieldSpec{"phone_key", text, false, Keeping::hashed}};
constexpr std::array kResidence{kArea,
                                kState,
                                FieldSpec{"person_id", integer},
                                FieldSpec{"premises_id", integer},
                                FieldSpec{"from_day"},
                                FieldSpec{"to_day"},
                                FieldSpec{"kind"},
                                FieldSpec{"relation"},
                                FieldSpec{"main_key", integer, false}};
constexpr std::array kOrganisation{kArea,
                                   kState,
                                   FieldSpec{"name"},
                                   FieldSpec{"credit_code"},
                                   FieldSpec{"kind"},
                                   FieldSpec{"contact_name"},
                                   FieldSpec{"contact_phone", text, true, Keeping::sealed},
                                   FieldSpec{"premises_id", integer},
                                   FieldSpec{"credit_key", text, false}};
constexpr std::array kEmployment{kArea,
                                 kState,
                                 FieldSpec{"person_id", integer},
                                 FieldSpec{"organisation_id", integer},
                                 FieldSpec{"from_day"},
                                 FieldSpec{"to_day"},
                                 FieldSpec{"job"},
                                 FieldSpec{"open_key", text, false}};

// By hand, since a town's first files make half a million of them; reading one back is the library's.
void append_json(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte >= 0x20)
      out += c;
    else
      (out.append("\\u00") += kHex[byte >> 4]) += kHex[byte & 15];
  }
  out += '"';
}

constexpr std::string_view kSealedMark = "sealed";

void append_json(std::string& out, const Text& text) {
  if (text)
    append_json(out, std::string_view(*text));
  else
    out += "null";
}

std::optional<Text> from_json(const boost::json::value& value) {
  if (value.is_null()) return Text{};
  if (const auto* text = value.if_string()) return Text{std::string(*text)};
  return std::nullopt;
}

// Digits padded to eight, so that 9号 stands before 10号.
std::string natural_sort_key(std::string_view element) {
  std::string out;
  for (std::size_t i = 0; i < element.size();) {
    const auto is_digit = [&](std::size_t at) {
      return at < element.size() && element[at] >= '0' && element[at] <= '9';
    };
    std::size_t end = i;
    while (is_digit(end)) ++end;
    if (end > i && end - i < 8) out.append(8 - (end - i), '0');
    if (end == i) ++end;
    out.append(element.substr(i, end - i));
    i = end;
  }
  return out;
}

Text joined(const Record& record, std::string_view a, std::string_view b) {
  return std::string(record.text(a)) + ":" + std::string(record.text(b));
}

}  // namespace

std::string_view code(RecordKind kind) {
  switch (kind) {
    case RecordKind::address:
      return "address";
    case RecordKind::premises:
      return "premises";
    case RecordKind::premises_label:
      return "premises_label";
    case RecordKind::person:
      return "person";
    case RecordKind::residence:
      return "residence";
    case RecordKind::organisation:
      return "organisation";
    case RecordKind::employment:
      return "employment";
  }
  throw std::logic_error("no such kind of record");
}

std::optional<RecordKind> record_kind_of(std::string_view text) {
  for (const auto kind : kRecordKinds)
    if (code(kind) == text) return kind;
  return std::nullopt;
}

std::span<const FieldSpec> fields(RecordKind kind) {
  switch (kind) {
    case RecordKind::address:
      return kAddress;
    case RecordKind::premises:
      return kPremises;
    case RecordKind::premises_label:
      return kLabel;
    case RecordKind::person:
      return kPerson;
    case RecordKind::residence:
      return kResidence;
    case RecordKind::organisation:
      return kOrganisation;
    case RecordKind::employment:
      return kEmployment;
  }
  throw std::logic_error("no such kind of record");
}

bool has_field(RecordKind kind, std::string_view name) {
  return std::ranges::any_of(fields(kind), [&](const FieldSpec& spec) { return spec.name == name; });
}

bool has_sealed_fields(RecordKind kind) {
  return std::ranges::find(fields(kind), Keeping::sealed, &FieldSpec::keeping) != fields(kind).end();
}

bool is_sealed_field(RecordKind kind, std::string_view name) {
  return std::ranges::any_of(fields(kind), [&](const FieldSpec& spec) {
    return spec.name == name && spec.keeping == Keeping::sealed;
  });
}

std::size_t field_index(RecordKind kind, std::string_view name) {
  const auto specs = fields(kind);
  for (std::size_t i = 0; i < specs.size(); ++i)
    if (specs[i].name == name) return i;
  throw std::logic_error("a " + std::string(code(kind)) + " has no field " + std::string(name));
}

std::optional<std::int64_t> Record::number(std::string_view field) const {
  const auto& value = (*this)[field];
  if (!value) return std::nullopt;
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), out);
  if (error != std::errc{} || end != value->data() + value->size())
    throw std::logic_error("not a number in a number's field");
  return out;
}

void Record::set_number(std::string_view field, std::optional<std::int64_t> value) {
  (*this)[field] = value ? Text{std::to_string(*value)} : Text{};
}

std::string_view Record::text(std::string_view field) const {
  const auto& value = (*this)[field];
  return value ? std::string_view(*value) : std::string_view{};
}

bool is_live(RecordKind kind, std::string_view state) {
  if (kind == RecordKind::residence) return state != "cancelled" && state != "undone";
  return state == "current";
}

std::vector<FieldChange> differences(const Record* before, const Record& after) {
  std::vector<FieldChange> out;
  const auto specs = fields(after.kind);
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const Text from = before ? before->values[i] : Text{};
    if (specs[i].tracked && from != after.values[i])
      out.push_back({std::string(specs[i].name), from, after.values[i]});
  }
  return out;
}

void derive(Record& record) {
  const bool live = is_live(record.kind, record.text("state"));
  const bool open = live && has_field(record.kind, "to_day") && !record["to_day"];
  switch (record.kind) {
    case RecordKind::address:
      record["current_key"] = live ? record["canonical"] : Text{};
      record["sort_key"] = natural_sort_key(record.text("element"));
      break;
    case RecordKind::premises:
      record["address_key"] = live ? record["address_id"] : Text{};
      break;
    case RecordKind::premises_label:
      record["open_key"] = open ? joined(record, "premises_id", "label") : Text{};
      break;
    case RecordKind::person:
      record["document_key"] =
          live && record["document_number"] ? joined(record, "document_type", "document_number") : Text{};
      record["phone_key"] = live ? record["phone"] : Text{};
      break;
    case RecordKind::residence:
      record["main_key"] = open && record.text("kind") == "main" ? record["person_id"] : Text{};
      break;
    case RecordKind::organisation:
      record["credit_key"] = live ? record["credit_code"] : Text{};
      break;
    case RecordKind::employment:
      record["open_key"] = open ? joined(record, "person_id", "organisation_id") : Text{};
      break;
  }
}

std::string to_ledger_text(const std::vector<FieldChange>& changes) {
  std::string out = "{";
  for (const auto& change : changes) {
    if (out.size() > 1) out += ',';
    append_json(out, std::string_view(change.field));
    if (change.withheld) {
      out += ':';
      append_json(out, kSealedMark);
      continue;
    }
    out += ":[";
    append_json(out, change.from);
    out += ',';
    append_json(out, change.to);
    out += ']';
  }
  return out + '}';
}

std::optional<std::vector<FieldChange>> from_ledger_text(std::string_view text) {
  boost::system::error_code error;
  const auto parsed = boost::json::parse(text, error);
  if (error || !parsed.is_object()) return std::nullopt;
  std::vector<FieldChange> out;
  for (const auto& [field, pair] : parsed.get_object()) {
    if (const auto* mark = pair.if_string(); mark && *mark == kSealedMark) {
      out.push_back({.field = std::string(field), .from = {}, .to = {}, .withheld = true});
      continue;
    }
    const auto* both = pair.if_array();
    if (!both || both->size() != 2) return std::nullopt;
    const auto from = from_json(both->at(0)), to = from_json(both->at(1));
    if (!from || !to) return std::nullopt;
    out.push_back({std::string(field), *from, *to});
  }
  return out;
}

}  // namespace weige::registry
