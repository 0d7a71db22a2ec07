// Readings of single records: a person, premises, an organisation, an address, a history; as valid on a day
// and as known at an instant.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/audit.h"
#include "registry/ledger.h"
#include "registry/record.h"
#include "store/database.h"

namespace weige::registry {

// What every reading needs of its caller; readings is committed before the answer leaves.
struct ReadContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  access::ReadingLog& readings;
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

// Default: today, as known now.
struct AsOf {
  std::optional<Day> valid_on = {};
  std::optional<Instant> known_at = {};
  bool is_now() const { return !valid_on && !known_at; }
};

// A record with who confirmed it: "*" is the record's own provenance, fields that differ stand beside it.
struct RecordView {
  Record record;
  std::map<std::string, Provenance> provenance = {};
};

struct ResidenceView {
  RecordView residence;
  std::optional<Record> person = {};  // shown on the page of premises
  std::string address = {};           // shown on the page of a person
};
struct EmploymentView {
  RecordView employment;
  std::string person_name = {};
  std::string organisation_name = {};
};
struct PersonView {
  RecordView person;
  std::vector<ResidenceView> residences = {};
  std::vector<EmploymentView> employments = {};
  std::optional<bool> lives_at_registered =
      {};  // 人户一致; none without a registered place or a main residence, or when it is too coarse to tell
  std::vector<std::string> warnings = {};  // codes of what someone should look at: person_warnings
};
struct PremisesView {
  RecordView premises;
  std::string address = {};
  std::vector<RecordView> labels = {};
  std::vector<ResidenceView> residences = {};
  std::vector<Record> organisations = {};
};
struct OrganisationView {
  RecordView organisation;
  std::string address = {};
  int workers = 0;
};
struct AddressView {
  RecordView address;
  std::vector<Record> path = {};  // from the outermost place to the parent, as far as in scope
  std::vector<std::string> aliases = {};
  std::optional<std::int64_t> premises_id = {};
};

// Problems of all: forbidden, purpose_required, not_found (none such, out of scope, or not there as of then).
Result<PersonView> read_person(const ReadContext& context, std::int64_t id, const AsOf& as_of = {});
Result<PremisesView> read_premises(const ReadContext& context, std::int64_t id, const AsOf& as_of = {});
Result<OrganisationView> read_organisation(const ReadContext& context, std::int64_t id);
Result<AddressView> read_address(const ReadContext& context, std::int64_t id);

// One residence, employment or label by itself, as a page shows it after it was changed. A residence and an
// employment name a person, so they are readings of that person.
Result<ResidenceView> read_residence(const ReadContext& context, std::int64_t id);
Result<EmploymentView> read_employment(const ReadContext& context, std::int64_t id);
Result<RecordView> read_label(const ReadContext& context, std::int64_t id);
// With the names of both sides, as far as they are in scope. A step of use cases: asks nothing, notes
// nothing.
EmploymentView view_employment(const ReadContext& context, Record employment);

// A person with what hangs on it, as it is now, for whoever has found the record by another right than a
// post's. A step of use cases: asks nothing, notes nothing.
PersonView view_person(store::Transaction& tx, const access::Scope& scope, Record person);

// document_number and phone in full; needs a purpose that shows them and is audited as its own act. Field
// names outside of the two: unknown_field. Also: purpose_too_narrow.
Result<std::map<std::string, std::string>> reveal(const ReadContext& context, std::int64_t person_id,
                                                  const std::vector<std::string>& fields);

access::Right right_to_read(RecordKind kind);

}  // namespace weige::registry
