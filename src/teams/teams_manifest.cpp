#include "teams/teams_manifest.h"

namespace weige::teams {
namespace {

using enum DataClass;
using enum Erasure;

// What is noted of a team's work. A kind that a grid does without is considered anew when the note is over.
constexpr Retention kTeamWork{.clock = "team_work.on_day", .days = 1095};

// Helpers are colleagues in the work, not residents of the register. Who has left is forgotten a year later.
Manifest forces() {
  return {{.name = "team_helper",
           .retention = {.clock = "team_helper.left", .days = 365},
           .columns = {{"id", pseudonym, delete_row},
                       {"version", none, delete_row},
                       {"area_id", none, delete_row},
                       {"kind", personal, delete_row},
                       {"name", personal, delete_row},
                       {"workplace", personal, delete_row},
                       {"premises_id", personal, delete_row},
                       {"channel", personal, delete_row},
                       {"phone_sealed", sensitive, delete_row, AtRest::sealed},
                       {"post_id", none, delete_row},
                       {"undertaking_on", personal, delete_row},
                       {"joined_on", personal, delete_row},
                       {"left_on", personal, delete_row},
                       {"leave_reason", personal, delete_row},
                       {"left_at", personal, delete_row}}},
          {.name = "team_considered",
           .retention = kTeamWork,
           .columns = {{"area_id", none, delete_row},
                       {"kind", none, delete_row},
                       {"reason", personal, delete_row},
                       {"noted_on", none, delete_row},
                       {"post_id", none, delete_row}}},
          {.name = "team_list_check",
           .retention = kTeamWork,
           .columns = {{"area_id", none, delete_row},
                       {"on_day", none, delete_row},
                       {"post_id", none, delete_row},
                       {"changed", none, delete_row}}},
          {.name = "team_guidance",
           .retention = kTeamWork,
           .columns = {{"id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"helper_id", pseudonym, delete_row},
                       {"post_id", none, delete_row},
                       {"on_day", none, delete_row},
                       {"topic", none, delete_row}}},
          {.name = "team_duty_share",
           .retention = kTeamWork,
           .columns = {{"area_id", none, delete_row},
                       {"number", none, delete_row},
                       {"role", none, delete_row},
                       {"set_on", none, delete_row}}},
          {.name = "supervision_seat", .columns = {{"area_id"}, {"body"}, {"post_id"}, {"seat"}}}};
}

// What people write may name somebody all the same: a year, and it goes.
Manifest streams() {
  return {{.name = "team_message",
           .retention = {.clock = "team_message.at", .days = 365},
           .columns = {{"id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"kind", none, delete_row},
                       {"code", none, delete_row},
                       {"about", none, delete_row},
                       {"ref_id", pseudonym, delete_row},
                       {"text", personal, delete_row},
                       {"post_id", none, delete_row},
                       {"at", none, delete_row}}},
          {.name = "team_receipt",
           .columns = {{"message_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"at", none, delete_row}}},
          {.name = "team_read_to",
           .retention = {.clock = "team_message.at", .days = 365},
           .columns = {{"area_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"up_to", none, delete_row}}},
          {.name = "team_robot",
           .columns = {{"area_id"},
                       {"version"},
                       {"address_sealed", secret, clear, AtRest::sealed},
                       {"ending"},
                       {"active"}}},
          {.name = "team_robot_send",
           .retention = {.clock = "team_message.at", .days = 365},
           .columns = {{"id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"format", none, delete_row},
                       {"text", personal, delete_row},
                       {"state", none, delete_row},
                       {"attempts", none, delete_row},
                       {"due_at", none, delete_row},
                       {"claimed_until", none, delete_row},
                       {"sent_at", none, delete_row},
                       {"fault", none, delete_row},
                       {"message_id", none, delete_row}}}};
}

}  // namespace

const Manifest& teams_manifest() {
  static const Manifest manifest = [] {
    auto all = forces();
    const auto more = streams();
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return manifest;
}

}  // namespace weige::teams
