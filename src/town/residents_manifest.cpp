#include "town/residents_manifest.h"

namespace weige::town {

// Both go with the person; a request two years after it was answered, a delay three years after its end, as
// long as the entries of the log that it is told with.
const Manifest& residents_manifest() {
  using enum DataClass;
  using enum Erasure;
  static const Manifest manifest{
      {.name = "resident_request",
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
  return manifest;
}

}  // namespace weige::town
