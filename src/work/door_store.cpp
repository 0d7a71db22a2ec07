#include "work/door_store.h"

#include <algorithm>

#include "registry/by_id_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kPremisesDoor =
    "SELECT t.id, t.area_id, t.address_id, a.canonical, COALESCE(a.sort_key, ''), t.\"use\", t.state FROM "
    "premises t JOIN address a ON a.id = t.address_id";
constexpr std::string_view kOrganisationDoor =
    "SELECT t.id, t.area_id, 0, t.name, '', '', t.state FROM organisation t";
constexpr std::string_view kDoorSeen =
    " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = t.area_id)";

DoorPlace place_from_row(const Row& row, DoorId id) {
  return {.id = id,
          .area_id = row.int64(1),
          .address_id = row.int64(2),
          .address = row.get<std::string>(3),
          .sort_key = row.get<std::string>(4),
          .use = row.get<std::string>(5),
          .is_current = row.text(6) == "current"};
}
DoorPlace premises_door_from_row(const Row& row) {
  return place_from_row(row, {.premises = row.int64(0)});
}
DoorPlace organisation_door_from_row(const Row& row) {
  return place_from_row(row, {.organisation = row.int64(0)});
}

std::optional<std::int64_t> seat_of(Transaction& tx, std::int64_t organisation) {
  return tx
      .first(
          "SELECT premises_id FROM organisation WHERE id = $1",
          [](const Row& row) { return row.get<std::optional<std::int64_t>>(0); }, organisation)
      .value_or(std::nullopt);
}

// The door that one stands at: of an organisation, that of its premises.
DoorId front_of(Transaction& tx, const DoorId& id) {
  if (id.premises || !id.organisation) return id;
  if (const auto seat = seat_of(tx, *id.organisation)) return {.premises = seat};
  return id;
}

}  // namespace

std::optional<DoorPlace> door_of(Transaction& tx, const DoorId& id) {
  static const std::string premises_sql = std::string(kPremisesDoor) + " WHERE t.id = $1";
  static const std::string organisation_sql = std::string(kOrganisationDoor) + " WHERE t.id = $1";
  const auto door = front_of(tx, id);
  if (door.premises) return tx.first(premises_sql, premises_door_from_row, *door.premises);
  return tx.first(organisation_sql, organisation_door_from_row, door.organisation.value_or(0));
}

std::optional<DoorPlace> find_door(Transaction& tx, const access::Scope& scope, const DoorId& id) {
  static const std::string premises_sql =
      std::string(kPremisesDoor) + " WHERE t.id = $1" + std::string(kDoorSeen);
  static const std::string organisation_sql =
      std::string(kOrganisationDoor) + " WHERE t.id = $1" + std::string(kDoorSeen);
  const auto door = front_of(tx, id);
  if (door.premises) return tx.first(premises_sql, premises_door_from_row, *door.premises, scope);
  return tx.first(organisation_sql, organisation_door_from_row, door.organisation.value_or(0), scope);
}

std::vector<DoorPlace> find_doors(Transaction& tx, const access::Scope& scope, std::span<const DoorId> ids) {
  std::vector<DoorPlace> out;
  for (const auto& id : ids)
    if (auto door = find_door(tx, scope, id)) {
      door->id = id;
      out.push_back(std::move(*door));
    }
  return out;
}

DoorHours door_hours(Transaction& tx, const DoorId& id) {
  DoorHours out{};
  tx.each(
      "SELECT hour, visits, answered FROM door_hour WHERE premises_id = $1 AND organisation_id = $2",
      [&](const Row& row) {
        out.at(static_cast<std::size_t>(row.int64(0))) = {row.get<int>(1), row.get<int>(2)};
      },
      id.premises.value_or(0), id.organisation.value_or(0));
  return out;
}

void count_hour(Transaction& tx, const DoorId& id, int hour, Answered answered) {
  tx.exec(
      "INSERT INTO door_hour (premises_id, organisation_id, hour, visits, answered) VALUES ($1, $2, $3, 1, "
      "$4) ON CONFLICT (premises_id, organisation_id, hour) DO UPDATE SET visits = door_hour.visits + 1, "
      "answered = door_hour.answered + excluded.answered",
      id.premises.value_or(0), id.organisation.value_or(0), hour, answered == Answered::yes ? 1 : 0);
}

}  // namespace weige::work
