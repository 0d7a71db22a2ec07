#include "town/town_manifest.h"

#include "access/manifest.h"

namespace weige::town {
namespace {

using enum DataClass;
using enum Erasure;

// Reports of what was erased are numbers; they stay, as proof that it was.
Manifest retention_tables() {
  return {{.name = "retention_run",
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
}

// Both go with the person; a request two years after it was answered, a delay three years after its end, as
// long as the entries of the log that it is told with.
Manifest resident_tables() {
  return {{.name = "resident_request",
           .retention = {.clock = "request.answered", .days = 730},
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"person_id", pseudonym, delete_row},
                       {"kind", personal, delete_row},
                       {"field", personal, delete_row},
                       {"text_sealed", sensitive, delete_row, AtRest::sealed},
                       {"sent_at", personal, delete_row},
                       {"due_on", none, delete_row},
                       {"state", none, delete_row},
                       {"extended_at", none, delete_row},
                       {"extended_by", none, delete_row},
                       {"extension_reason_sealed", sensitive, delete_row, AtRest::sealed},
                       {"answered_at", none, delete_row},
                       {"answered_by", none, delete_row},
                       {"outcome", personal, delete_row},
                       {"reasons_sealed", sensitive, delete_row, AtRest::sealed}}},
          {.name = "reading_delay",
           .retention = {.clock = "delay.end", .days = 1095},
           .columns = {{"id", none, delete_row},
                       {"person_id", pseudonym, delete_row},
                       {"post_id", none, delete_row},
                       {"reason", personal, delete_row},
                       {"placed_at", personal, delete_row},
                       {"from_at", personal, delete_row},
                       {"until_on", personal, delete_row},
                       {"ended_at", personal, delete_row}}}};
}

// Rounded numbers of areas, and where doors were: nothing of it leads to a person.
Manifest publication_tables() {
  return {{.name = "publication",
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
           .columns = {{"ground_id"}, {"address_id"}, {"area_id"}, {"committee_id"}}}};
}

}  // namespace

const Manifest& town_manifest() {
  static const Manifest manifest = [] {
    const Manifest parts[] = {retention_tables(), resident_tables(), publication_tables()};
    return access::collect({&parts[0], &parts[1], &parts[2]});
  }();
  return manifest;
}

}  // namespace weige::town
