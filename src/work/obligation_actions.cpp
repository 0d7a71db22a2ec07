#include "work/obligation_actions.h"

#include "access/area_store.h"
#include "access/audit.h"
#include "access/post_store.h"
#include "work/place_work_actions.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kObligationOpened{"obligation.opened"},
    kObligationEntered{"obligation.entered"}, kObligationClosed{"obligation.closed"},
    kPublicityRecorded{"publicity.recorded"};

Result<Obligation> obligation_in_hand(const PlaceContext& context, const SeenVersion& seen) {
  auto found = find_obligation(context.tx, context.actor.scope(), ObligationId{seen.id});
  if (!found) return problem(ProblemCode::not_found);
  if (found->version != seen.version) return problem(ProblemCode::version_conflict);
  if (found->state == ObligationState::closed) return problem(ProblemCode::work_over);
  return *std::move(found);
}

Result<Obligation> obligation_by_id(const PlaceContext& context, ObligationId id) {
  auto found = find_obligation(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

Result<Obligation> kept_obligation(const PlaceContext& context, const Obligation& after,
                                   access::AuditAction action) {
  auto change = update_obligation(context.tx, after);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  return obligation_by_id(context, after.id);
}

Done check_obligation_place(const PlaceContext& context, const NewObligation& input) {
  const bool at_premises = input.kind == ObligationKind::landlord;
  if (at_premises && input.organisation) return problem(ProblemCode::unknown_field, "organisation_id");
  if (!at_premises && input.premises) return problem(ProblemCode::unknown_field, "premises_id");
  if (at_premises) {
    if (!input.premises) return problem(ProblemCode::missing_field, "premises_id");
    return check_premises(context, *input.premises, "premises_id");
  }
  if (!input.organisation) return problem(ProblemCode::missing_field, "organisation_id");
  return check_organisation(context, *input.organisation, "organisation_id");
}

}  // namespace

Result<PlaceList<Obligation>> list_obligations(const PlaceContext& context, const ObligationFilter& filter,
                                               const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  return place_list(find_obligations(context.tx, context.actor.scope(), filter, page), page.limit);
}

Result<Obligation> read_obligation(const PlaceContext& context, ObligationId id) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  return obligation_by_id(context, id);
}

Result<Obligation> open_obligation(const PlaceContext& context, const NewObligation& input) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  WEIGE_CHECK(check_obligation_place(context, input));
  const Obligation made{.id = {context.tx.next_id()},
                        .kind = input.kind,
                        .premises = input.premises,
                        .organisation = input.organisation,
                        .opened_on = context.today()};
  if (const auto there = open_obligation_at(context.tx, context.actor.scope(), made))
    return obligation_by_id(context, there->id);
  access::audit_change(context.tx, context.now, context.actor, kObligationOpened,
                       insert_obligation(context.tx, made, context.actor.post()));
  return obligation_by_id(context, made.id);
}

Result<Obligation> add_obligation_entry(const PlaceContext& context, const SeenVersion& seen,
                                        ObligationEntry entry) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  WEIGE_TRY(const auto obligation, obligation_in_hand(context, seen));
  WEIGE_CHECK(check_entry(entry, context.actor.role()));
  WEIGE_CHECK(check_past_day(entry.on, context.today(), "on"));
  entry.by = {.id = context.actor.post()};
  insert_obligation_entry(context.tx, obligation.id, entry);
  return kept_obligation(context, obligation, kObligationEntered);
}

Result<Obligation> close_obligation(const PlaceContext& context, const SeenVersion& seen, ObligationEnd end) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  WEIGE_TRY(auto obligation, obligation_in_hand(context, seen));
  obligation.state = ObligationState::closed;
  obligation.closed_as = end;
  obligation.closed_on = context.today();
  return kept_obligation(context, obligation, kObligationClosed);
}

Result<PlaceList<Publicity>> list_publicity(const PlaceContext& context, const PlacePage& page) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  return place_list(find_publicity(context.tx, context.actor.scope(), page), page.limit);
}

Result<Publicity> record_publicity(const PlaceContext& context, Publicity input) {
  WEIGE_CHECK(context.actor.may(Right::manage_obligations));
  WEIGE_CHECK(check_work_area(context, input.area_id, "area_id"));
  WEIGE_CHECK(check_past_day(input.on, context.today(), "on"));
  if (input.reach < 0 || input.reach > kMostReach)
    return problem(ProblemCode::bad_number, "reach").with("min", "0").with("max", std::to_string(kMostReach));
  if (input.helper_kind && !access::helper_kind_exists(context.tx, *input.helper_kind))
    return problem(ProblemCode::bad_choice, "helper_kind");
  input.id = {context.tx.next_id()};
  input.by = {context.actor.post(), access::post_title(context.tx, context.actor.post())};
  if (const auto area = access::find_area(context.tx, {input.area_id})) input.area_name = area->name;
  access::audit_change(context.tx, context.now, context.actor, kPublicityRecorded,
                       insert_publicity(context.tx, input));
  return input;
}

}  // namespace weige::work
