#include "norms/norms_manifest.h"

namespace weige::norms {

// Who made a version is a post; the audit log knows the account.
const Manifest& norms_manifest() {
  static const Manifest manifest{
      {.name = "norm_version",
       .columns = {{"id"}, {"norm"}, {"effective_from"}, {"reason"}, {"made_at"}, {"post_id"}}},
      {.name = "norm_value", .columns = {{"version_id"}, {"field"}, {"amount"}}},
      {.name = "norm_premises_kind",
       .columns = {{"version_id"},
                   {"ordinal"},
                   {"code"},
                   {"zh"},
                   {"en"},
                   {"labels"},
                   {"least_people"},
                   {"visit_every_days"}}},
  };
  return manifest;
}

}  // namespace weige::norms
