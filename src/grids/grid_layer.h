// Layers of areas and their versions as the register keeps them: what takes effect when, and how members are
// named. Pure. Shapes are in degrees of CGCS2000 on the lattice (grids/lattice.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"
#include "grids/measure.h"
#include "grids/shape.h"
#include "jobs/job.h"

namespace weige::grids {

using LayerId = Id<struct GridLayerTag>;
using VersionId = Id<struct GridVersionTag>;

// Of the first three a town has one layer each.
enum class LayerKind : std::uint8_t { grids, areas, committees, other };
std::string_view code(LayerKind kind);
std::optional<LayerKind> layer_kind_of(std::string_view code);
std::string_view zh_name(LayerKind kind);

// placing: taking effect; for everybody but the placing still a draft. Where a job places, nobody edits it.
enum class VersionState : std::uint8_t { draft, placing, published };
std::string_view code(VersionState state);
std::optional<VersionState> version_state_of(std::string_view code);

struct GridLayer {
  LayerId id;
  access::AreaId area = access::kTown;
  LayerKind kind = LayerKind::other;
  std::string name;
};

struct GridVersion {
  VersionId id;
  LayerId layer;
  std::int64_t version = 1;  // of the row, for If-Match
  int number = 0;            // within the layer
  VersionState state = VersionState::draft;
  std::optional<Day> effective_from = {};
  std::optional<VersionId> based_on = {};
  std::string datum;   // of the file; "CGCS2000" for what was made here
  std::string source;  // the file's name, or how it came about
  std::string note = {};
  Point centre;  // of the plane in which it is measured
  int members = 0;
  int faulty = 0;     // members whose shapes must be repaired first
  int shortened = 0;  // texts of the file that were cut
  double area = 0;    // m²
  int steps = 0;      // edits that can be taken back
  Instant created_at{};
  std::optional<Instant> published_at = {};
  std::optional<jobs::JobId> job = {};  // that lets it take effect, or has
  bool cut_short = false;               // a proposal whose search ended at its limit of work
};

// A member of a version. Its number stays with it through all edits of the version.
struct GridMember {
  int number = 0;
  std::string code;
  std::string name = {};
  std::optional<std::int64_t> committee = {};
  bool populated = true;  // has population elements (A1)
  bool faulty = false;    // its shape is not valid
  double area = 0;        // m² in the version's plane
  Point label = {};       // inside
  Shape shape = {};
  bool operator==(const GridMember&) const = default;
};

// The published version in force on the day, of those of one layer: the one that took effect last; of several
// of one day the one with the greatest number.
const GridVersion* in_force(std::span<const GridVersion> versions, Day day);
// The day before the next published version of its layer takes effect; nullopt: none does.
std::optional<Day> effective_to(const GridVersion& version, std::span<const GridVersion> versions);

inline constexpr std::size_t kLongestMemberCode = 60, kLongestMemberName = 120, kLongestLayerName = 60;
// Problems: missing_field, too_long, bad_characters, at "code" or "name".
Done check_member_naming(std::string_view code, std::string_view name);
// A code that none of the others has, made from the given one: "07", "07-2", "07-3".
std::string free_code(std::string_view wanted, std::span<const std::string> taken);

}  // namespace weige::grids
