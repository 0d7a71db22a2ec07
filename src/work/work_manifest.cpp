#include "work/work_manifest.h"

#include <utility>

#include "work/meeting_manifest.h"
#include "work/place_manifest.h"
#include "work/plan_manifest.h"

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

// Visits are about doors, and so are the hours at which they were answered; who went there is a pseudonym.
Manifest visits() {
  return {{.name = "visit",
           .retention = {.clock = "visit.on_day", .days = 1095},
           .columns = {{"id", none, delete_row},
                       {"submission", pseudonym, delete_row},
                       {"premises_id", none, delete_row},
                       {"organisation_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"account_id", pseudonym, delete_row},
                       {"outcome", none, delete_row},
                       {"at", none, delete_row},
                       {"received_at", none, delete_row},
                       {"on_day", none, delete_row},
                       {"hour", none, delete_row},
                       {"led_by_officer", none, delete_row},
                       {"residents", none, delete_row},
                       {"premises", none, delete_row},
                       {"organisations", none, delete_row},
                       {"changes", none, delete_row},
                       {"confirmed", none, delete_row},
                       {"note", none, delete_row},
                       {"was_led", none, delete_row}}},
          {.name = "door_hour",
           .retention = {.clock = "visit.on_day", .days = 1095},
           .columns = {{"premises_id", none, delete_row},
                       {"organisation_id", none, delete_row},
                       {"hour", none, delete_row},
                       {"visits", none, delete_row},
                       {"answered", none, delete_row}}}};
}

// Tasks are about doors. No text is typed but the name of a campaign, which may hold no number.
Manifest doors() {
  constexpr Retention kept{.clock = "task.closed", .days = 1095};
  return {{.name = "task",
           .retention = kept,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"source", none, delete_row},
                       {"source_id", none, delete_row},
                       {"premises_id", none, delete_row},
                       {"organisation_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"state", none, delete_row},
                       {"due", none, delete_row},
                       {"text", none, delete_row},
                       {"attempts", none, delete_row},
                       {"opened_at", none, delete_row},
                       {"closed_at", none, delete_row},
                       {"closed_by_visit", none, delete_row}}},
          {.name = "task_round", .columns = {{"area_id"}, {"on_day"}}},
          {.name = "campaign",
           .retention = kept,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"area_id", none, delete_row},
                       {"name", none, delete_row},
                       {"uses", none, delete_row},
                       {"label", none, delete_row},
                       {"not_confirmed_since", none, delete_row},
                       {"until_day", none, delete_row},
                       {"state", none, delete_row},
                       {"opened_to", none, delete_row},
                       {"post_id", none, delete_row},
                       {"opened_at", none, delete_row}}}};
}

// Texts are about work; numbers of people are refused in them, names are not to be told from other words.
// They end with the instruction.
constexpr Retention kWithInstruction{.clock = "instruction.expires_at", .days = 0};

Manifest instructions() {
  return {{.name = "instruction",
           .retention = kWithInstruction,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"post_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"title", personal, delete_row},
                       {"body", personal, delete_row},
                       {"month", none, delete_row},
                       {"issued_at", none, delete_row},
                       {"due_at", none, delete_row},
                       {"state", none, delete_row},
                       {"leaves", none, delete_row},
                       {"answered", none, delete_row},
                       {"ended_at", none, delete_row},
                       {"reason", personal, delete_row},
                       {"expires_at", none, delete_row}}},
          {.name = "instruction_question",
           .retention = kWithInstruction,
           .columns = {{"id", none, delete_row},
                       {"instruction_id", none, delete_row},
                       {"ordinal", none, delete_row},
                       {"kind", none, delete_row},
                       {"wording", personal, delete_row},
                       {"choices", personal, delete_row},
                       {"figure", none, delete_row},
                       {"required", none, delete_row},
                       {"month", none, delete_row},
                       {"asked_key", personal, delete_row}}},
          {.name = "instruction_file",
           .retention = kWithInstruction,
           .columns = {{"id", none, delete_row},
                       {"instruction_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"ordinal", none, delete_row},
                       {"name", personal, delete_row},
                       {"kind", none, delete_row},
                       {"size", none, delete_row},
                       {"bytes", personal, delete_row},
                       {"added_at", none, delete_row}}}};
}

Manifest instruction_branches() {
  return {{.name = "instruction_branch",
           .retention = kWithInstruction,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"instruction_id", none, delete_row},
                       {"parent_id", none, delete_row},
                       {"above_post_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"state", none, delete_row},
                       {"issued_at", none, delete_row},
                       {"due_at", none, delete_row},
                       {"received_at", none, delete_row},
                       {"reported_at", none, delete_row},
                       {"remark", personal, delete_row},
                       {"reason", personal, delete_row},
                       {"leaves", none, delete_row},
                       {"answered", none, delete_row},
                       {"extension", none, delete_row},
                       {"extension_until", none, delete_row},
                       {"extension_reason", personal, delete_row},
                       {"extension_answer", personal, delete_row},
                       {"clock_step", none, delete_row},
                       {"clock_at", none, delete_row}}},
          {.name = "instruction_answer",
           .retention = kWithInstruction,
           .columns = {{"branch_id", none, delete_row},
                       {"question_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"number", none, delete_row},
                       {"words", personal, delete_row}}},
          {.name = "instruction_figure",
           .retention = kWithInstruction,
           .columns = {{"question_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"amount", none, delete_row}}},
          {.name = "instruction_notice",
           .retention = kWithInstruction,
           .columns = {{"id", none, delete_row},
                       {"branch_id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"kind", none, delete_row},
                       {"step", none, delete_row},
                       {"due_at", none, delete_row},
                       {"told_at", none, delete_row}}}};
}

Manifest all_of_work() {
  auto out = leads();
  for (auto& table : visits()) out.push_back(std::move(table));
  for (auto& table : doors()) out.push_back(std::move(table));
  for (auto& table : plan_tables()) out.push_back(std::move(table));
  for (auto& table : place_tables()) out.push_back(std::move(table));
  for (auto& table : meeting_tables()) out.push_back(std::move(table));
  for (auto& table : instructions()) out.push_back(std::move(table));
  for (auto& table : instruction_branches()) out.push_back(std::move(table));
  return out;
}

}  // namespace

const Manifest& work_manifest() {
  static const Manifest manifest = all_of_work();
  return manifest;
}

}  // namespace weige::work
