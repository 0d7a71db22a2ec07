// SQL of saved comparisons of responsibility areas with micro-grids (crosswalk.h computes them).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "grids/grid_layer.h"
#include "store/database.h"

namespace weige::grids {

using CrosswalkId = Id<struct CrosswalkTag>;
inline constexpr access::SubjectKind kCrosswalkSubject{"grid_crosswalk"};

struct SavedCrosswalk {
  CrosswalkId id;
  access::AreaId area = access::kTown;
  VersionId areas, grids;
  Instant made_at{};
  double one_to_one = 0;
  double common = 0;  // m²
  int aligned = 0;    // areas that are one to one
  int area_count = 0;
  int grid_count = 0;  // with population elements
};
struct SavedMember {
  int number = 0;
  std::string code, name;
  std::optional<std::int64_t> committee = {};
  std::string alignment;  // grid_words.h, or "not_populated"
  std::optional<std::string> partner = {};
  std::optional<double> iou = {};
  double area = 0, outside = 0;  // m²
  std::int64_t doors = 0, residents = 0;
  bool covered = true;  // of grids, when read: the reader's post covers it
};
struct SavedPair {
  int area_number = 0, grid_number = 0;
  double common = 0;  // m²
  double iou = 0;
  bool partners = false;
  std::int64_t doors = 0, residents = 0;
};
struct CrosswalkView {
  SavedCrosswalk crosswalk;
  std::vector<SavedMember> areas, grids;
  std::vector<SavedPair> pairs;
};

access::Change insert_crosswalk(store::Transaction& tx, const CrosswalkView& view, access::PostId by);
// Seen by whoever covers a part of its area; newest first.
std::vector<SavedCrosswalk> list_crosswalks(store::Transaction& tx, const access::Scope& scope, int limit);
// Doors and residents of the whole comparison; who may read them is told by `covered` and covers_all.
bool covers_all(store::Transaction& tx, const access::Scope& scope, const SavedCrosswalk& crosswalk);
std::optional<CrosswalkView> find_crosswalk(store::Transaction& tx, const access::Scope& scope,
                                            CrosswalkId id);
std::optional<CrosswalkId> newest_crosswalk(store::Transaction& tx, VersionId areas, VersionId grids);

}  // namespace weige::grids
