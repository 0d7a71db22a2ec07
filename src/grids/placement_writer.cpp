#include "grids/placement_writer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "grids/grid_area_writer.h"
#include "grids/layer_store.h"

namespace weige::grids {
namespace {

using registry::AddressChange;
using store::Transaction;

// Up to so many points are looked up one by one; for more the members of the version are read at once.
constexpr std::size_t kFewPoints = 8;
constexpr int kGroupsAtOnce = 20;

// The members that matter for the points, with the index that answers for them.
Result<LayerIndex> index_for(Transaction& tx, VersionId version, const std::vector<PlaceAddress>& addresses,
                             const std::map<std::int64_t, std::string>& hands) {
  std::vector<Point> points;
  for (const auto& address : addresses)
    if (address.at) points.push_back(*address.at);
  if (points.size() > kFewPoints || !hands.empty())
    return LayerIndex::of(members_of(tx, version, Shapes::with));
  std::map<int, GridMember> members;
  for (const auto point : points)
    for (auto& member : members_around(tx, version, point)) members.emplace(member.number, std::move(member));
  std::vector<GridMember> found;
  for (auto& [number, member] : members) found.push_back(std::move(member));
  return LayerIndex::of(std::move(found));
}

std::vector<PlacedAddress> placed(const std::vector<PlaceAddress>& addresses, const LayerIndex& index,
                                  const std::map<std::int64_t, std::string>& hands) {
  std::vector<PlaceNode> nodes;
  nodes.reserve(addresses.size());
  for (const auto& address : addresses) {
    PlaceNode node{
        .id = address.id, .parent = address.parent, .committee = address.committee, .at = address.at};
    if (address.at) node.at_member = index.locator().find(*address.at);
    if (const auto hand = hands.find(address.id); hand != hands.end())
      node.hand_member = index.with_code(hand->second);
    nodes.push_back(node);
  }
  std::vector<PlacedAddress> out;
  out.reserve(nodes.size());
  for (const auto& placement : place(nodes, index.committees()))
    out.push_back({placement.address, index.number_of(placement.member), placement.by, placement.doubt});
  return out;
}

// The addresses of which the answer is another now.
std::vector<std::int64_t> write_differences(Transaction& tx, VersionId version,
                                            std::map<std::int64_t, PlacedAddress> kept,
                                            const std::vector<PlacedAddress>& now) {
  std::vector<PlacedAddress> fresh;
  for (const auto& each : now) {
    const auto was = kept.find(each.address);
    if (was == kept.end() || was->second != each) fresh.push_back(each);
    if (was != kept.end()) kept.erase(was);
  }
  put_placed(tx, version, fresh);
  std::vector<std::int64_t> out;
  for (const auto& [address, each] : kept) out.push_back(address);
  delete_placed(tx, version, out);
  for (const auto& each : fresh) out.push_back(each.address);
  return out;
}

// Follows the changes of one transaction in one version.
class Follower {
 public:
  Follower(Transaction& tx, const GridVersion& version) : tx_(tx), version_(version) {}

  Done follow(const std::vector<AddressChange>& changes) {
    place_leaves(changes);
    std::set<std::int64_t> tops;
    for (const auto address : groups_) {
      if (const auto top = top_of_group(tx_, address)) tops.insert(*top);
    }
    delete_placed(tx_, version_.id, gone_);
    for (const auto top : tops) WEIGE_CHECK(place_group(top));
    return done();
  }
  // What has changed, and what is placed otherwise because of it.
  const std::vector<std::int64_t>& seen() const { return seen_; }

 private:
  // New addresses without a point follow the one above, or stand nowhere when that is a road; what else has
  // changed is left to its group.
  void place_leaves(const std::vector<AddressChange>& changes) {
    look_above(changes);
    std::set<std::int64_t> pointed;  // now or later in this list
    for (const auto& change : changes)
      if (!change.is_new || change.has_point || !change.is_current) pointed.insert(change.id);
    std::vector<PlacedAddress> fresh;
    for (const auto& change : changes) {
      seen_.push_back(change.id);
      if (!change.is_current || change.is_road) gone_.push_back(change.id);
      if (change.is_road) continue;
      const auto leaf = pointed.contains(change.id) ? std::nullopt : as_leaf(change);
      if (!leaf) {
        groups_.push_back(change.id);
        continue;
      }
      above_.emplace(change.id, *leaf);
      fresh.push_back(*leaf);
    }
    put_placed(tx_, version_.id, fresh);
  }

  void look_above(const std::vector<AddressChange>& changes) {
    std::vector<std::int64_t> ids;
    for (const auto& change : changes)
      if (change.parent != 0) ids.push_back(change.parent);
    if (ids.empty()) return;
    roads_ = roads_among(tx_, ids);
    above_ = placed_among(tx_, version_.id, ids);
  }

  std::optional<PlacedAddress> as_leaf(const AddressChange& change) const {
    if (change.parent == 0 || roads_.contains(change.parent)) return PlacedAddress{.address = change.id};
    const auto up = above_.find(change.parent);
    if (up == above_.end()) return std::nullopt;  // it is still to be placed itself
    const auto way = up->second.number ? PlacedBy::above : PlacedBy::none;
    return PlacedAddress{change.id, up->second.number, way, std::nullopt};
  }

  Done place_group(std::int64_t top) {
    const auto addresses = group_below(tx_, top);
    const auto hands = hands_in_group(tx_, version_.layer, top);
    WEIGE_TRY(const auto index, index_for(tx_, version_.id, addresses, hands));
    const auto changed = write_differences(tx_, version_.id, placed_in_group(tx_, version_.id, top),
                                           placed(addresses, index, hands));
    seen_.insert(seen_.end(), changed.begin(), changed.end());
    return done();
  }

  Transaction& tx_;
  const GridVersion& version_;
  std::set<std::int64_t> roads_;
  std::map<std::int64_t, PlacedAddress> above_;
  std::vector<std::int64_t> groups_, gone_, seen_;
};

}  // namespace

void follow_register(registry::RegisterEvents& events) {
  events.addresses.subscribe(follow_addresses);
}

Done follow_addresses(Transaction& tx, const registry::RegisterMoment& moment,
                      const std::vector<AddressChange>& changes) {
  for (const auto& version : live_versions(tx, moment.today)) {
    Follower follower(tx, version);
    WEIGE_CHECK(follower.follow(changes));
    keep_areas(tx, moment.post, version.id, follower.seen());
  }
  return done();
}

Done place_groups(Transaction& tx, access::PostId post, const VersionIndex& version,
                  std::span<const std::int64_t> tops) {
  const auto id = version.version.id;
  for (const auto top : tops) {
    const auto hands = hands_in_group(tx, version.version.layer, top);
    keep_areas(tx, post, id,
               write_differences(tx, id, placed_in_group(tx, id, top),
                                 placed(group_below(tx, top), version.index, hands)));
  }
  return done();
}

std::vector<PlacedAddress> placed_anew(Transaction& tx, LayerId layer, const LayerIndex& index) {
  auto out = placed(all_addresses(tx), index, all_hands(tx, layer));
  std::ranges::sort(out, {}, &PlacedAddress::address);
  return out;
}

Done place_version(store::Database& database, const GridVersion& version, const LayerIndex& index) {
  std::int64_t after = 0;
  for (bool more = true; more;) {
    const auto tops = database.read([&](Transaction& tx) { return group_tops(tx, after, kGroupsAtOnce); });
    more = static_cast<int>(tops.size()) == kGroupsAtOnce;
    if (tops.empty()) break;
    WEIGE_CHECK(database.write([&](Transaction& tx) {
      return place_groups(tx, access::kSystemPost, {version, index}, tops);
    }));
    after = tops.back();
  }
  return done();
}

}  // namespace weige::grids
