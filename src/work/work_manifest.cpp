#include "work/work_manifest.h"

#include "work/meeting_manifest.h"

namespace weige::work {
namespace {

using enum DataClass;
using enum Erasure;

// Letters and the private parts of keys are sealed in browsers: under keys that are nowhere in the house.
Manifest leads() {
  return {
      {.name = "lead_own_key",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"account_id", pseudonym, delete_row},
                   {"public_key", none, delete_row},
                   {"wrapped_private", secret, delete_row, AtRest::sealed},
                   {"made_at", none, delete_row}}},
      {.name = "lead_key", .columns = {{"id"}, {"post_id"}, {"public_key"}, {"made_at"}, {"retired_at"}}},
      {.name = "lead_key_share",
       .columns = {{"key_id", none, delete_row},
                   {"account_id", pseudonym, delete_row},
                   {"public_key", none, delete_row},
                   {"wrapped_private", secret, delete_row, AtRest::sealed},
                   {"made_at", none, delete_row}}},
      {.name = "lead",
       .retention = {.clock = "lead.received", .days = 90},
       .columns = {{"id", none, delete_row},
                   {"post_id", none, delete_row},
                   {"key_id", none, delete_row},
                   {"letter", sensitive, delete_row, AtRest::sealed},
                   {"state", none, delete_row},
                   {"received_on", none, delete_row},
                   {"expires_on", none, delete_row},
                   {"mixed", none, delete_row}}},
      {.name = "lead_sent",
       .retention = {.clock = "lead_sent.day", .days = 1},
       .columns = {{"post_id", none, delete_row}, {"day", none, delete_row}, {"sent", none, delete_row}}}};
}

}  // namespace

const Manifest& work_manifest() {
  static const Manifest manifest = [] {
    auto out = leads();
    for (const auto& part : {meeting_tables()}) out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return manifest;
}

}  // namespace weige::work
