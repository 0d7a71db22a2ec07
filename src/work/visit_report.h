// What somebody brings back from a door: the outcome, and for each resident, for the premises, for each
// organisation what was found. Which answers an outcome allows. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/provenance.h"
#include "registry/record_rules.h"
#include "work/visit.h"

namespace weige::work {

enum class ResidentFound { here, corrected, gone };
std::optional<ResidentFound> resident_found_of(std::string_view code);
struct ResidentAnswer {
  std::int64_t residence = 0, version = 0;
  ResidentFound found = ResidentFound::here;
  std::int64_t person_version = 0;              // corrected
  registry::FieldInput fields = {};             // corrected: of the person
  std::optional<registry::Text> relation = {};  // corrected: of the residence
  std::optional<Day> last_day = {};             // gone
};

// Somebody who lives here and was not known to: of the register, or new to it.
struct NewcomerAnswer {
  std::int64_t person = 0;
  registry::FieldInput fields = {};     // of a new person
  registry::FieldInput residence = {};  // from_day, kind, relation
};

struct PremisesAnswer {
  std::int64_t version = 0;
  registry::FieldInput fields = {};  // none: right as it is
  std::vector<std::string> add_labels = {};
  std::vector<std::int64_t> end_labels = {};
};

enum class OrganisationFound { here, corrected, moved, closed };
std::optional<OrganisationFound> organisation_found_of(std::string_view code);
struct OrganisationAnswer {
  std::int64_t organisation = 0, version = 0;
  OrganisationFound found = OrganisationFound::here;
  registry::FieldInput fields = {};
};

struct FindingAnswer {
  std::int64_t finding = 0, version = 0;
  bool confirmed = false;
  std::optional<std::int64_t> person = {};
};

struct VisitReport {
  DoorId door;
  std::int64_t door_version = 0;  // as it was seen
  std::string submission = {};    // the same: the same visit
  VisitOutcome outcome = VisitOutcome::spoke_with;
  ToldTime told = {};
  bool led_by_officer = false;
  std::vector<DoorHint> hints = {};
  std::optional<std::string> finder = {}, verifier = {};
  std::vector<registry::Evidence> evidence = {};  // beside the visit itself
  std::vector<ResidentAnswer> residents = {};
  std::vector<NewcomerAnswer> newcomers = {};
  std::optional<PremisesAnswer> premises = {};
  std::vector<OrganisationAnswer> organisations = {};
  std::vector<FindingAnswer> findings = {};
};

// Who lives here is told by somebody; that they are gone also by two visits without an answer; what the
// premises are can be seen from outside. Problems: bad_choice at the answer that the outcome does not allow,
// or at evidence of visits, which the visits themselves are.
Done check_report(const VisitReport& report);

}  // namespace weige::work
