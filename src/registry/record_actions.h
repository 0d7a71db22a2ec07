// Use cases on single records: add, edit, confirm, step, end. Each finds, asks whether one may, does it
// through RegisterWriter, and answers the record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/record_rules.h"
#include "registry/register_writer.h"
#include "registry/residence.h"

namespace weige::registry {

// The posts that are told when the record changes: those in whose scope it lies, as of now, and whose role
// may read its kind, be it for a stated purpose only.
std::vector<access::PostId> watchers_of(store::Transaction& tx, RecordKind kind, std::int64_t id);

struct RecordEdit {
  RecordKind kind = RecordKind::person;
  std::int64_t id = 0;
  std::int64_t version = 0;  // as the editor saw it
  FieldInput fields = {};
  std::vector<std::string> confirm = {};  // found to be right as they are
  std::optional<Day> valid_from = {};     // default: today
  std::string reason = {};
  ProvenanceInput provenance = {};
};
// Person, premises, organisation, employment, label or residence. Problems: forbidden, not_found,
// version_conflict, invalid_fields, key_taken.
Result<Record> edit_record(const WriteContext& context, const RecordEdit& edit);

struct NewResidence {
  std::int64_t person_id = 0;
  std::int64_t premises_id = 0;
  FieldInput fields = {};  // from_day, kind (default main), relation
  ResidenceState state = ResidenceState::current;
  ProvenanceInput provenance = {};
};
// A new main residence ends the former one the day before, in the same operation. Problems: as above, and
// ends_before_start.
Result<Record> add_residence(const WriteContext& context, const NewResidence& input);

struct NewPerson {
  FieldInput fields = {};
  std::optional<NewResidence> residence = {};  // person_id and provenance are ignored
  std::optional<std::int64_t> area_id = {};    // default: that of the residence, else the acting post's own
  std::optional<Day> valid_from = {};
  ProvenanceInput provenance = {};
};
Result<Record> add_person(const WriteContext& context, const NewPerson& input);

struct ResidenceStep {
  std::int64_t id = 0;
  std::int64_t version = 0;
  ResidenceState state = ResidenceState::current;  // that it has already: only the fields are corrected
  FieldInput fields =
      {};  // corrected in the same operation; to_day is the last day there, for leaving default today
  std::string reason = {};
  ProvenanceInput provenance = {};
};
// Problems: forbidden, not_found, version_conflict, no_such_step, evidence_needed.
Result<Record> step_residence(const WriteContext& context, const ResidenceStep& step);

struct NewOrganisation {
  FieldInput fields = {};
  std::optional<std::int64_t> premises_id = {};
  std::optional<Day> valid_from = {};
  ProvenanceInput provenance = {};
};
Result<Record> add_organisation(const WriteContext& context, const NewOrganisation& input);

struct NewEmployment {
  std::int64_t person_id = 0;
  std::int64_t organisation_id = 0;
  FieldInput fields = {};  // from_day, job
  ProvenanceInput provenance = {};
};
Result<Record> add_employment(const WriteContext& context, const NewEmployment& input);

struct NewLabel {
  std::int64_t premises_id = 0;
  FieldInput fields = {};  // label, evidence, note, from_day
  ProvenanceInput provenance = {};
};
Result<Record> add_label(const WriteContext& context, const NewLabel& input);

struct End {
  RecordKind kind = RecordKind::premises_label;  // or organisation: which is cancelled
  std::int64_t id = 0;
  std::int64_t version = 0;  // 0: whatever it is
  Day to{};
  std::string reason = {};
  ProvenanceInput provenance = {};
};
// Ends a label or cancels an organisation (still_in_use while people work there).
Result<Record> end_record(const WriteContext& context, const End& end);

access::Right right_to_edit(RecordKind kind);

}  // namespace weige::registry
