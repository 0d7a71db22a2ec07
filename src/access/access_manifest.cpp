#include "access/manifest.h"

namespace weige::access {

namespace {

using enum DataClass;
using enum Erasure;

Manifest areas_and_posts() {
  return {
      {.name = "area", .columns = {{"id"}, {"parent_id"}, {"kind"}, {"code"}, {"name"}, {"state"}}},
      {.name = "area_closure", .columns = {{"ancestor_id"}, {"descendant_id"}}},
      {.name = "helper_kind", .columns = {{"code"}, {"zh_name"}, {"en_name"}, {"town_added"}}},
      {.name = "post",
       .columns = {{"id"},
                   {"role"},
                   {"helper_kind"},
                   {"area_id"},
                   {"title"},
                   {"state"},
                   {"created_at"},
                   {"ended_at"}}},
      {.name = "post_cover", .columns = {{"post_id"}, {"area_id"}}},
      {.name = "post_scope", .columns = {{"post_id"}, {"area_id"}}},
      {.name = "post_holding",
       .columns = {{"id"},
                   {"post_id"},
                   {"account_id", pseudonym},
                   {"from_at"},
                   {"until_at"},
                   {"follows"},
                   {"closed"},
                   {"end_reason"}}},
      {.name = "post_deputy",
       .columns = {{"id"},
                   {"post_id"},
                   {"account_id", pseudonym},
                   {"from_at"},
                   {"until_at"},
                   {"reason"},
                   {"closed"}}},
  };
}

Manifest accounts_and_sessions() {
  return {
      {.name = "account",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"id", pseudonym},
                   {"login_name", personal, clear},
                   {"login_key", personal, clear},
                   {"display_name", personal, clear},
                   {"password_hash", secret, clear},
                   {"state"},
                   {"created_at"},
                   {"created_by", pseudonym},
                   {"password_set_at"},
                   {"last_signed_in_at", personal, clear},
                   {"disabled_at"}}},
      {.name = "undertaking_signature",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"account_id", pseudonym, delete_row},
                   {"signed_at", none, delete_row},
                   {"text_version", none, delete_row},
                   {"voided_at", none, delete_row}}},
      {.name = "session",
       .retention = {.clock = "session.end", .days = 0},
       .columns = {{"id", none, delete_row},
                   {"token_hash", secret, delete_row},
                   {"account_id", pseudonym, delete_row},
                   {"acting_post_id", none, delete_row},
                   {"purpose", none, delete_row},
                   {"purpose_until", none, delete_row},
                   {"started_at", personal, delete_row},
                   {"last_seen_at", personal, delete_row},
                   {"absolute_end_at", personal, delete_row},
                   {"device", personal, delete_row},
                   {"proven_at", personal, delete_row},
                   {"factor_at", personal, delete_row},
                   {"challenge_hash", secret, delete_row},
                   {"challenge_until", none, delete_row},
                   {"offer_hash", secret, delete_row},
                   {"offer_until", none, delete_row}}},
      {.name = "one_time_link",
       .retention = {.clock = "link.expired", .days = 30},
       .columns = {{"token_hash", secret, delete_row},
                   {"purpose", none, delete_row},
                   {"account_id", pseudonym, delete_row},
                   {"created_at", none, delete_row},
                   {"expires_at", none, delete_row},
                   {"used_at", none, delete_row}}},
      {.name = "sign_in_throttle",
       .retention = {.clock = "sign_in.failed", .days = 1},
       .columns = {{"key_hash", pseudonym, delete_row},
                   {"failures", none, delete_row},
                   {"last_failure_at", none, delete_row},
                   {"blocked_until", none, delete_row}}},
  };
}

Manifest second_factors() {
  return {
      {.name = "second_factor",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"account_id", pseudonym, delete_row},
                   {"secret", secret, delete_row, AtRest::sealed},
                   {"pending", secret, delete_row, AtRest::sealed},
                   {"confirmed_at", personal, delete_row},
                   {"last_step", personal, delete_row},
                   {"reset_at", personal, delete_row}}},
      {.name = "recovery_code",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"account_id", pseudonym, delete_row}, {"code_hash", secret, delete_row}}},
      {.name = "passkey",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"id", none, delete_row},
                   {"account_id", pseudonym, delete_row},
                   {"credential_id", pseudonym, delete_row},
                   {"public_key", none, delete_row},
                   {"sign_count", none, delete_row},
                   {"name", personal, delete_row},
                   {"created_at", personal, delete_row},
                   {"last_used_at", personal, delete_row},
                   {"user_handle", pseudonym, delete_row}}},
      {.name = "account_notice",
       .retention = {.clock = "account.disabled", .days = 730},
       .columns = {{"id", none, delete_row},
                   {"account_id", pseudonym, delete_row},
                   {"kind", none, delete_row},
                   {"at", personal, delete_row},
                   {"device", personal, delete_row},
                   {"session_id", none, delete_row},
                   {"passkey_id", none, delete_row},
                   {"about_id", pseudonym, delete_row},
                   {"answered_at", none, delete_row}}},
  };
}

// Of a key that was destroyed stays that there was one: what it sealed shall not be sealed anew by mistake.
Manifest keys() {
  return {
      {.name = "ring_key", .columns = {{"number"}, {"ring"}, {"proof"}, {"made_at"}, {"retired_at"}}},
      {.name = "data_key",
       .columns = {{"owner_kind"},
                   {"owner_id", pseudonym},
                   {"number"},
                   {"master"},
                   {"wrapped", secret, clear, AtRest::sealed},
                   {"destroyed_at"}}},
  };
}

Manifest audit_log() {
  return {
      {.name = "audit_entry",
       .retention = {.clock = "audit.at", .days = 1095},
       .columns = {{"id"},
                   {"at"},
                   {"account_id", pseudonym},
                   {"post_id"},
                   {"action"},
                   {"subject_kind"},
                   {"subject_id", pseudonym},
                   {"purpose"},
                   {"detail"},
                   {"outcome"},
                   {"leaf"}}},
      {.name = "audit_subject",
       .retention = {.clock = "audit.at", .days = 1095},
       .columns = {{"entry_id"}, {"ordinal"}, {"subject_kind"}, {"subject_id", pseudonym}}},
  };
}

Manifest reading_counts() {
  return {
      {.name = "reading_count",
       .retention = {.clock = "reading.day", .days = 1095},
       .columns = {{"post_id"}, {"day"}, {"readings"}, {"extended_for"}}},
  };
}

Manifest residents() {
  return {
      {.name = "resident_code",
       .retention = {.clock = "code.expired", .days = 0},
       .columns = {{"person_id", pseudonym, delete_row},
                   {"kind", none, delete_row},
                   {"subject_hash", pseudonym, delete_row, AtRest::keyed},
                   {"code_hash", secret, delete_row, AtRest::keyed},
                   {"made_at", personal, delete_row},
                   {"expires_at", personal, delete_row},
                   {"tries_left", none, delete_row}}},
      {.name = "resident_session",
       .retention = {.clock = "session.end", .days = 0},
       .columns = {{"id", none, delete_row},
                   {"token_hash", secret, delete_row},
                   {"person_id", pseudonym, delete_row},
                   {"started_at", personal, delete_row},
                   {"last_seen_at", personal, delete_row},
                   {"absolute_end_at", personal, delete_row}}},
  };
}

// Kept as long as the log that names it. What was written to another about why may name somebody.
Manifest approvals() {
  return {
      {.name = "approval",
       .retention = {.clock = "approval.expired", .days = 1095},
       .columns = {{"id"},
                   {"kind"},
                   {"state"},
                   {"area_id"},
                   {"post_id"},
                   {"recipient_id", pseudonym},
                   {"content", pseudonym},
                   {"digest", pseudonym},
                   {"people"},
                   {"reason", personal, clear},
                   {"asker_account_id", pseudonym},
                   {"asker_post_id"},
                   {"asked_at"},
                   {"expires_at"},
                   {"decider_account_id", pseudonym},
                   {"decider_post_id"},
                   {"decided_at"},
                   {"answer", personal, clear},
                   {"used_at"},
                   {"job_id"},
                   {"alone_from"},
                   {"lapsed_at"}}},
  };
}

// Lines are kept as they were hashed; a person is erased from all of them with the row of the pseudonym.
Manifest audit_tree() {
  return {
      {.name = "audit_log",
       .columns = {{"id"}, {"log"}, {"digest"}, {"size"}, {"heads"}, {"holder"}, {"lease_until"}}},
      {.name = "audit_key", .columns = {{"from_head"}, {"public_key"}}},
      {.name = "audit_leaf",
       .columns = {{"number"}, {"entry_id"}, {"at"}, {"post_id"}, {"action"}, {"line", pseudonym}}},
      {.name = "audit_tile", .columns = {{"level"}, {"tile"}, {"hashes"}}},
      {.name = "audit_head", .columns = {{"number"}, {"size"}, {"line"}}},
      {.name = "audit_pseudonym",
       .columns = {{"subject_kind", none, delete_row},
                   {"subject_id", pseudonym, delete_row},
                   {"pseudonym", pseudonym, delete_row}}},
      {.name = "audit_person",
       .columns = {{"pseudonym", pseudonym, delete_row}, {"number", none, delete_row}}},
      {.name = "audit_person_place", .columns = {{"id"}, {"up_to"}}},
  };
}

}  // namespace

// The people here are the workers who sign in, not residents. A closed account is erased two years after it
// was disabled: its names are cleared, its id stays, so that what was done in a post remains attributed to
// somebody. Audit entries are kept three years.
const Manifest& access_manifest() {
  static const Manifest manifest = [] {
    const Manifest parts[] = {areas_and_posts(), accounts_and_sessions(), keys(),           audit_log(),
                              audit_tree(),      second_factors(),        reading_counts(), approvals(),
                              residents()};
    return collect(
        {&parts[0], &parts[1], &parts[2], &parts[3], &parts[4], &parts[5], &parts[6], &parts[7], &parts[8]});
  }();
  return manifest;
}

}  // namespace weige::access
