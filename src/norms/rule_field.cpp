#include "norms/rule_field.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace weige::norms {
namespace {

constexpr std::array<std::string_view, 9> kUnitCodes{"days",  "hours",    "minutes",  "doors", "visits",
                                                     "times", "attempts", "premises", "share"};
constexpr std::size_t kLongestCode = 40;

struct Bounds {
  double least, most;
  std::vector<std::string_view> obeyed;
};

template <auto Group, auto Member>
RuleField field_at(Norm norm, std::string_view name, FieldUnit unit, Bounds bounds) {
  return {.norm = norm,
          .name = name,
          .unit = unit,
          .least = bounds.least,
          .most = bounds.most,
          .obeyed = std::move(bounds.obeyed),
          .get = [](const Rules& rules) { return static_cast<double>(rules.*Group.*Member); },
          .set =
              [](Rules& rules, double value) {
                auto& field = rules.*Group.*Member;
                field = static_cast<std::remove_reference_t<decltype(field)>>(value);
              }};
}

std::vector<RuleField> make_rule_fields() {
  return {
      field_at<&Rules::quality, &QualityRules::confirm_person_days>(Norm::k1, "confirm_person_days",
                                                                    FieldUnit::days, {7, 1825, {"/today"}}),
      field_at<&Rules::quality, &QualityRules::confirm_premises_days>(Norm::k1, "confirm_premises_days",
                                                                      FieldUnit::days, {7, 1825, {"/today"}}),
      field_at<&Rules::quality, &QualityRules::confirm_organisation_days>(
          Norm::k1, "confirm_organisation_days", FieldUnit::days, {7, 1825, {"/today"}}),
      field_at<&Rules::quality, &QualityRules::finding_due_days>(Norm::k1, "finding_due_days",
                                                                 FieldUnit::days, {1, 90, {"/tasks"}}),
      field_at<&Rules::quality, &QualityRules::handed_down_due_days>(Norm::k1, "handed_down_due_days",
                                                                     FieldUnit::days, {1, 180, {"/tasks"}}),
      field_at<&Rules::key_premises, &KeyPremisesRules::site_check_every_days>(
          Norm::k2, "site_check_every_days", FieldUnit::days, {1, 180, {"/sites"}}),
      field_at<&Rules::checking, &CheckingRules::attempts_before_officer>(
          Norm::k3, "attempts_before_officer", FieldUnit::attempts, {1, 10, {"/tasks"}}),
      field_at<&Rules::checking, &CheckingRules::hours_between_attempts>(Norm::k3, "hours_between_attempts",
                                                                         FieldUnit::hours, {1, 72, {}}),
      field_at<&Rules::checking, &CheckingRules::doors_a_day>(Norm::k3, "doors_a_day", FieldUnit::doors,
                                                              {1, 200, {"/today"}}),
      field_at<&Rules::checking, &CheckingRules::minutes_a_door>(Norm::k3, "minutes_a_door",
                                                                 FieldUnit::minutes, {1, 60, {"/today"}}),
      field_at<&Rules::checking, &CheckingRules::random_share>(Norm::k3, "random_share", FieldUnit::share,
                                                               {0.05, 0.5, {"/today"}}),
      field_at<&Rules::measurement, &MeasurementRules::sample_a_committee>(
          Norm::k4, "sample_a_committee", FieldUnit::premises, {10, 1000, {}}),
      field_at<&Rules::team, &TeamRules::guidance_every_days>(
          Norm::k5, "guidance_every_days", FieldUnit::days, {7, 92, {"/teams", "/duties"}}),
      field_at<&Rules::team, &TeamRules::undertaking_days>(Norm::k5, "undertaking_days", FieldUnit::days,
                                                           {30, 1096, {"/teams"}}),
      field_at<&Rules::team, &TeamRules::grid_staff_share>(Norm::k5, "grid_staff_share", FieldUnit::share,
                                                           {0, 1, {"/grid-staff-share", "/duties"}}),
      field_at<&Rules::team, &TeamRules::review_every_days>(Norm::k5, "review_every_days", FieldUnit::days,
                                                            {1, 31, {"/meetings"}}),
      field_at<&Rules::team, &TeamRules::summary_every_days>(Norm::k5, "summary_every_days", FieldUnit::days,
                                                             {7, 92, {"/meetings"}}),
      field_at<&Rules::team, &TeamRules::doors_a_week>(Norm::k5, "doors_a_week", FieldUnit::doors,
                                                       {0, 500, {"/daily-report", "/duties"}}),
      field_at<&Rules::team, &TeamRules::visits_a_week_residents>(
          Norm::k5, "visits_a_week_residents", FieldUnit::visits, {0, 500, {"/tasks", "/duties"}}),
      field_at<&Rules::team, &TeamRules::visits_a_week_premises>(
          Norm::k5, "visits_a_week_premises", FieldUnit::visits, {0, 500, {"/tasks", "/duties"}}),
      field_at<&Rules::team, &TeamRules::visits_a_week_organisations>(
          Norm::k5, "visits_a_week_organisations", FieldUnit::visits, {0, 500, {"/tasks", "/duties"}}),
      field_at<&Rules::team, &TeamRules::patrols_a_month>(Norm::k5, "patrols_a_month", FieldUnit::times,
                                                          {0, 62, {"/patrols", "/duties"}}),
      field_at<&Rules::inspection, &InspectionRules::inspect_every_days>(
          Norm::k6, "inspect_every_days", FieldUnit::days, {1, 183, {"/inspections", "/duties"}}),
      field_at<&Rules::inspection, &InspectionRules::answer_within_days>(
          Norm::k6, "answer_within_days", FieldUnit::days, {1, 60, {"/inspections"}}),
  };
}

bool is_whole(const RuleField& field) {
  return field.unit != FieldUnit::share;
}

bool lies_within(const RuleField& field, double value) {
  if (!std::isfinite(value) || value < field.least || value > field.most) return false;
  return !is_whole(field) || value == std::floor(value);
}

Problem out_of_bounds(std::string place, double least, double most) {
  return problem(ProblemCode::bad_number, std::move(place))
      .with("min", fmt::format("{}", least))
      .with("max", fmt::format("{}", most));
}

bool is_kind_code(std::string_view code) {
  return !code.empty() && code.size() <= kLongestCode && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool has_bad_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::size_t letters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void check_kind_name(const std::string& name, const std::string& place, std::vector<Problem>& parts) {
  if (name.empty()) parts.push_back(problem(ProblemCode::missing_field, place));
  if (has_bad_character(name)) parts.push_back(problem(ProblemCode::bad_characters, place));
  if (letters_in(name) > kLongestKindName)
    parts.push_back(problem(ProblemCode::too_long, place).with("max", std::to_string(kLongestKindName)));
}

void check_kind_number(int value, const std::string& place, std::pair<int, int> bounds,
                       std::vector<Problem>& parts) {
  if (value < bounds.first || value > bounds.second)
    parts.push_back(out_of_bounds(place, bounds.first, bounds.second));
}

void check_kind(const KeyPremisesKind& kind, const std::string& place,
                const std::vector<std::string_view>& labels, std::vector<Problem>& parts) {
  if (!is_kind_code(kind.code)) parts.push_back(problem(ProblemCode::bad_characters, place + ".code"));
  check_kind_name(kind.zh, place + ".zh", parts);
  check_kind_name(kind.en, place + ".en", parts);
  for (const auto& label : kind.labels)
    if (std::find(labels.begin(), labels.end(), label) == labels.end())
      parts.push_back(problem(ProblemCode::bad_choice, place + ".labels"));
  check_kind_number(kind.least_people, place + ".least_people", {0, 500}, parts);
  check_kind_number(kind.visit_every_days, place + ".visit_every_days", {1, 366}, parts);
  if (kind.labels.empty() && kind.least_people == 0)
    parts.push_back(problem(ProblemCode::key_kind_empty, place + ".labels"));
}

void check_kinds(const KeyPremisesRules& rules, const std::vector<std::string_view>& labels,
                 std::vector<Problem>& parts) {
  if (rules.kinds.size() > kMostKinds)
    parts.push_back(out_of_bounds("kinds", 0, static_cast<double>(kMostKinds)));
  std::set<std::string> codes;
  for (std::size_t i = 0; i < rules.kinds.size(); ++i) {
    const auto place = "kinds." + std::to_string(i);
    check_kind(rules.kinds[i], place, labels, parts);
    if (!codes.insert(rules.kinds[i].code).second)
      parts.push_back(problem(ProblemCode::key_kind_twice, place + ".code"));
  }
}

bool same_kind(const KeyPremisesKind& a, const KeyPremisesKind& b) {
  return a.code == b.code && a.zh == b.zh && a.en == b.en && a.labels == b.labels &&
         a.least_people == b.least_people && a.visit_every_days == b.visit_every_days;
}

bool same_kinds(const KeyPremisesRules& a, const KeyPremisesRules& b) {
  return std::equal(a.kinds.begin(), a.kinds.end(), b.kinds.begin(), b.kinds.end(), same_kind);
}

}  // namespace

std::string_view code(FieldUnit unit) {
  return kUnitCodes.at(static_cast<std::size_t>(unit));
}

const std::vector<RuleField>& rule_fields() {
  static const std::vector<RuleField> fields = make_rule_fields();
  return fields;
}

std::vector<const RuleField*> fields_of(Norm norm) {
  std::vector<const RuleField*> out;
  for (const auto& field : rule_fields())
    if (field.norm == norm) out.push_back(&field);
  return out;
}

const RuleField* find_field(Norm norm, std::string_view name) {
  for (const auto* field : fields_of(norm))
    if (field->name == name) return field;
  return nullptr;
}

Result<Rules> with_wish(Rules rules, Norm norm, const RuleWish& wish,
                        const std::vector<std::string_view>& labels) {
  std::vector<Problem> parts;
  for (const auto& [name, value] : wish.values) {
    const auto* field = find_field(norm, name);
    if (!field)
      parts.push_back(problem(ProblemCode::unknown_field, "values." + name));
    else if (!lies_within(*field, value))
      parts.push_back(out_of_bounds("values." + name, field->least, field->most));
    else
      field->set(rules, value);
  }
  if (wish.kinds && norm != Norm::k2) parts.push_back(problem(ProblemCode::unknown_field, "kinds"));
  if (wish.kinds && norm == Norm::k2) {
    rules.key_premises.kinds = *wish.kinds;
    check_kinds(rules.key_premises, labels, parts);
  }
  if (parts.empty()) return rules;
  if (parts.size() == 1) return std::move(parts.front());
  auto all = problem(ProblemCode::invalid_fields).with("count", std::to_string(parts.size()));
  all.parts = std::move(parts);
  return all;
}

std::vector<std::string> changed_fields(Norm norm, const Rules& before, const Rules& after) {
  std::vector<std::string> out;
  for (const auto* field : fields_of(norm))
    if (field->get(before) != field->get(after)) out.emplace_back(field->name);
  if (norm == Norm::k2 && !same_kinds(before.key_premises, after.key_premises)) out.emplace_back("kinds");
  return out;
}

Rules with_norm(Rules all, Norm norm, const Rules& from) {
  for (const auto* field : fields_of(norm)) field->set(all, field->get(from));
  if (norm == Norm::k2) all.key_premises.kinds = from.key_premises.kinds;
  return all;
}

}  // namespace weige::norms
