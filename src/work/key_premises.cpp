#include "work/key_premises.h"

#include <algorithm>

#include "work/code_pairs.h"

namespace weige::work {
namespace {

constexpr CodePairs kKeySources({std::pair{KeyPremisesSource::rule, std::string_view("rule")},
                                 {KeyPremisesSource::hand, "hand"},
                                 {KeyPremisesSource::report, "report"}});
constexpr CodePairs kKeyStates({std::pair{KeyPremisesState::listed, std::string_view("listed")},
                                {KeyPremisesState::exempt, "exempt"},
                                {KeyPremisesState::ended, "ended"}});
constexpr CodePairs kKeyReasons({std::pair{KeyPremisesReason::by_rule, std::string_view("by_rule")},
                                 {KeyPremisesReason::reported, "reported"},
                                 {KeyPremisesReason::seen_at_door, "seen_at_door"},
                                 {KeyPremisesReason::fire_hazard, "fire_hazard"},
                                 {KeyPremisesReason::site_flagged, "site_flagged"},
                                 {KeyPremisesReason::cleaned_up, "cleaned_up"},
                                 {KeyPremisesReason::empty_now, "empty_now"},
                                 {KeyPremisesReason::wrong_label, "wrong_label"}});
constexpr CodePairs kKeyReportStates({std::pair{KeyReportState::received, std::string_view("received")},
                                      {KeyReportState::used, "used"},
                                      {KeyReportState::not_used, "not_used"}});

}  // namespace

std::string_view code(KeyPremisesSource source) {
  return kKeySources.code(source);
}

std::optional<KeyPremisesSource> key_premises_source_of(std::string_view text) {
  return kKeySources.find(text);
}

std::string_view code(KeyPremisesState state) {
  return kKeyStates.code(state);
}

std::optional<KeyPremisesState> key_premises_state_of(std::string_view text) {
  return kKeyStates.find(text);
}

std::string_view code(KeyPremisesReason reason) {
  return kKeyReasons.code(reason);
}

std::optional<KeyPremisesReason> key_premises_reason_of(std::string_view text) {
  return kKeyReasons.find(text);
}

bool is_for_listing(KeyPremisesReason reason) {
  return reason >= KeyPremisesReason::reported && reason <= KeyPremisesReason::site_flagged;
}

bool is_for_taking_off(KeyPremisesReason reason) {
  return reason >= KeyPremisesReason::cleaned_up;
}

std::string_view code(KeyReportState state) {
  return kKeyReportStates.code(state);
}

std::optional<KeyReportState> key_report_state_of(std::string_view text) {
  return kKeyReportStates.find(text);
}

std::optional<std::string> key_kind_of(const norms::KeyPremisesRules& rules,
                                       std::span<const std::string> labels, int people) {
  const norms::KeyPremisesKind* found = nullptr;
  for (const auto& kind : rules.kinds)
    if (norms::is_of_kind(kind, labels, people) &&
        (!found || kind.visit_every_days < found->visit_every_days))
      found = &kind;
  return found ? std::optional(found->code) : std::nullopt;
}

int visit_days_of(const norms::KeyPremisesRules& rules, std::string_view kind) {
  int rarest = 1;
  for (const auto& each : rules.kinds) {
    if (each.code == kind) return each.visit_every_days;
    rarest = std::max(rarest, each.visit_every_days);
  }
  return rarest;
}

Day visit_due(const KeyPremises& premises, int every_days) {
  const auto from = std::max(std::chrono::sys_days{premises.since},
                             std::chrono::sys_days{premises.last_visit.value_or(premises.since)});
  return Day{from + std::chrono::days{every_days}};
}

KeyPremisesMove move_of(const KeyPremisesFacts& facts, const std::optional<std::string>& kind) {
  if (!facts.now) return facts.stands && kind ? KeyPremisesMove::list : KeyPremisesMove::none;
  const auto& now = *facts.now;
  if (!facts.stands) return KeyPremisesMove::end;
  if (now.state == KeyPremisesState::exempt) return kind ? KeyPremisesMove::none : KeyPremisesMove::end;
  if (now.source != KeyPremisesSource::rule) return KeyPremisesMove::none;
  if (!kind) return KeyPremisesMove::end;
  return *kind == now.kind ? KeyPremisesMove::none : KeyPremisesMove::change_kind;
}

}  // namespace weige::work
