// The labelled addresses of ../shared/data/addresses/dev.txt (2,985 lines of other hands, 21 kinds of
// elements) as elements of our own, and the score of the parser on them. Which kind is which element: see
// Mapping.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "standards/address.h"

namespace weige::bench {

struct LabelledPiece {
  std::string kind, text;
};

struct LabelledAddress {
  std::string text;
  std::vector<LabelledPiece> pieces;
  bool tuned_on;  // the random half whose errors were looked at; the other half was only counted
};

// $WEIGE_SHARED_DATA or ../shared/data beside the project; nullopt when it is not there.
std::optional<std::filesystem::path> labelled_address_file();
std::vector<LabelledAddress> read_labelled(const std::filesystem::path& file);

// Their kinds and our elements (docs of both: labels.txt, src/standards/address.h):
//   prov province · city city · district district · town town · community committee · road road · roadno,
//   subroadno number · houseno building · cellno unit · floorno floor · roomno room. country, devzone, poi,
//   subpoi, person, assist, redundant and otherinfo have no element here that is one to one with them and are
//   not scored.
// Where the definitions differ ours decide, by the labelled text alone, never by what the parser found:
//   1. 弄 (roadno, subroad, houseno) is a lane, a second one a branch lane; 巷 below a road (subroad) too; 组
//   and 队 (road) a group.
//   2. A plain N号 is the number when nothing below road and lane stands before it, whatever its label
//   (houseno and roomno behind a
//      lane, a village or a compound); behind a building, unit or floor it keeps its label.
//   3. N - N号 split into roadno and houseno is one number ("212-220号" in address.h).
//   4. cellno of an aisle or zone (12街, C区) is no unit.
// Names are compared as written, numbers by value ("二楼" is "2层"). The figures by their labels alone
// (without 1 to 4) are given too.
enum class Mapping { by_definitions, by_labels };
enum class Half { both, tuned, held_out };

struct Score {
  std::size_t right = 0, found = 0, labelled = 0;
  double precision() const { return found ? static_cast<double>(right) / static_cast<double>(found) : 0; }
  double recall() const { return labelled ? static_cast<double>(right) / static_cast<double>(labelled) : 0; }
  double f1() const { return right ? 2 * precision() * recall() / (precision() + recall()) : 0; }
};
using Scores = std::array<Score, standards::address_part_count>;

Scores score(const std::vector<LabelledAddress>& addresses, Mapping mapping, Half half);

}  // namespace weige::bench
