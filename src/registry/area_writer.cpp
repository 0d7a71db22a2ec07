#include "registry/area_writer.h"

#include <functional>
#include <stdexcept>
#include <vector>

#include "registry/area_write_store.h"
#include "registry/figure_store.h"
#include "registry/register_events.h"

namespace weige::registry {
namespace {

using store::Transaction;

Figures figures_at(Transaction& tx, std::span<const std::int64_t> addresses) {
  auto out = figures_of_people_at(tx, addresses);
  for (const auto& place : find_places(tx, addresses)) add_place(out, place, 1);
  return out;
}

void move(Transaction& tx, access::PostId post, std::span<const std::int64_t> addresses,
          const std::function<void()>& first) {
  if (addresses.empty()) return;
  const auto before = figures_at(tx, addresses);
  first();
  move_along(tx, addresses);
  auto change = figures_at(tx, addresses);
  for (const auto& [key, amount] : before) add(change, key, -amount);
  add_to_figures(tx, post, change);
  const auto told = register_events().settled.publish(tx, addresses);
  if (!told) throw std::logic_error("a follower of the register refused a change: " + told.problem().place);
}

}  // namespace

void put_into_areas(Transaction& tx, access::PostId post,
                    std::span<const std::pair<std::int64_t, std::int64_t>> addresses) {
  std::vector<std::int64_t> ids;
  for (const auto& [address, area] : addresses) ids.push_back(address);
  move(tx, post, ids, [&] { set_areas(tx, addresses); });
}

void leave_area(Transaction& tx, access::PostId post, access::AreaId from, access::AreaId to) {
  const auto moved = move_rest(tx, from, to);
  Figures change;
  for (const auto& [area, times] : {std::pair{from, -1}, std::pair{to, 1}}) {
    add(change, {area.value, Figure::organisations, {}}, moved.organisations * times);
    add(change, {area.value, Figure::workers, {}}, moved.workers * times);
  }
  add_to_figures(tx, post, change);
}

void settle(Transaction& tx, access::PostId post, std::span<const std::int64_t> addresses) {
  move(tx, post, addresses, [] {});
}

}  // namespace weige::registry
