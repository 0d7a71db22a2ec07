#include "registry/town_plan.h"

namespace weige::registry {

Result<TownPlan> plan_town(const standards::DivisionTable& divisions, std::string_view text) {
  WEIGE_TRY(const auto code, standards::DivisionCode::parse(text));
  if (code.level() != standards::DivisionLevel::town) return problem(ProblemCode::division_code);
  auto town = divisions.find(code);
  if (!town) return problem(ProblemCode::unknown_division).with("edition", to_iso(divisions.edition()));
  TownPlan plan{.town = std::move(*town), .address_text = {}, .committees = divisions.children(code)};
  for (const auto& name : divisions.path(code))
    if (!standards::is_grouping(name)) plan.address_text += name;
  return plan;
}

}  // namespace weige::registry
