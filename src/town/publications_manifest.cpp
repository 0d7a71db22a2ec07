#include "town/publications_manifest.h"

namespace weige::town {

const Manifest& publications_manifest() {
  static const Manifest manifest{
      {.name = "publication",
       .columns = {{"id"},
                   {"measure"},
                   {"breakdown"},
                   {"level"},
                   {"number"},
                   {"month"},
                   {"as_of"},
                   {"made_at"},
                   {"post_id"},
                   {"ground_id"},
                   {"least_told"},
                   {"rounded_to"},
                   {"border_rows"},
                   {"border_publication_id"}}},
      {.name = "publication_row",
       .columns = {{"publication_id"}, {"ordinal"}, {"area_id"}, {"name"}, {"within_name"}, {"total"}}},
      {.name = "publication_cell", .columns = {{"publication_id"}, {"ordinal"}, {"part"}, {"amount"}}},
      {.name = "publication_untold", .columns = {{"publication_id"}, {"depth"}, {"area_id"}, {"part"}}},
      {.name = "publication_ground",
       .columns = {{"ground_id"}, {"address_id"}, {"area_id"}, {"committee_id"}}},
  };
  return manifest;
}

}  // namespace weige::town
