#include "work/visit_report.h"

namespace weige::work {
namespace {

using enum VisitOutcome;

Problem not_allowed(std::string_view list, std::size_t index, std::string_view field) {
  return problem(ProblemCode::bad_choice,
                 std::string(list) + "." + std::to_string(index) + "." + std::string(field));
}

bool allows(VisitOutcome outcome, ResidentFound found) {
  if (found == ResidentFound::gone)
    return outcome == spoke_with || outcome == moved || outcome == not_at_home;
  return outcome == spoke_with;
}

bool allows(VisitOutcome outcome, OrganisationFound found) {
  if (found == OrganisationFound::moved || found == OrganisationFound::closed)
    return outcome == spoke_with || outcome == moved;
  return outcome == spoke_with;
}

bool is_of_visits(registry::EvidenceKind kind) {
  return kind == registry::EvidenceKind::door_visit || kind == registry::EvidenceKind::failed_visit;
}

}  // namespace

std::optional<ResidentFound> resident_found_of(std::string_view text) {
  if (text == "here") return ResidentFound::here;
  if (text == "corrected") return ResidentFound::corrected;
  if (text == "gone") return ResidentFound::gone;
  return std::nullopt;
}

std::optional<OrganisationFound> organisation_found_of(std::string_view text) {
  if (text == "here") return OrganisationFound::here;
  if (text == "corrected") return OrganisationFound::corrected;
  if (text == "moved") return OrganisationFound::moved;
  if (text == "closed") return OrganisationFound::closed;
  return std::nullopt;
}

Done check_report(const VisitReport& report) {
  if (report.door.premises.has_value() == report.door.organisation.has_value())
    return problem(ProblemCode::missing_field, "premises_id");
  for (std::size_t i = 0; i < report.residents.size(); ++i)
    if (!allows(report.outcome, report.residents[i].found)) return not_allowed("residents", i, "answer");
  for (std::size_t i = 0; i < report.organisations.size(); ++i)
    if (!allows(report.outcome, report.organisations[i].found))
      return not_allowed("organisations", i, "answer");
  if (!report.newcomers.empty() && report.outcome != spoke_with)
    return not_allowed("new_residents", 0, "person");
  if (!report.findings.empty() && report.outcome != spoke_with && report.outcome != moved)
    return not_allowed("findings", 0, "verdict");
  if (report.premises && (report.outcome == wrong_address || !report.door.premises))
    return problem(ProblemCode::bad_choice, "premises");
  for (std::size_t i = 0; i < report.evidence.size(); ++i)
    if (is_of_visits(report.evidence[i].kind)) return not_allowed("evidence", i, "kind");
  return done();
}

}  // namespace weige::work
