#include "work/obligation.h"

#include "work/code_pairs.h"

namespace weige::work {
namespace {

constexpr CodePairs kObligationKinds({std::pair{ObligationKind::landlord, std::string_view("landlord")},
                                      {ObligationKind::employer, "employer"},
                                      {ObligationKind::agent, "agent"}});
constexpr CodePairs kObligationStates({std::pair{ObligationState::open, std::string_view("open")},
                                       {ObligationState::closed, "closed"}});
constexpr CodePairs kObligationEnds({std::pair{ObligationEnd::met, std::string_view("met")},
                                     {ObligationEnd::no_longer_let, "no_longer_let"},
                                     {ObligationEnd::organisation_gone, "organisation_gone"},
                                     {ObligationEnd::opened_by_mistake, "opened_by_mistake"}});
constexpr CodePairs kObligationSteps({std::pair{ObligationStep::reminder, std::string_view("reminder")},
                                      {ObligationStep::declaration, "declaration"},
                                      {ObligationStep::notice, "notice"},
                                      {ObligationStep::penalty, "penalty"}});
constexpr CodePairs kObligationWays({std::pair{ObligationWay::at_the_door, std::string_view("at_the_door")},
                                     {ObligationWay::by_phone, "by_phone"},
                                     {ObligationWay::by_message, "by_message"},
                                     {ObligationWay::by_letter, "by_letter"},
                                     {ObligationWay::at_meeting, "at_meeting"},
                                     {ObligationWay::online, "online"},
                                     {ObligationWay::warning, "warning"},
                                     {ObligationWay::ordered_to_correct, "ordered_to_correct"},
                                     {ObligationWay::fined, "fined"},
                                     {ObligationWay::withdrawn, "withdrawn"}});
constexpr CodePairs kPublicitySubjects({std::pair{PublicitySubject::registration,
                                                  std::string_view("registration")},
                                        {PublicitySubject::fraud_prevention, "fraud_prevention"},
                                        {PublicitySubject::landlord_duty, "landlord_duty"},
                                        {PublicitySubject::employer_duty, "employer_duty"},
                                        {PublicitySubject::fire_safety, "fire_safety"}});
constexpr CodePairs kPublicityChannels({std::pair{PublicityChannel::poster, std::string_view("poster")},
                                        {PublicityChannel::leaflet, "leaflet"},
                                        {PublicityChannel::group_message, "group_message"},
                                        {PublicityChannel::official_account, "official_account"},
                                        {PublicityChannel::at_the_door, "at_the_door"},
                                        {PublicityChannel::stall, "stall"},
                                        {PublicityChannel::lecture, "lecture"},
                                        {PublicityChannel::screen, "screen"},
                                        {PublicityChannel::loudspeaker, "loudspeaker"},
                                        {PublicityChannel::shop_window, "shop_window"}});

}  // namespace

std::string_view code(ObligationKind kind) {
  return kObligationKinds.code(kind);
}

std::optional<ObligationKind> obligation_kind_of(std::string_view text) {
  return kObligationKinds.find(text);
}

std::string_view code(ObligationState state) {
  return kObligationStates.code(state);
}

std::optional<ObligationState> obligation_state_of(std::string_view text) {
  return kObligationStates.find(text);
}

std::string_view code(ObligationEnd end) {
  return kObligationEnds.code(end);
}

std::optional<ObligationEnd> obligation_end_of(std::string_view text) {
  return kObligationEnds.find(text);
}

std::string_view code(ObligationStep what) {
  return kObligationSteps.code(what);
}

std::optional<ObligationStep> obligation_step_of(std::string_view text) {
  return kObligationSteps.find(text);
}

std::string_view code(ObligationWay how) {
  return kObligationWays.code(how);
}

std::optional<ObligationWay> obligation_way_of(std::string_view text) {
  return kObligationWays.find(text);
}

bool is_outcome(ObligationWay how) {
  return how >= ObligationWay::warning;
}

Done check_entry(const ObligationEntry& entry, access::Role by) {
  using access::Role;
  if (is_outcome(entry.how) != (entry.what == ObligationStep::penalty))
    return problem(ProblemCode::bad_choice, "how");
  const bool is_police =
      by == Role::community_officer || by == Role::police_team || by == Role::police_station;
  if (entry.what == ObligationStep::penalty && !is_police) return problem(ProblemCode::forbidden);
  return done();
}

std::string_view code(PublicitySubject subject) {
  return kPublicitySubjects.code(subject);
}

std::optional<PublicitySubject> publicity_subject_of(std::string_view text) {
  return kPublicitySubjects.find(text);
}

std::string_view code(PublicityChannel channel) {
  return kPublicityChannels.code(channel);
}

std::optional<PublicityChannel> publicity_channel_of(std::string_view text) {
  return kPublicityChannels.find(text);
}

}  // namespace weige::work
