#include "registry/registry_manifest.h"

#include <initializer_list>

namespace weige::registry {
namespace {

using enum DataClass;
using enum Erasure;
using enum AtRest;

// A cancelled record stays a year for corrections and complaints, then it is erased for good. Of its history
// the rows stay as a frame: that something was changed, when and by whom, and not what or of whom.
constexpr Retention kAfterCancelled{.clock = "record.cancelled", .days = 365};

// The columns that every table of records begins with, then its own.
std::vector<ManifestColumn> record(std::initializer_list<ManifestColumn> own) {
  std::vector<ManifestColumn> columns{{"id", pseudonym}, {"area_id"},       {"version"},
                                      {"state"},         {"provenance_id"}, {"confirmed_at"}};
  columns.insert(columns.end(), own);
  return columns;
}

// Of people, and of files on their way in, the rows go when their time is over.
std::vector<ManifestColumn> going(std::vector<ManifestColumn> columns) {
  for (auto& column : columns) column.erasure = delete_row;
  return columns;
}

Manifest ledger() {
  return {
      {.name = "town", .columns = {{"area_id"}, {"address_text"}}},
      {.name = "operation",
       .columns = {{"id"},
                   {"kind"},
                   {"area_id"},
                   {"account_id", pseudonym},
                   {"post_id"},
                   {"reason", personal, clear},
                   {"known_at"},
                   {"undoes_operation_id"},
                   {"undone_by_operation_id"}}},
      {.name = "reorganisation",
       .columns = {{"operation_id"}, {"from_area_id"}, {"to_area_id"}, {"ends_from"}, {"closed"}}},
      {.name = "provenance",
       .columns = {{"id"},
                   {"source"},
                   {"how"},
                   {"finder", personal, clear},
                   {"enterer_post_id"},
                   {"enterer_account_id", pseudonym},
                   {"verifier", personal, clear},
                   {"evidence", personal, clear},
                   {"confirmed_at"},
                   {"known_at"}}},
      {.name = "change",
       .retention = kAfterCancelled,
       .columns = {{"id"},
                   {"operation_id"},
                   {"subject_kind"},
                   {"subject_id", pseudonym},
                   {"area_id"},
                   {"kind"},
                   {"fields", personal, clear},
                   {"fields_sealed", sensitive, clear, sealed},
                   {"valid_from"},
                   {"known_at"},
                   {"provenance_id"},
                   {"reason", personal, clear},
                   {"undoes_change_id"}}},
      {.name = "field_provenance",
       .retention = kAfterCancelled,
       .columns = going({{"subject_kind"}, {"subject_id", pseudonym}, {"field"}, {"provenance_id"}})},
      {.name = "erased_record",
       .columns = {{"subject_kind"}, {"subject_id", pseudonym}, {"erased_at"}, {"reason"}}},
      {.name = "legal_hold",
       .retention = {.clock = "legal_hold.ended", .days = 365},
       .columns = going({{"id"},
                         {"person_id", pseudonym},
                         {"reason", personal},
                         {"account_id", pseudonym},
                         {"post_id"},
                         {"held_at"},
                         {"until_day"},
                         {"lifted_at"},
                         {"lifted_by_account_id", pseudonym}})},
  };
}

Manifest places() {
  return {
      {.name = "address",
       .columns = record({{"parent_id"},
                          {"level"},
                          {"element"},
                          {"canonical"},
                          {"sort_key"},
                          {"lng"},
                          {"lat"},
                          {"datum"},
                          {"current_key"}})},
      {.name = "address_alias", .columns = {{"canonical"}, {"address_id"}}},
      {.name = "premises",
       .columns = record({{"address_id"},
                          {"use"},
                          {"owner_name", personal, clear},
                          {"owner_phone", sensitive, clear, emptied},
                          {"owner_phone_sealed", sensitive, clear, sealed},
                          {"agent_name", personal, clear},
                          {"agent_phone", sensitive, clear, emptied},
                          {"agent_phone_sealed", sensitive, clear, sealed},
                          {"headcount_limit"},
                          {"address_key"}})},
      {.name = "premises_label",
       .columns = record({{"premises_id"},
                          {"label"},
                          {"evidence"},
                          {"note", personal, clear},
                          {"from_day"},
                          {"to_day"},
                          {"open_key"}})},
      {.name = "organisation",
       .columns = record({{"name"},
                          {"credit_code"},
                          {"kind"},
                          {"contact_name", personal, clear},
                          {"contact_phone", sensitive, clear, emptied},
                          {"contact_phone_sealed", sensitive, clear, sealed},
                          {"premises_id"},
                          {"credit_key"}})},
  };
}

Manifest people() {
  return {
      {.name = "person",
       .retention = kAfterCancelled,
       .columns = going(record({{"name", personal},
                                {"document_type", personal},
                                {"document_number", sensitive, delete_row, emptied},
                                {"document_number_sealed", sensitive, delete_row, sealed},
                                {"sex", personal},
                                {"birth_date", personal},
                                {"phone", sensitive, delete_row, emptied},
                                {"phone_sealed", sensitive, delete_row, sealed},
                                {"registered_place", personal},
                                {"category", personal},
                                {"merged_into", pseudonym},
                                {"document_key", sensitive, delete_row, emptied},
                                {"document_key_hash", pseudonym, delete_row, keyed},
                                {"phone_key", sensitive, delete_row, emptied},
                                {"phone_key_hash", pseudonym, delete_row, keyed}}))},
      {.name = "person_area",
       .retention = kAfterCancelled,
       .columns = {{"person_id", pseudonym, delete_row}, {"area_id", none, delete_row}}},
      {.name = "residence",
       .retention = kAfterCancelled,
       .columns = going(record({{"person_id", pseudonym},
                                {"premises_id", personal},
                                {"from_day", personal},
                                {"to_day", personal},
                                {"kind"},
                                {"relation", personal},
                                {"main_key", pseudonym}}))},
      {.name = "employment",
       .retention = kAfterCancelled,
       .columns = going(record({{"person_id", pseudonym},
                                {"organisation_id", personal},
                                {"from_day", personal},
                                {"to_day", personal},
                                {"job", personal},
                                {"open_key", pseudonym}}))},
  };
}

Manifest derived() {
  return {
      {.name = "record_counter",
       .columns =
           {{"area_id"}, {"month"}, {"post_id"}, {"records"}, {"adds"}, {"changes"}, {"cancellations"}}},
      {.name = "register_figure", .columns = {{"area_id"}, {"figure"}, {"part"}, {"post_id"}, {"amount"}}},
      {.name = "search_term",
       .retention = kAfterCancelled,
       .columns = {{"term", personal, delete_row},
                   {"subject_kind", none, delete_row},
                   {"subject_id", pseudonym, delete_row}}},
      {.name = "unsealed_table", .columns = {{"name"}, {"after_id"}}},
      {.name = "register_feed",
       .columns = {{"id"}, {"transaction_id"}, {"first_change_id"}, {"last_change_id"}}},
      {.name = "unindexed_record",
       .retention = kAfterCancelled,
       .columns = {{"subject_kind", none, delete_row}, {"subject_id", pseudonym, delete_row}}},
  };
}

Manifest uploads() {
  return {
      {.name = "upload",
       .retention = {.clock = "upload.expires_at", .days = 0},
       .columns = going({{"id"},
                         {"account_id", pseudonym},
                         {"post_id"},
                         {"area_id"},
                         {"submission"},
                         {"state"},
                         {"file_name", personal},
                         {"rows"},
                         {"sheets", personal},
                         {"created_at"},
                         {"expires_at"}})},
      {.name = "upload_chunk",
       .retention = {.clock = "upload.expires_at", .days = 0},
       .columns = going({{"upload_id"},
                         {"ordinal"},
                         {"sheet"},
                         {"first_row"},
                         {"rows"},
                         {"cells", sensitive, delete_row, sealed},
                         {"sealed"}})},
  };
}

Manifest imports() {
  return {
      {.name = "file_import",
       .retention = {.clock = "file_import.expires_at", .days = 0},
       .columns = going({{"id"},
                         {"upload_id"},
                         {"job_id"},
                         {"account_id", pseudonym},
                         {"post_id"},
                         {"area_id"},
                         {"kind"},
                         {"mode"},
                         {"file_name", personal},
                         {"sheet"},
                         {"mapping"},
                         {"reference_date"},
                         {"source"},
                         {"rows"},
                         {"outcomes"},
                         {"problems"},
                         {"dropped_columns"},
                         {"operation_id"},
                         {"applied"},
                         {"created_at"},
                         {"expires_at"}})},
      {.name = "import_row",
       .retention = {.clock = "file_import.expires_at", .days = 0},
       .columns = going({{"import_id"},
                         {"row"},
                         {"outcome"},
                         {"subject_kind"},
                         {"subject_id", pseudonym},
                         {"findings", personal}})},  // numbers stand in them masked
  };
}

}  // namespace

const Manifest& registry_manifest() {
  static const Manifest manifest = [] {
    Manifest all;
    for (const auto& part : {ledger(), places(), people(), derived(), uploads(), imports()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return manifest;
}

}  // namespace weige::registry
