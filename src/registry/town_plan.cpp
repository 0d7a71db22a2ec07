#include "registry/town_plan.h"

#include <algorithm>

namespace weige::registry {
namespace {

std::string address_text(const standards::DivisionTable& divisions, standards::DivisionCode code) {
  std::string text;
  for (const auto& name : divisions.path(code))
    if (!standards::is_grouping(name)) text += name;
  return text;
}

bool is_code(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A code of 12 digits is that of the town when the last three are zeros.
bool fits(const standards::Division& town, std::string_view text) {
  return is_code(text) ? town.code.text12().starts_with(text) : town.name.find(text) != std::string::npos;
}

}  // namespace

Result<TownPlan> plan_town(const standards::DivisionTable& divisions, std::string_view text) {
  WEIGE_TRY(const auto code, standards::DivisionCode::parse(text));
  if (code.level() != standards::DivisionLevel::town) return problem(ProblemCode::division_code);
  auto town = divisions.find(code);
  if (!town) return problem(ProblemCode::unknown_division).with("edition", to_iso(divisions.edition()));
  return TownPlan{.town = std::move(*town),
                  .address_text = address_text(divisions, code),
                  .committees = divisions.children(code)};
}

std::vector<TownFound> find_towns(const standards::DivisionTable& divisions, std::string_view text,
                                  std::size_t most) {
  std::vector<TownFound> found;
  if (text.empty()) return found;
  const auto take = [&](const standards::Division& one) {
    if (one.code.level() == standards::DivisionLevel::town && fits(one, text))
      found.push_back({one, address_text(divisions, one.code)});
    return found.size() < most;
  };
  for (const auto& province : divisions.provinces()) {
    if (found.size() >= most) break;
    divisions.each_below(province.code, take);
  }
  return found;
}

}  // namespace weige::registry
