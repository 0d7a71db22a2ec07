#include "town/overlap.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace weige::town {
namespace {

using Parts = std::vector<std::int64_t>;

std::int64_t unit_of(const Units& units, std::int64_t row) {
  const auto found = units.find(row);
  return found == units.end() ? row : found->second;
}

std::int64_t total_of(const Parts& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
}

bool is_small(std::int64_t count) {
  return count > 0 && count < kLeastTold;
}

void add_parts(Parts& sum, const Parts& more) {
  sum.resize(more.size(), 0);
  for (std::size_t c = 0; c < more.size(); ++c) sum[c] += more[c];
}

class OverlapFinder {
 public:
  OverlapFinder(std::span<const Piece> pieces, const Tables& tables) : tables_(tables) {
    for (const auto& piece : pieces) {
      const auto now = unit_of(tables.now, piece.now), then = unit_of(tables.then, piece.then);
      add_parts(meeting_[{now, then}], piece.parts);
      all_now_[now] += total_of(piece.parts);
      all_then_[then] += total_of(piece.parts);
      // Told by itself, so that it can be hidden.
      if (now == piece.now && !tables.now.contains(piece.now)) rows_then_[then].insert(piece.now);
    }
  }

  UntoldSet found() const {
    UntoldSet out;
    for (const auto& [units, parts] : meeting_) {
      const auto total = total_of(parts);
      if (total == 0 || total == all_now_.at(units.first) || total == all_then_.at(units.second)) continue;
      hide_rows(units.second, parts, out);
    }
    return out;
  }

 private:
  // All rows that meet the old one, since any of them may be the one that is subtracted last.
  void hide_rows(std::int64_t then, const Parts& parts, UntoldSet& out) const {
    const auto rows = rows_then_.find(then);
    if (rows == rows_then_.end()) return;
    for (const auto row : rows->second) {
      if (is_small(total_of(parts))) out.insert({tables_.depth, row, kWholeRow});
      for (std::size_t c = 0; c < parts.size(); ++c)
        if (is_small(parts[c])) out.insert({tables_.depth, row, static_cast<int>(c)});
    }
  }

  const Tables& tables_;
  std::map<std::pair<std::int64_t, std::int64_t>, Parts> meeting_;  // now, then
  std::map<std::int64_t, std::int64_t> all_now_, all_then_;
  std::map<std::int64_t, std::set<std::int64_t>> rows_then_;
};

}  // namespace

UntoldSet conflicts(std::span<const Piece> pieces, const Tables& tables) {
  return OverlapFinder(pieces, tables).found();
}

}  // namespace weige::town
