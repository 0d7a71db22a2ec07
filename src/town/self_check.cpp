#include "town/self_check.h"

#include <algorithm>
#include <array>

#include "town/disclosure.h"

namespace weige::town {
namespace {

constexpr std::array<std::string_view, 4> kVerdicts{"holds", "attention", "not_applicable", "not_built"};

constexpr std::array<std::string_view, 3> kJournalStates{"kept", "missing", "unreadable"};

Verdict held(bool holds) {
  return holds ? Verdict::holds : Verdict::attention;
}

CheckedRule check_audit(const AuditFacts& audit, Instant now) {
  const bool late =
      audit.waiting + audit.unsigned_ > 0 && (!audit.head_at || now - *audit.head_at > kHeadLate);
  CheckedRule out{.rule = "audit_signed",
                  .verdict = held(audit.begun && audit.head_at && !late),
                  .facts = {{"entries", audit.entries},
                            {"entries_waiting", audit.waiting},
                            {"entries_unsigned", audit.unsigned_}}};
  if (audit.head_at) {
    out.facts.push_back({"head_at", *audit.head_at});
    const auto age = std::chrono::duration_cast<std::chrono::minutes>(now - *audit.head_at);
    out.facts.push_back({"head_minutes", age.count()});
  }
  return out;
}

CheckedRule check_masters(const KeyFacts& keys, Instant now) {
  CheckedRule out{.rule = "keys_current", .facts = {{"masters", keys.masters}}};
  out.verdict = held(keys.newest_made && now - *keys.newest_made <= kMasterOld);
  if (!keys.newest_made) return out;
  out.facts.push_back({"newest_made", *keys.newest_made});
  out.facts.push_back(
      {"newest_days", std::chrono::duration_cast<std::chrono::days>(now - *keys.newest_made).count()});
  return out;
}

// A rotation that waits or runs is on the way; without one, what is under an old master stays there.
CheckedRule check_rotated(const KeyFacts& keys) {
  return {.rule = "keys_rotated",
          .verdict = held(keys.under_old_masters == 0 || keys.rotating),
          .facts = {{"keys_under_old_masters", keys.under_old_masters},
                    {"rotation", std::string(keys.rotating ? "running" : "none")}}};
}

std::string night_text(const NightFacts& night) {
  if (night.failed) return "failed";
  return night.finished ? "done" : "none";
}

// A night that fails leaves rows that are not overdue yet; and what it counts is told two days late.
CheckedRule check_clocks(const std::vector<ClockFact>& clocks, const NightFacts& night, Instant now) {
  std::int64_t asked = 0, overdue = 0;
  std::string tables;
  for (const auto& clock : clocks) {
    if (!clock.overdue) continue;
    ++asked;
    overdue += *clock.overdue;
    if (*clock.overdue > 0) tables.append(tables.empty() ? "" : ", ").append(clock.table);
  }
  CheckedRule out{.rule = "retention_kept",
                  .verdict = held(overdue == 0 && asked > 0 && !night.failed && night.finished &&
                                  now - *night.finished <= kNightOld),
                  .facts = {{"clocks_declared", std::ssize(clocks)},
                            {"clocks_asked", asked},
                            people("rows_overdue", overdue),
                            {"night", night_text(night)}}};
  if (night.finished)
    out.facts.push_back(
        {"night_hours", std::chrono::duration_cast<std::chrono::hours>(now - *night.finished).count()});
  if (!tables.empty()) out.facts.push_back({"found", tables});
  return out;
}

CheckedRule check_erasures(const ErasureFacts& erasures) {
  const bool kept = erasures.journal == JournalState::kept ||
                    (erasures.journal == JournalState::missing && erasures.erased == 0);
  return {.rule = "erasures_journaled",
          .verdict = held(kept && erasures.lacking == 0),
          .facts = {{"journal", std::string(code(erasures.journal))},
                    people("erased", erasures.erased),
                    people("erased_lacking", erasures.lacking)}};
}

// How many there are is nobody's to know; those that should be gone are a fault.
CheckedRule check_old_leads(const std::vector<ClockFact>& clocks) {
  const auto found = std::ranges::find(clocks, "lead", &ClockFact::table);
  if (found == clocks.end()) return {.rule = "leads_gone", .verdict = Verdict::not_built};
  return {.rule = "leads_gone",
          .verdict = held(found->overdue == 0),
          .facts = {{"days", found->days}, people("rows_overdue", found->overdue.value_or(0))}};
}

CheckedRule check_backup(std::optional<Instant> last, Instant now) {
  CheckedRule out{.rule = "backup_recent", .verdict = held(last && now - *last <= kBackupOld)};
  if (!last) {
    out.facts.push_back({"last_backup", std::string("unknown")});
    return out;
  }
  out.facts.push_back({"last_backup", *last});
  out.facts.push_back(
      {"last_backup_hours", std::chrono::duration_cast<std::chrono::hours>(now - *last).count()});
  return out;
}

CheckedRule check_forms(const FormFacts& forms) {
  CheckedRule out{.rule = "forms_few",
                  .facts = {{"officers", forms.officers},
                            {"forms_asked", forms.asked},
                            {"lists_handed_in", forms.lists},
                            {"reports_handed_in", forms.reports}}};
  if (forms.officers == 0)
    out.verdict = forms.asked == 0 ? Verdict::not_applicable : Verdict::attention;
  else
    out.verdict = held(forms.asked <= kMostForms * forms.officers);
  return out;
}

// Quotas of single readings above what ships.
bool are_raised(const access::ReadingQuotas& quotas) {
  const access::ReadingQuotas shipped;
  return std::ranges::any_of(access::all_roles(),
                             [&](access::Role role) { return quotas.of(role) > shipped.of(role); });
}

}  // namespace

std::string_view code(Verdict verdict) {
  return kVerdicts.at(static_cast<std::size_t>(verdict));
}

std::string_view code(JournalState state) {
  return kJournalStates.at(static_cast<std::size_t>(state));
}

CheckFact people(std::string_view name, std::int64_t count) {
  if (count > 0 && count < kLeastTold) return {name, Few{}};
  return {name, count};
}

std::vector<CheckedRule> check_stores(const SelfCheckFacts& facts, Instant now) {
  return {check_audit(facts.audit, now),       check_masters(facts.keys, now),
          check_rotated(facts.keys),           check_clocks(facts.clocks, facts.night, now),
          check_erasures(facts.erasures),      check_old_leads(facts.clocks),
          check_backup(facts.last_backup, now)};
}

std::vector<CheckedRule> check_staff(const StaffFacts& staff, const FormFacts& forms) {
  return {{.rule = "accounts_used",
           .verdict = held(staff.idle == 0),
           .facts = {people("accounts", staff.accounts), people("accounts_idle", staff.idle)}},
          {.rule = "second_factors",
           .verdict = held(staff.factors_missing == 0),
           .facts = {people("accounts_needing", staff.factors_needed),
                     people("accounts_without", staff.factors_missing)}},
          {.rule = "undertakings",
           .verdict = held(staff.undertakings_due == 0),
           .facts = {people("accounts_needing", staff.undertakings_needed),
                     people("accounts_without", staff.undertakings_due)}},
          {.rule = "posts_held",
           .verdict = held(staff.posts_vacant == 0),
           .facts = {{"posts", staff.posts}, {"posts_vacant", staff.posts_vacant}}},
          check_forms(forms)};
}

std::vector<CheckedRule> check_settings(const SelfCheckSettings& settings) {
  const bool required = settings.second_factor == access::FactorRule::required;
  return {{.rule = "second_factor_required",
           .verdict = held(required),
           .facts = {{"setting", std::string(required ? "required" : "offered")}}},
          {.rule = "two_persons",
           .verdict = held(settings.two_persons == access::TwoPersons::required),
           .facts = {{"setting", std::string(settings.two_persons == access::TwoPersons::required ? "required"
                                                                                                  : "off")}}},
          {.rule = "transport_encrypted",
           .verdict = held(settings.over_tls),
           .facts = {{"this_request", std::string(settings.over_tls ? "https" : "http")}}},
          {.rule = "purpose_short",
           .verdict = held(settings.purpose_minutes <= kLongestPurpose),
           .facts = {{"purpose_minutes", settings.purpose_minutes}}},
          {.rule = "quotas_as_shipped",
           .verdict = held(!are_raised(settings.quotas)),
           .facts = {{"setting", settings.quotas.text()}}},
          {.rule = "public_form_watched",
           .verdict = settings.public_form ? Verdict::attention : Verdict::not_applicable,
           .facts = {{"setting", std::string(settings.public_form ? "on" : "off")}}},
          {.rule = "tiles_at_home",
           .verdict = settings.tiles.empty() ? Verdict::not_applicable : Verdict::attention,
           .facts = {{"setting", settings.tiles.empty() ? std::string("off") : settings.tiles}}}};
}

std::vector<CheckedRule> check_all(const SelfCheckFacts& facts, Instant now) {
  auto out = check_schema(facts.schema);
  for (auto&& more :
       {check_stores(facts, now), check_staff(facts.staff, facts.forms), check_settings(facts.settings)})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace weige::town
