#include "town/town_manifest.h"

namespace weige::town {

// Reports of what was erased are numbers; they stay, as proof that it was.
const Manifest& town_manifest() {
  using enum DataClass;
  static const Manifest manifest{
      {.name = "retention_run",
       .columns = {{"id"},
                   {"kind"},
                   {"night"},
                   {"account_id", pseudonym},
                   {"post_id"},
                   {"job_id"},
                   {"reason"},
                   {"started_at"},
                   {"finished_at"},
                   {"bytes_clean"}}},
      {.name = "retention_count", .columns = {{"run_id"}, {"clock"}, {"erased"}, {"held"}}}};
  return manifest;
}

}  // namespace weige::town
