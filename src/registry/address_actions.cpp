#include "registry/address_actions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "registry/address_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kAdded{"address.added"}, kRenamed{"address.renamed"}, kSplit{"address.split"};
constexpr std::size_t kMostBelow = 20'000;

Result<Record> address_in_version(const WriteContext& context, std::int64_t id, std::int64_t version) {
  auto address = find_record(context.tx, context.actor.scope(), RecordKind::address, id);
  if (!address || address->text("state") != "current") return problem(ProblemCode::not_found);
  if (address->version != version) return problem(ProblemCode::version_conflict);
  return *std::move(address);
}

access::Scope everywhere(const WriteContext& context) {
  return access::Actor::system(context.tx, context.now, access::SystemReason::maintenance).scope();
}

// The canonical text above a node: what stays when its own element changes.
std::string text_above(const Record& address) {
  const auto canonical = address.text("canonical"), element = address.text("element");
  return std::string(canonical.ends_with(element) ? canonical.substr(0, canonical.size() - element.size())
                                                  : canonical);
}

// The node that the element makes under the same parent; it must be one element of the same level.
Result<AddressNode> node_beside(const Record& address, const std::string& element) {
  const auto above = text_above(address);
  auto parsed = standards::StandardAddress::parse(above + element);
  if (!parsed) return std::move(parsed).problem().at("element");
  const auto chain = address_chain(parsed->key());
  if (chain.empty() || chain.back().level != address.text("level") ||
      !chain.back().canonical.starts_with(above))
    return problem(ProblemCode::bad_address, "element");
  return chain.back();
}

// Writes the new text of one node; the old text becomes an alias.
Done write_text(const WriteContext& context, RegisterWriter& writer, const Record& before,
                const AddressNode& node) {
  Record after = before;
  after["element"] = node.element;
  after["canonical"] = node.canonical;
  if (after.values == before.values) return done();
  writer.allow_area(before.area());
  WEIGE_CHECK(writer.change(before, std::move(after), context.today()));
  writer.keep_receipt(insert_alias(context.tx, before.id, before.text("canonical")));
  return done();
}

// Whose text begins with the one above. Breadth first, so that parents come before children.
Result<std::vector<Record>> addresses_below(const WriteContext& context, const Record& top) {
  const auto scope = everywhere(context);
  const auto text = top.text("canonical");
  std::vector<std::int64_t> parents{top.id};
  std::vector<Record> out;
  for (std::size_t i = 0; i < parents.size(); ++i) {
    for (auto& child : find_records(context.tx, scope, RecordKind::address,
                                    {"parent_id", std::to_string(parents[i])}, kMostBelow + 1)) {
      if (parents.size() > kMostBelow) return problem(ProblemCode::still_in_use);
      parents.push_back(child.id);
      if (child.text("canonical").starts_with(text)) out.push_back(std::move(child));
    }
  }
  return out;
}

// A new name is written into every door below, and nobody writes what others cover: half a lane renamed would
// be no lane, so all of it waits for a post that covers it.
Done check_covers_all(const WriteContext& context, const std::vector<Record>& addresses) {
  std::map<std::int64_t, bool> is_covered;
  std::size_t elsewhere = 0;
  for (const auto& address : addresses) {
    const auto [area, is_new] = is_covered.emplace(address.area(), false);
    if (is_new) area->second = covers(context.tx, context.actor.scope(), address.area());
    if (!area->second) ++elsewhere;
  }
  if (elsewhere == 0) return done();
  return problem(ProblemCode::others_below).with("count", std::to_string(elsewhere));
}

// Everything below gets the new beginning.
Done rename_below(const WriteContext& context, RegisterWriter& writer, const Record& top,
                  const std::string& new_text, AddressMoved& out) {
  WEIGE_TRY(const auto below, addresses_below(context, top));
  WEIGE_CHECK(check_covers_all(context, below));
  for (const auto& child : below) {
    const AddressNode node{
        .level = {},
        .element = std::string(child.text("element")),
        .canonical = new_text + std::string(child.text("canonical").substr(top.text("canonical").size()))};
    WEIGE_CHECK(write_text(context, writer, child, node));
    ++out.affected[RecordKind::address];
  }
  return done();
}

Done check_point(const Point& point) {
  constexpr std::array<std::string_view, 4> kDatums{"cgcs2000", "wgs84", "gcj02", "bd09"};
  if (!std::ranges::count(kDatums, point.datum)) return problem(ProblemCode::bad_choice, "datum");
  if (!(std::abs(point.lng) <= 180))
    return problem(ProblemCode::bad_number, "lng").with("min", "-180").with("max", "180");
  if (!(std::abs(point.lat) <= 90))
    return problem(ProblemCode::bad_number, "lat").with("min", "-90").with("max", "90");
  return done();
}

std::string number_text(double number) {
  std::array<char, 32> buffer;
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

Done set_point(const WriteContext& context, RegisterWriter& writer, std::int64_t id, const Point& point) {
  writer.write_now();
  const auto before = find_record(context.tx, everywhere(context), RecordKind::address, id);
  Record after = *before;
  after["lng"] = number_text(point.lng);
  after["lat"] = number_text(point.lat);
  after["datum"] = point.datum;
  return writer.change(*before, std::move(after), context.today());
}

Done move_residences(const WriteContext& context, RegisterWriter& writer, const Record& from,
                     std::int64_t to_premises, const std::vector<std::int64_t>& ids) {
  const auto there = find_records(context.tx, everywhere(context), RecordKind::residence,
                                  {"premises_id", std::to_string(from.id)});
  for (const auto id : ids) {
    const auto found = std::ranges::find(there, id, &Record::id);
    if (found == there.end()) return problem(ProblemCode::not_found, "parts");
    Record moved = *found;
    moved.set_number("premises_id", to_premises);
    WEIGE_CHECK(writer.change(*found, std::move(moved), context.today()));
  }
  return done();
}

// A new door beside the old one, with premises like those of the old.
Result<std::int64_t> add_door(const WriteContext& context, RegisterWriter& writer, const Record& beside,
                              const Record& like, const AddressNode& node) {
  Record address = beside;
  address.id = 0;
  address["element"] = node.element;
  address["canonical"] = node.canonical;
  WEIGE_CHECK(writer.add(address, context.today()));
  Record premises = like;
  premises.id = 0;
  premises.set_number("address_id", address.id);
  WEIGE_CHECK(writer.add(premises, context.today()));
  writer.write_now();
  return premises.id;
}

// A house that is known and lies where the post has nothing to say: its rooms are entered by those who do.
bool is_in_others_house(const WriteContext& context, AddressBook& book, const standards::AddressKey& key) {
  auto chain = address_chain(key);
  for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
    const auto known = book.find(node->canonical);
    if (!known) continue;
    return is_house(node->level) && !covers(context.tx, context.actor.scope(), known->area_id);
  }
  return false;
}

}  // namespace

Result<Record> add_address(const WriteContext& context, const NewAddress& input) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_address));
  WEIGE_CHECK(check(input.provenance, context.today()));
  if (input.point) WEIGE_CHECK(check_point(*input.point));
  if (!covers(context.tx, context.actor.scope(), input.area_id))
    return problem(ProblemCode::not_found, "area_id");
  auto parsed = parse_in_town(input.text, input.town_text);
  if (!parsed) return std::move(parsed).problem().at("text");
  AddressBook book(context.tx, everywhere(context));
  if (is_in_others_house(context, book, parsed->key())) return problem(ProblemCode::outside_scope, "text");
  RegisterWriter writer(context, {}, input.provenance);
  auto known = book.find_or_add(
      writer, parsed->key(),
      {.area_id = input.area_id, .town_area_id = input.town_area_id, .valid_from = context.today()});
  if (!known) return std::move(known).problem().at("text");
  if (input.point) WEIGE_CHECK(set_point(context, writer, known->id, *input.point));
  writer.finish(kAdded);
  auto record = find_record(context.tx, context.actor.scope(), RecordKind::address, known->id);
  // Its point put it into a grid of others.
  if (!record && input.point) return problem(ProblemCode::outside_scope, "lng");
  if (!record) return problem(ProblemCode::not_found);
  return *std::move(record);
}

Result<AddressMoved> rename_address(const WriteContext& context, const Rename& rename) {
  WEIGE_CHECK(context.actor.may(access::Right::renumber_address));
  if (rename.reason.empty()) return problem(ProblemCode::missing_field, "reason");
  WEIGE_TRY(const auto address, address_in_version(context, rename.id, rename.version));
  WEIGE_TRY(const auto node, node_beside(address, rename.element));
  RegisterWriter writer(context, {.kind = OperationKind::rename, .reason = rename.reason},
                        {.way = Way::correction});
  AddressMoved out{writer.operation(), {address.id}, {{RecordKind::address, 1}}};
  WEIGE_CHECK(write_text(context, writer, address, node));
  WEIGE_CHECK(rename_below(context, writer, address, node.canonical, out));
  writer.finish(kRenamed);
  return out;
}

Result<AddressMoved> split_address(const WriteContext& context, const AddressSplit& split) {
  WEIGE_CHECK(context.actor.may(access::Right::renumber_address));
  if (split.reason.empty()) return problem(ProblemCode::missing_field, "reason");
  if (split.parts.size() < 2) return problem(ProblemCode::missing_field, "parts");
  WEIGE_TRY(const auto address, address_in_version(context, split.id, split.version));
  const auto scope = everywhere(context);
  if (!find_records(context.tx, scope, RecordKind::address, {"parent_id", std::to_string(address.id)}, 1)
           .empty())
    return problem(ProblemCode::still_in_use);
  const auto premises =
      find_records(context.tx, scope, RecordKind::premises, {"address_key", std::to_string(address.id)}, 1);
  if (premises.empty()) return problem(ProblemCode::not_found);
  RegisterWriter writer(context, {.kind = OperationKind::split, .reason = split.reason},
                        {.way = Way::correction});
  AddressMoved out{writer.operation(), {address.id}, {}};
  WEIGE_TRY(const auto first, node_beside(address, split.parts.front().element));
  WEIGE_CHECK(write_text(context, writer, address, first));
  for (std::size_t i = 1; i < split.parts.size(); ++i) {
    WEIGE_TRY(const auto node, node_beside(address, split.parts[i].element));
    WEIGE_TRY(const auto door, add_door(context, writer, address, premises.front(), node));
    WEIGE_CHECK(move_residences(context, writer, premises.front(), door, split.parts[i].residences));
    out.address_ids.push_back(door);
    out.affected[RecordKind::residence] += static_cast<int>(split.parts[i].residences.size());
  }
  out.affected[RecordKind::address] = out.affected[RecordKind::premises] =
      static_cast<int>(split.parts.size());
  writer.finish(kSplit);
  return out;
}

}  // namespace weige::registry
