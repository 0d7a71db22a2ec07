#include "work/key_premises_actions.h"

#include <algorithm>

#include "access/text_check.h"
#include "norms/rules_store.h"
#include "registry/address.h"
#include "registry/town_store.h"
#include "work/place_work_actions.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kKeyListed{"key_premises.listed"}, kKeyTakenOff{"key_premises.taken_off"},
    kKeyReported{"key_premises.reported"}, kKeyDecided{"key_premises.report_decided"};
constexpr int kDoorDays = 10, kOwnReports = 100;

norms::KeyPremisesRules key_rules(const PlaceContext& context) {
  return norms::rules_on(context.tx, context.today()).key_premises;
}

bool is_kind(const norms::KeyPremisesRules& rules, std::string_view kind) {
  return std::ranges::any_of(rules.kinds, [&](const auto& each) { return each.code == kind; });
}

KeyPremisesLine key_line(const norms::KeyPremisesRules& rules, KeyPremises premises, Day today) {
  const int every = visit_days_of(rules, premises.kind);
  const auto due = visit_due(premises, every);
  const bool waits = premises.state == KeyPremisesState::listed;
  return {.premises = std::move(premises),
          .every_days = every,
          .due = due,
          .is_overdue = waits && std::chrono::sys_days{due} < std::chrono::sys_days{today}};
}

Result<KeyPremisesView> key_view(const PlaceContext& context, KeyPremisesId id) {
  auto found = find_key_premises(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  KeyPremisesView out{.line = key_line(key_rules(context), *std::move(found), context.today())};
  out.visits = visit_days(context.tx, out.line.premises.premises, kDoorDays);
  out.labels = labels_at(context.tx, out.line.premises.premises);
  return out;
}

void keep_change(const PlaceContext& context, access::AuditAction action, access::Change change) {
  access::audit_change(context.tx, context.now, context.actor, action, std::move(change));
}

// On the list from now on: new, or taken up again where it was exempt.
Result<KeyPremisesId> put_on_list(const PlaceContext& context, const NewKeyPremises& input,
                                  KeyPremisesSource source) {
  auto there = key_premises_at(context.tx, context.actor.scope(), input.premises);
  if (there && there->state == KeyPremisesState::listed) return problem(ProblemCode::key_premises_listed);
  KeyPremises next = there.value_or(KeyPremises{.id = {context.tx.next_id()}, .premises = input.premises});
  next.kind = input.kind;
  next.source = source;
  next.state = KeyPremisesState::listed;
  next.reason = input.reason;
  next.by_post = context.actor.post();
  if (!there) next.since = context.today();
  if (!there) {
    keep_change(context, kKeyListed, insert_key_premises(context.tx, next));
    return next.id;
  }
  auto change = update_key_premises(context.tx, next);
  if (!change) return problem(ProblemCode::version_conflict);
  keep_change(context, kKeyListed, *std::move(change));
  return next.id;
}

// In its standard form. What has no number of any kind is a name of somebody's or something's, and no
// address.
Result<std::string> reported_address(const PlaceContext& context, const std::string& text) {
  using standards::AddressPart;
  WEIGE_CHECK(access::check_impersonal(text, kLongestNote, "address"));
  const auto address = registry::parse_in_town(text, registry::town_text(context.tx));
  if (!address) return problem(ProblemCode::bad_address, "address");
  for (const auto part :
       {AddressPart::lane, AddressPart::group, AddressPart::number, AddressPart::building, AddressPart::room})
    if (address->has(part)) return address->canonical();
  return problem(ProblemCode::bad_address, "address");
}

// Whether the rules of today would list it by themselves.
bool rule_holds(const PlaceContext& context, const KeyPremises& premises) {
  for (const auto& facts : key_facts_after(context.tx, premises.premises - 1, 1))
    if (facts.premises == premises.premises)
      return key_kind_of(key_rules(context), facts.labels, facts.people).has_value();
  return false;
}

}  // namespace

Result<KeyPremisesList> list_key_premises(const PlaceContext& context, const KeyPremisesAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  const auto rules = key_rules(context);
  std::vector<KeyPremisesLine> lines;
  KeyPremisesList out;
  for (auto& each :
       key_premises_in(context.tx, context.actor.scope(), {.state = asked.state, .area = asked.area})) {
    if (asked.kind && each.kind != *asked.kind) continue;
    auto line = key_line(rules, std::move(each), context.today());
    out.overdue += line.is_overdue ? 1 : 0;
    if (!asked.only_overdue || line.is_overdue) lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, {},
                           [](const KeyPremisesLine& line) { return std::chrono::sys_days{line.due}; });
  out.total = lines.size();
  const auto from = std::min(asked.offset, lines.size());
  const auto to = std::min(from + asked.limit, lines.size());
  out.items.assign(std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(from)),
                   std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(to)));
  if (to < lines.size()) out.next = to;
  out.kinds = rules.kinds;
  return out;
}

Result<KeyPremisesView> read_key_premises(const PlaceContext& context, KeyPremisesId id) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  return key_view(context, id);
}

Result<KeyPremisesView> add_key_premises(const PlaceContext& context, const NewKeyPremises& input) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  if (!is_kind(key_rules(context), input.kind)) return problem(ProblemCode::bad_choice, "kind");
  if (!is_for_listing(input.reason)) return problem(ProblemCode::bad_choice, "reason");
  WEIGE_CHECK(check_premises(context, input.premises, "premises_id"));
  WEIGE_TRY(const auto id, put_on_list(context, input, KeyPremisesSource::hand));
  return key_view(context, id);
}

Result<KeyPremisesView> take_off_key_premises(const PlaceContext& context, const SeenVersion& seen,
                                              KeyPremisesReason reason) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  auto found = find_key_premises(context.tx, context.actor.scope(), KeyPremisesId{seen.id});
  if (!found) return problem(ProblemCode::not_found);
  if (found->version != seen.version) return problem(ProblemCode::version_conflict);
  if (found->state != KeyPremisesState::listed) return problem(ProblemCode::work_over);
  if (!is_for_taking_off(reason)) return problem(ProblemCode::bad_choice, "reason");
  found->reason = reason;
  found->by_post = context.actor.post();
  found->state = rule_holds(context, *found) ? KeyPremisesState::exempt : KeyPremisesState::ended;
  if (found->state == KeyPremisesState::ended) found->until = context.today();
  auto change = update_key_premises(context.tx, *found);
  if (!change) return problem(ProblemCode::version_conflict);
  keep_change(context, kKeyTakenOff, *std::move(change));
  WEIGE_CHECK(cancel_tasks_of(context.tx, context.now, TaskSource::key_premises, found->id.value));
  return key_view(context, found->id);
}

Result<KeyPremisesReport> report_key_premises(const PlaceContext& context,
                                              const NewKeyPremisesReport& input) {
  WEIGE_CHECK(context.actor.may(Right::report_key_premises));
  if (!is_kind(key_rules(context), input.kind)) return problem(ProblemCode::bad_choice, "kind");
  WEIGE_TRY(const auto canonical, reported_address(context, input.address));
  for (auto& each : reports_of_post(context.tx, context.actor.post(), kOwnReports))
    if (each.state == KeyReportState::received && each.address == canonical && each.kind == input.kind)
      return std::move(each);
  KeyPremisesReport report{.id = {context.tx.next_id(store::IdSeries::handed_in)},
                           .by = {.id = context.actor.post()},
                           .area_id = context.actor.area().value,
                           .address = canonical,
                           .kind = input.kind,
                           .reported_on = context.today()};
  keep_change(context, kKeyReported, insert_key_report(context.tx, report));
  return report;
}

Result<OwnKeyReports> list_own_key_reports(const PlaceContext& context) {
  WEIGE_CHECK(context.actor.may(Right::report_key_premises));
  return OwnKeyReports{.items = reports_of_post(context.tx, context.actor.post(), kOwnReports),
                       .kinds = key_rules(context).kinds};
}

Result<PlaceList<KeyPremisesReport>> list_key_reports(const PlaceContext& context, KeyReportState state,
                                                      const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  return place_list(reports_in_scope(context.tx, context.actor.scope(), state, page), page.limit);
}

Result<KeyPremisesReport> decide_key_report(const PlaceContext& context, const SeenVersion& seen,
                                            std::optional<std::int64_t> premises) {
  WEIGE_CHECK(context.actor.may(Right::manage_key_premises));
  auto report = find_key_report(context.tx, context.actor.scope(), KeyPremisesReportId{seen.id});
  if (!report) return problem(ProblemCode::not_found);
  if (report->version != seen.version) return problem(ProblemCode::version_conflict);
  if (report->state != KeyReportState::received) return problem(ProblemCode::work_over);
  if (report->by.id == context.actor.post()) return problem(ProblemCode::own_work);
  if (premises) {
    WEIGE_CHECK(check_premises(context, *premises, "premises_id"));
    const auto listed = put_on_list(
        context, {.premises = *premises, .kind = report->kind, .reason = KeyPremisesReason::reported},
        KeyPremisesSource::report);
    if (!listed && listed.problem().code != ProblemCode::key_premises_listed) return listed.problem();
  }
  report->state = premises ? KeyReportState::used : KeyReportState::not_used;
  report->premises = premises;
  report->decided_on = context.today();
  auto change = update_key_report(context.tx, *report, context.actor.post());
  if (!change) return problem(ProblemCode::version_conflict);
  keep_change(context, kKeyDecided, *std::move(change));
  ++report->version;
  return std::move(*report);
}

}  // namespace weige::work
