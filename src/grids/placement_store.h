// SQL of where addresses fall: the tree of addresses with their points, what was put by hand, and the answers
// kept for published versions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "grids/grid_layer.h"
#include "grids/placement.h"
#include "store/database.h"

namespace weige::grids {

inline constexpr access::SubjectKind kAddressSubject{"address"};

// A current address that can be placed: no road. Points are brought to CGCS2000.
struct PlaceAddress {
  std::int64_t id = 0;
  std::int64_t parent = 0;     // 0: none, or a road
  std::int64_t committee = 0;  // whose it is
  bool is_house = false;       // has a number, or is a building
  std::optional<Point> at = {};
};
std::vector<PlaceAddress> all_addresses(store::Transaction& tx);
// How many they are.
std::int64_t count_addresses(store::Transaction& tx);
// The tops of groups after the id, by id.
std::vector<std::int64_t> group_tops(store::Transaction& tx, std::int64_t after, int limit);
// How many addresses the group has.
std::int64_t group_size(store::Transaction& tx, std::int64_t top);
// The top of the group that the address is in; nullopt for a road and for an address that is not there.
std::optional<std::int64_t> top_of_group(store::Transaction& tx, std::int64_t address);
// Of the addresses given, the roads.
std::set<std::int64_t> roads_among(store::Transaction& tx, std::span<const std::int64_t> addresses);
// The addresses of a group, its top among them. Cancelled ones are left out.
std::vector<PlaceAddress> group_below(store::Transaction& tx, std::int64_t top);

// What is kept of a placement; number: of the member.
struct PlacedAddress {
  std::int64_t address = 0;
  std::optional<int> number = {};
  PlacedBy by = PlacedBy::none;
  std::optional<PlaceDoubt> doubt = {};
  bool operator==(const PlacedAddress&) const = default;
};
std::vector<PlacedAddress> all_placed(store::Transaction& tx, VersionId version);
// Of the addresses given, those that are placed.
std::map<std::int64_t, PlacedAddress> placed_among(store::Transaction& tx, VersionId version,
                                                   std::span<const std::int64_t> addresses);
// Also of cancelled addresses in the group, so that their rows can go.
std::map<std::int64_t, PlacedAddress> placed_in_group(store::Transaction& tx, VersionId version,
                                                      std::int64_t top);
void put_placed(store::Transaction& tx, VersionId version, std::span<const PlacedAddress> placed);
void delete_placed(store::Transaction& tx, VersionId version, std::span<const std::int64_t> addresses);
// Some of what is kept of the version, at most `limit`; returns how many went.
std::int64_t delete_some_placed(store::Transaction& tx, VersionId version, int limit);

// By address: the code of the member it was put into.
std::map<std::int64_t, std::string> all_hands(store::Transaction& tx, LayerId layer);
std::map<std::int64_t, std::string> hands_in_group(store::Transaction& tx, LayerId layer, std::int64_t top);
struct Hand {
  LayerId layer;
  std::int64_t address = 0;
  std::string code;
  std::string reason;
};
access::Change put_hand(store::Transaction& tx, const Hand& hand, access::PostId by, Instant now);
access::Change delete_hand(store::Transaction& tx, LayerId layer, std::int64_t address);

// What people are shown of a placed address.
struct ListedPlace {
  std::int64_t address = 0;
  std::string text;
  std::string level;
  std::optional<Point> at = {};
  PlacedAddress placed = {};
};
struct PlaceQuery {
  VersionId version;
  std::optional<int> number = {};
  std::optional<PlacedBy> way = {};
  std::optional<PlaceDoubt> doubt = {};
  std::int64_t after = 0;
  int limit = 50;
};
// By id, within the scope. One of number, way and doubt is asked for at most; none: all.
std::vector<ListedPlace> list_placed(store::Transaction& tx, const access::Scope& scope,
                                     const PlaceQuery& query);
// Addresses in scope as they are shown, of those given, by id, at most `limit`; `placed` stays empty.
std::vector<ListedPlace> listed_addresses(store::Transaction& tx, const access::Scope& scope,
                                          std::span<const std::int64_t> ids, int limit);
// All addresses in scope that have a point, by id; text, level and `placed` stay empty.
std::vector<ListedPlace> pointed_addresses(store::Transaction& tx, const access::Scope& scope);
// How many addresses in scope each committee has, of them placed in a member, and doubted.
struct AreaPlaced {
  std::int64_t area = 0, addresses = 0, placed = 0, doubted = 0;
};
std::vector<AreaPlaced> placed_by_area(store::Transaction& tx, const access::Scope& scope, VersionId version);
// The address within the scope: its text; nullopt: not there.
std::optional<std::string> text_of_address(store::Transaction& tx, const access::Scope& scope,
                                           std::int64_t address);

}  // namespace weige::grids
