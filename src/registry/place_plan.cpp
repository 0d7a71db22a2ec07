#include "registry/place_plan.h"

#include <algorithm>

namespace weige::registry {
namespace {

bool is_door(std::string_view level) {
  return level == "number" || level == "building" || level == "unit" || level == "floor" || level == "room";
}

class PlacePlanner {
 public:
  PlacePlanner(const ParsedRow& row, const Deciding& with, const PlaceWish& wish, RowDecision& out)
      : row_(row), with_(with), wish_(wish), out_(out), claim_(*row.address) {}

  std::optional<PlannedPlace> plan() {
    const auto* known = with_.picture.address(claim_.canonical());
    return known ? at_known(*known) : at_new();
  }

 private:
  std::optional<PlannedPlace> wrong(ProblemCode code, std::uint32_t column) {
    out_.findings.push_back(fault(code, column));
    return std::nullopt;
  }

  std::optional<PlannedPlace> at_known(const Record& address) {
    const auto* premises = with_.picture.premises_at(address.id);
    if (!premises && wish_.door && !is_door(claim_.level()))
      return wrong(ProblemCode::address_without_door, claim_.column);
    const auto area = address.area();
    if (row_.committee && area != with_.town.area_id && *row_.committee != with_.town.above_grid(area))
      return wrong(ProblemCode::committee_disagrees, row_.committee_column);
    if (!with_.picture.scope.contains(area)) return wrong(ProblemCode::outside_scope, claim_.column);
    PlannedPlace place{.area_id = area, .address_id = address.id, .premises_id = premises ? premises->id : 0};
    if (!premises && wish_.premises) add_premises(place);
    return place;
  }

  std::optional<PlannedPlace> at_new() {
    if (!claim_.understood) return wrong(ProblemCode::bad_address, claim_.column);
    if (wish_.door && !is_door(claim_.level()))
      return wrong(ProblemCode::address_without_door, claim_.column);
    const auto area = area_of_new();
    if (!area) {
      const bool told = std::ranges::any_of(out_.findings, [&](const Finding& each) {
        return !each.warning && each.column == row_.committee_column && each.column != 0;
      });
      if (!told) return wrong(ProblemCode::committee_needed, claim_.column);
      return std::nullopt;
    }
    if (!with_.picture.scope.contains(*area) || is_in_others_house())
      return wrong(ProblemCode::outside_scope, claim_.column);
    PlannedPlace place{.area_id = *area};
    add_chain(place);
    if (wish_.premises) add_premises(place);
    return place;
  }

  // As the row says, as the address itself says, as its next known surroundings say, or the sender's own.
  std::optional<std::int64_t> area_of_new() const {
    if (row_.committee) return with_.town.own_part_of(*row_.committee);
    if (std::ranges::any_of(row_.findings, [&](const Finding& each) {
          return each.column == row_.committee_column && each.column != 0;
        }))
      return std::nullopt;
    if (!claim_.committee.empty())
      if (const auto named = with_.town.committees.find(claim_.committee))
        return with_.town.own_part_of(*named);
    for (auto node = claim_.chain.rbegin(); node != claim_.chain.rend(); ++node)
      if (const auto* known = with_.picture.address(node->canonical);
          known && known->area() != with_.town.area_id)
        return known->area();
    return with_.town.own_area;
  }

  bool is_in_others_house() const {
    for (auto node = claim_.chain.rbegin(); node != claim_.chain.rend(); ++node)
      if (const auto* known = with_.picture.address(node->canonical))
        return is_house(node->level) && !with_.picture.scope.contains(known->area());
    return false;
  }

  void add_chain(PlannedPlace& place) {
    for (const auto& node : claim_.chain) {
      if (const auto* known = with_.picture.address(node.canonical)) {
        place.address_id = known->id;
        continue;
      }
      Record record(RecordKind::address);
      record.id = with_.new_id();
      record.set_number("area_id", belongs_to_town(node.level) ? with_.town.area_id : place.area_id);
      record["state"] = "current";
      if (place.address_id != 0) record.set_number("parent_id", place.address_id);
      record["level"] = node.level;
      record["element"] = node.element;
      record["canonical"] = node.canonical;
      place.address_id = record.id;
      out_.writes.push_back({.after = std::move(record), .valid_from = with_.town.reference});
    }
    place.is_new = true;
  }

  void add_premises(PlannedPlace& place) {
    Record record(RecordKind::premises);
    record.id = with_.new_id();
    record.set_number("area_id", place.area_id);
    record["state"] = "current";
    record.set_number("address_id", place.address_id);
    record["use"] = row_.use.empty() ? wish_.use : row_.use;
    place.premises_id = record.id;
    place.is_new = true;
    out_.writes.push_back({.after = std::move(record), .valid_from = with_.town.reference});
  }

  const ParsedRow& row_;
  const Deciding& with_;
  const PlaceWish& wish_;
  RowDecision& out_;
  const AddressClaim& claim_;
};

}  // namespace

std::optional<PlannedPlace> plan_place(const ParsedRow& row, const Deciding& with, const PlaceWish& wish,
                                       RowDecision& out) {
  if (!row.address) return std::nullopt;
  return PlacePlanner(row, with, wish, out).plan();
}

}  // namespace weige::registry
