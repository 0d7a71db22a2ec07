// Layers of squares for tests of what the database keeps: a row of grids side by side on a town's land, and
// addresses in their middles.
#pragma once

#include <string>
#include <vector>

#include "formats/geojson.h"
#include "grids/layer_actions.h"
#include "grids/layer_publish_actions.h"
#include "grids/layer_taking_actions.h"
#include "support/town.h"

namespace weige::testing_support {

// Degrees; a square is 0.002 wide, about 190 m by 220 m.
inline constexpr double kSquareWest = 121.270, kSquareSouth = 31.170, kSquare = 0.002;

struct SquareLayer {
  int columns = 3;
  std::string prefix = "G";  // codes are G1, G2, ...
  double shift = 0;          // degrees by which all inner borders are moved to the east
  double over = 0;           // degrees by which the first reaches over the second
};
formats::GeoLayer squares(const SquareLayer& layer);
// The middle of a column.
grids::Point middle_of_square(int column);

// A post that covers the grid's area, given to the account in place of what it held.
access::PostId make_coordinator(store::Database& db, access::AreaId grid, access::AccountId holder);

// Town, posts and layers, through the use cases; a problem throws.
class GridDesk {
 public:
  GridDesk(store::Database& database, const SmallTown& town, Instant now = kTestNow)
      : database_(database), town_(town), now_(now) {}

  void set_now(Instant now) { now_ = now; }
  Day today() const { return TownTime{}.day_of(now_); }

  // f(GridWork) as the holder of the town's post, outside a transaction.
  template <class F>
  auto work(F&& f) {
    const auto actor = database_
                           .write([&](store::Transaction& tx) {
                             return access::Actor::resume(tx, now_, town_.town_account, town_.town_post,
                                                          access::Purpose::data_quality);
                           })
                           .value();
    return f(grids::GridWork{database_, actor, now_});
  }
  // f(GridContext) in a transaction.
  template <class F>
  auto act(F&& f) {
    return work([&](const grids::GridWork& work) {
      return database_.write([&](store::Transaction& tx) { return f(work.in(tx)); });
    });
  }

  grids::GridVersion take(const formats::GeoLayer& file, grids::LayerKind kind = grids::LayerKind::grids);
  grids::GridVersion publish(const grids::GridVersion& draft, Day from, int accepted = 0);
  // The same by a job, however few addresses there are.
  jobs::JobId submit(const grids::GridVersion& draft, Day from);
  // Both, in force at once.
  grids::GridVersion put_in_force(const SquareLayer& layer, grids::LayerKind kind = grids::LayerKind::grids);

  // With a point in the middle of the column, or none. Gives the address's id.
  std::int64_t add_address(const std::string& text, std::optional<int> column, bool north = true);
  void move_point(std::int64_t address, grids::Point to);
  // Lanes of fifty addresses each, so many in all, with points in the first three columns; straight into the
  // table.
  void add_many(int addresses);

 private:
  store::Database& database_;
  const SmallTown& town_;
  Instant now_;
};

}  // namespace weige::testing_support
