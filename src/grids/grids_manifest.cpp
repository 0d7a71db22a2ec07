#include "grids/grids_manifest.h"

#include <initializer_list>

namespace weige::grids {
namespace {

using enum DataClass;
using enum Erasure;

// A table of land and counts, with the columns that lead to a person or may name one.
ManifestTable plain(std::string_view name, std::initializer_list<std::string_view> columns,
                    std::vector<ManifestColumn> others = {}) {
  ManifestTable out{.name = name, .columns = std::move(others)};
  for (const auto column : columns) out.columns.push_back({column});
  return out;
}

Manifest layers() {
  return {
      plain("grid_layer", {"id", "area_id", "kind", "name", "single_key"}),
      plain("grid_version",
            {"id",
             "layer_id",
             "version",
             "number",
             "state",
             "effective_from",
             "based_on_id",
             "datum",
             "source",
             "centre_lng",
             "centre_lat",
             "members",
             "faulty",
             "shortened",
             "area_m2",
             "steps",
             "submission",
             "created_at",
             "created_by_post_id",
             "published_at",
             "published_by_post_id",
             "job_id",
             "cut_short"},
            {{"note", personal, clear}}),
      plain("grid_member", {"version_id", "number", "code", "name", "committee_id", "populated", "faulty",
                            "area_m2", "west", "south", "east", "north", "label_lng", "label_lat", "shape"}),
      plain("grid_step", {"version_id", "number", "kind", "codes", "post_id", "at"}),
      plain("grid_step_member",
            {"version_id", "step", "number", "code", "name", "committee_id", "populated", "faulty", "shape"}),
  };
}

Manifest places() {
  return {
      plain("grid_address", {"version_id", "number", "way", "doubt"}, {{"address_id", pseudonym}}),
      plain("grid_hand", {"layer_id", "code", "post_id", "at"},
            {{"address_id", pseudonym}, {"reason", personal, clear}}),
      plain("grid_month_load",
            {"layer_id", "month", "version_id", "number", "addresses", "doors", "doors_with_residents",
             "residents", "confirmed_within_year", "premises", "premises_residential", "organisations"}),
  };
}

Manifest areas() {
  return {
      plain("grid_area", {"code", "area_id"}),
      plain("grid_followed", {"layer_id", "version_id", "after_address_id"}),
  };
}

Manifest comparisons() {
  return {
      plain("grid_crosswalk", {"id", "area_id", "areas_version_id", "grids_version_id", "post_id", "made_at",
                               "one_to_one", "common_m2", "aligned", "area_count", "grid_count"}),
      plain("grid_crosswalk_member",
            {"crosswalk_id", "side", "number", "code", "name", "committee_id", "alignment", "partner", "iou",
             "area_m2", "outside_m2", "doors", "residents"}),
      plain("grid_crosswalk_pair", {"crosswalk_id", "area_number", "grid_number", "common_m2", "iou",
                                    "partners", "doors", "residents"}),
  };
}

}  // namespace

const Manifest& grids_manifest() {
  static const Manifest manifest = [] {
    Manifest all;
    for (const auto& part : {layers(), places(), areas(), comparisons()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return manifest;
}

}  // namespace weige::grids
