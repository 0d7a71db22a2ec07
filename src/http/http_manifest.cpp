#include "http/http_manifest.h"

namespace weige::http {

// An answer may hold what was just written of a person; the whole row goes a day after it was given.
const Manifest& http_manifest() {
  using enum DataClass;
  using enum Erasure;
  static const Manifest manifest{{.name = "idempotent_answer",
                                  .retention = {.clock = "submission.answered", .days = 1},
                                  .columns = {{"id", none, delete_row},
                                              {"account_id", pseudonym, delete_row},
                                              {"key", none, delete_row},
                                              {"body_hash", pseudonym, delete_row},
                                              {"created_at", none, delete_row},
                                              {"status", none, delete_row},
                                              {"headers", none, delete_row},
                                              {"sealed", sensitive, delete_row, AtRest::sealed}}}};
  return manifest;
}

}  // namespace weige::http
