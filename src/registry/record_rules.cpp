#include "registry/record_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "registry/code_lists.h"
#include "standards/credit_code.h"
#include "standards/date_text.h"
#include "standards/division_history.h"
#include "standards/document.h"
#include "standards/person_name.h"
#include "standards/phone.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

enum class Rule { name, plain, phone, date, credit_code, document_number, choice, count };

struct FieldRule {
  RecordKind kind;
  std::string_view field;
  Rule rule;
  std::size_t longest = 60;  // characters
  CodeListName list = CodeListName::sexes;
  bool required = false;
};

using enum RecordKind;
constexpr std::array kRules{
    FieldRule{person, "name", Rule::name, 60, CodeListName::sexes, true},
    FieldRule{person, "document_type", Rule::choice, 0, CodeListName::document_types},
    FieldRule{person, "document_number", Rule::document_number, 40},
    FieldRule{person, "sex", Rule::choice, 0, CodeListName::sexes},
    FieldRule{person, "birth_date", Rule::date},
    FieldRule{person, "phone", Rule::phone},
    FieldRule{person, "registered_place", Rule::plain, 120},
    FieldRule{person, "category", Rule::choice, 0, CodeListName::categories},
    FieldRule{premises, "use", Rule::choice, 0, CodeListName::premises_uses, true},
    FieldRule{premises, "owner_name", Rule::plain, 60},
    FieldRule{premises, "owner_phone", Rule::phone},
    FieldRule{premises, "agent_name", Rule::plain, 60},
    FieldRule{premises, "agent_phone", Rule::phone},
    FieldRule{premises, "headcount_limit", Rule::count},
    FieldRule{premises_label, "label", Rule::choice, 0, CodeListName::premises_labels, true},
    FieldRule{premises_label, "evidence", Rule::choice, 0, CodeListName::label_evidence, true},
    FieldRule{premises_label, "note", Rule::plain, 200},
    FieldRule{premises_label, "from_day", Rule::date, 0, CodeListName::sexes, true},
    FieldRule{premises_label, "to_day", Rule::date},
    FieldRule{residence, "from_day", Rule::date, 0, CodeListName::sexes, true},
    FieldRule{residence, "to_day", Rule::date},
    FieldRule{residence, "kind", Rule::choice, 0, CodeListName::residence_kinds, true},
    FieldRule{residence, "relation", Rule::choice, 0, CodeListName::relations},
    FieldRule{organisation, "name", Rule::plain, 120, CodeListName::sexes, true},
    FieldRule{organisation, "credit_code", Rule::credit_code},
    FieldRule{organisation, "kind", Rule::choice, 0, CodeListName::organisation_kinds},
    FieldRule{organisation, "contact_name", Rule::plain, 60},
    FieldRule{organisation, "contact_phone", Rule::phone},
    FieldRule{employment, "from_day", Rule::date, 0, CodeListName::sexes, true},
    FieldRule{employment, "to_day", Rule::date},
    FieldRule{employment, "job", Rule::plain, 60},
};

const FieldRule* rule_of(RecordKind kind, std::string_view field) {
  const auto found = std::ranges::find_if(
      kRules, [&](const FieldRule& rule) { return rule.kind == kind && rule.field == field; });
  return found == kRules.end() ? nullptr : &*found;
}

Result<Text> plain_form(std::string_view text, std::size_t longest) {
  const auto characters = standards::to_code_points(text);
  if (characters.size() > longest) return problem(ProblemCode::too_long).with("max", std::to_string(longest));
  const auto broken = [](char32_t c) {
    return c < 0x20 || c == 0x7F || c == standards::replacement_character;
  };
  if (std::ranges::any_of(characters, broken)) return problem(ProblemCode::bad_characters);
  return Text{std::string(text)};
}

Result<Text> choice_form(std::string_view text, CodeListName list) {
  const auto code = code_of(list, text);
  if (!code) return problem(ProblemCode::bad_choice);
  return Text{std::string(*code)};
}

Result<Text> date_form(std::string_view text, Day today) {
  standards::DayLimits limits{.latest = today};
  limits.latest = Day{std::chrono::sys_days{today} + std::chrono::days{366}};
  WEIGE_TRY(const auto day, standards::parse_date(text, limits));
  return Text{to_iso(day)};
}

Result<Text> count_form(std::string_view text) {
  int count = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size() || count < 0 || count > 100'000)
    return problem(ProblemCode::bad_number).with("min", "0").with("max", "100000");
  return Text{std::to_string(count)};
}

Result<Text> form_by(const FieldRule& rule, std::string_view text, Day today) {
  switch (rule.rule) {
    case Rule::name: {
      WEIGE_TRY(const auto name, standards::PersonName::parse(text));
      return Text{name.reveal()};
    }
    case Rule::phone: {
      WEIGE_TRY(const auto phone, standards::Phone::parse(text));
      return Text{phone.reveal()};
    }
    case Rule::credit_code: {
      WEIGE_TRY(const auto code, standards::CreditCode::parse(text));
      return Text{code.text()};
    }
    case Rule::plain:
      return plain_form(text, rule.longest);
    case Rule::date:
      return date_form(text, today);
    case Rule::document_number:  // its form depends on the type: check_person
      return plain_form(text, rule.longest);
    case Rule::choice:
      return choice_form(text, rule.list);
    case Rule::count:
      return count_form(text);
  }
  return problem(ProblemCode::unknown_field);
}

void check_agrees(Record& record, std::string_view field, const std::string& told,
                  std::vector<Problem>& wrong) {
  if (!record[field])
    record[field] = told;
  else if (*record[field] != told)
    wrong.push_back(problem(ProblemCode::id_number_disagrees, std::string(field)));
}

Result<standards::Document> document_of(const Record& record) {
  const std::string_view number = record.text("document_number");
  if (!record["document_type"]) return standards::Document::parse_untyped(number);
  return standards::Document::parse(standards::document_type_of_code(record.text("document_type")).value(),
                                    number);
}

// The document is checked in full, an ID number brought to 18 digits, and must agree with sex and birth date.
void check_person(Record& record, Day today, std::vector<Problem>& wrong) {
  if (!record["document_number"]) {
    record["document_type"] = std::nullopt;
    return;
  }
  auto document = document_of(record);
  if (!document) {
    wrong.push_back(std::move(document).problem().at("document_number"));
    return;
  }
  record["document_type"] = code(document->type());
  record["document_number"] = document->reveal();
  const auto id = document->id_number();
  if (!id) return;
  if (id->birth_date() > today) {
    wrong.push_back(problem(ProblemCode::id_number_date, "document_number"));
    return;
  }
  record["document_number"] = id->as18();
  check_agrees(record, "birth_date", to_iso(id->birth_date()), wrong);
  check_agrees(record, "sex", id->sex() == standards::Sex::male ? "male" : "female", wrong);
}

void check_days(const Record& record, std::vector<Problem>& wrong) {
  if (record["to_day"] && record["from_day"] && *record["to_day"] < *record["from_day"])
    wrong.push_back(problem(ProblemCode::ends_before_start, "to_day"));
}

void check_required(const Record& record, std::vector<Problem>& wrong) {
  for (const auto& rule : kRules)
    if (rule.kind == record.kind && rule.required && !record[rule.field] &&
        std::ranges::none_of(wrong, [&](const Problem& each) { return each.place == rule.field; }))
      wrong.push_back(problem(ProblemCode::missing_field, std::string(rule.field)));
}

std::optional<standards::IdNumber> id_number_of(const Record& person) {
  if (!person["document_number"] || !person["document_type"]) return std::nullopt;
  const auto type = standards::document_type_of_code(person.text("document_type"));
  if (!type) return std::nullopt;
  const auto document = standards::Document::parse(*type, person.text("document_number"));
  return document ? document->id_number() : std::nullopt;
}

// Withdrawn counties stand in numbers for as long as their bearers live; only the others are likely errors.
void add_division_warning(std::string_view prefix, std::vector<std::string>& out) {
  const auto* table = standards::country_table();
  const auto county = standards::DivisionCode::parse(prefix);
  if (!table || !county || table->contains(*county)) return;
  out.emplace_back(standards::is_known_prefix(*table, prefix) ? "old_division" : "unknown_division");
}

}  // namespace

bool is_enterable(RecordKind kind, std::string_view field) {
  return rule_of(kind, field) != nullptr;
}

Result<Text> normal_form(RecordKind kind, std::string_view field, std::string_view text, Day today) {
  const auto* rule = rule_of(kind, field);
  if (!rule) return problem(ProblemCode::unknown_field);
  const auto trimmed = standards::trim(text);
  if (trimmed.empty()) return Text{};
  return form_by(*rule, trimmed, today);
}

Result<Record> with_input(const Record& base, const FieldInput& input, Day today) {
  Record record = base;
  std::vector<Problem> wrong;
  for (const auto& [field, value] : input) {
    auto form = normal_form(record.kind, field, value ? std::string_view(*value) : std::string_view{}, today);
    if (form)
      record[field] = *std::move(form);
    else
      wrong.push_back(std::move(form).problem().at(field));
  }
  check_required(record, wrong);
  if (record.kind == person && wrong.empty()) check_person(record, today, wrong);
  if (has_field(record.kind, "to_day")) check_days(record, wrong);
  if (wrong.empty()) return record;
  auto all = problem(ProblemCode::invalid_fields).with("count", std::to_string(wrong.size()));
  all.parts = std::move(wrong);
  return all;
}

std::vector<std::string> person_warnings(const Record& person) {
  std::vector<std::string> out;
  const auto add = [&](const std::optional<standards::Warning>& warning) {
    if (!warning) return;
    std::string text(standards::code(*warning));
    std::ranges::replace(text, '-', '_');
    if (std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
  };
  if (const auto number = id_number_of(person)) {
    const auto own = number->warning();
    add(own);
    if (own != standards::Warning::reserved_demo && own != standards::Warning::unknown_division)
      add_division_warning(number->division_prefix(), out);
  }
  if (person["phone"])
    if (const auto phone = standards::Phone::parse(*person["phone"])) add(phone->warning());
  if (const auto name = standards::PersonName::parse(person.text("name"))) add(name->warning());
  return out;
}

bool is_masked_field(std::string_view field) {
  return field == "document_number" || field.ends_with("phone");
}

std::string masked(std::string_view field, std::string_view value) {
  if (!is_masked_field(field) || value.empty()) return std::string(value);
  if (field == "document_number") {
    const auto document = standards::Document::parse_untyped(value);
    const auto other =
        document ? document : standards::Document::parse(standards::DocumentType::other, value);
    return other ? other->masked() : std::string("****");
  }
  const auto phone = standards::Phone::parse(value);
  return phone ? phone->masked() : std::string("****");
}

std::string mask_numbers(std::string_view text) {
  constexpr std::size_t kMobile = 11, kOldNumber = 15, kNumber = 18, kKeptBefore = 3, kKeptBehind = 2;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string out(text);
  for (std::size_t from = 0; from < out.size();) {
    if (!is_digit(out[from])) {
      ++from;
      continue;
    }
    auto to = from;
    while (to < out.size() && is_digit(out[to])) ++to;
    if (to - from == kNumber - 1 && to < out.size() && (out[to] == 'X' || out[to] == 'x')) ++to;
    const auto length = to - from;
    const bool tells = length == kOldNumber || length == kNumber || length == kNumber - 1 ||
                       (length == kMobile && out[from] == '1' && out[from + 1] >= '3');
    for (auto i = from + kKeptBefore; tells && i + kKeptBehind < to; ++i) out[i] = '*';
    from = to;
  }
  return out;
}

}  // namespace weige::registry
