// What the use cases of work at places share: key premises, sites, patrols, inspections, obligations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/actor.h"
#include "base/clock.h"

namespace weige::store {
class Transaction;
}

namespace weige::work {

struct PlaceContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  Day today() const { return TownTime{}.day_of(now); }
};

// What is written about places and work, never about people (access/text_check.h).
inline constexpr std::size_t kLongestNote = 200, kLongestFinding = 1000;

// One version of a record, as whoever acts on it has seen it.
struct SeenVersion {
  std::int64_t id = 0;
  std::int64_t version = 0;
};

// A page of a list, the newest first. area: with all within it; first and after: of which days, where rows
// have one.
struct PlacePage {
  std::optional<std::int64_t> before = {};
  int limit = 50;
  std::optional<std::int64_t> area = {};
  std::optional<Day> first = {}, after = {};
};
template <class T>
struct PlaceList {
  std::vector<T> items = {};
  std::optional<std::int64_t> next = {};
};
// rows: one more than the page holds, where there are more.
template <class T>
PlaceList<T> place_list(std::vector<T> rows, int limit) {
  PlaceList<T> out{.items = std::move(rows)};
  if (static_cast<int>(out.items.size()) <= limit) return out;
  out.items.resize(static_cast<std::size_t>(limit));
  out.next = out.items.back().id.value;
  return out;
}

// A post as lists name it: nobody's name.
struct PostName {
  access::PostId id = {};
  std::string title = {};
};

}  // namespace weige::work
