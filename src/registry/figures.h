// Figures: what the register holds, counted per area. What counts as what is said here, once. Pure.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "registry/record.h"

namespace weige::registry {

// The parts of a figure: addresses, covered, premises, residents and organisations are told apart by what
// stands there (kResidential, kOther, kUnknown); category has the category's code, confirmed the day; workers
// has none.
enum class Figure { addresses, covered, premises, residents, organisations, workers, category, confirmed };
std::string_view code(Figure figure);
std::optional<Figure> figure_of(std::string_view code);

// 居民区 and 非居民区, by the use of the premises (G2 asks for both); unknown while no premises are known
// there.
inline constexpr std::string_view kResidential = "residential", kOther = "other", kUnknown = "";

struct FigureKey {
  std::int64_t area_id = 0;
  Figure figure = Figure::addresses;
  std::string part = {};
  auto operator<=>(const FigureKey&) const = default;
};
using Figures = std::map<FigureKey, std::int64_t>;

// An address with what stands and who is at it, as the figures see it.
struct Place {
  std::int64_t address_id = 0;
  std::int64_t area_id = 0;
  bool is_current = false;
  std::string level = {};
  bool has_children = false;            // current addresses below it
  std::optional<std::string> use = {};  // of the current premises at it; none = no premises known
  std::int64_t main_residents = 0;      // who mainly lives there
  bool is_lived_in = false;             // any residence that goes on
  std::int64_t organisations = 0;
  bool is_vacant = false;  // by an open label
};

// G2, A2: "100 % coverage of addresses, and the people, premises and units at them". What must be covered is
// the leaf: a current address at which premises can stand and which has none below it. It is covered when the
// premises are known and so is what is in them: somebody lives there, an organisation sits there, a label
// says that they are vacant, or they are a public facility, which holds nobody by its nature. Premises about
// whose people nothing is known are a hole, not covered.
bool is_leaf(const Place& place);
bool is_covered(const Place& place);

// Adds what the place counts for, `times` over (-1 takes it away).
void add_place(Figures& figures, const Place& place, int times);

// Adds to one figure; zero leaves no entry.
void add(Figures& figures, const FigureKey& key, std::int64_t amount);

// Where somebody is counted as a resident: once, in the area of the main residence that goes on, in whatever
// state of verification (a report counts until it is refuted; leaving counts once it is shown). Other
// residences show at their premises, not in the figures. nullopt: this residence does not count.
std::optional<std::int64_t> area_of_resident(const Record& residence);

// From the work plan's "fresh and accurate": how long ago it was confirmed that somebody lives there.
enum class AgeBucket { d30, d90, d180, d365, older };
std::string_view code(AgeBucket bucket);
std::optional<AgeBucket> age_bucket_of(std::string_view code);
// The first day that still falls into the bucket (30 days ago for d30). Precondition: not `older`.
Day first_day(AgeBucket bucket, Day today);

}  // namespace weige::registry
