#include "town/resident_office_actions.h"

#include <charconv>

#include "access/post_store.h"

namespace weige::town {
namespace {

constexpr access::AuditAction kRequestRead{"resident_request.read"},
    kRequestsListed{"resident_request.listed"}, kRequestAnswered{"resident_request.answered"},
    kRequestExtended{"resident_request.extended"};
constexpr access::SubjectKind kRequester{"person"};
constexpr std::chrono::days kKeptAfterAnswer{730};

Complaints complaints_for(const access::Actor& actor) {
  return actor.role() == access::Role::population_office ? Complaints::shown : Complaints::hidden;
}

// "2026-12-14:1234": the last one shown.
Done take_due_cursor(const std::string& text, RequestFilter& filter) {
  if (text.empty()) return done();
  const auto colon = text.find(':');
  const auto due = parse_iso_day(std::string_view(text).substr(0, colon));
  const auto wrong = [] { return problem(ProblemCode::bad_request, "cursor"); };
  if (colon == text.npos || !due) return wrong();
  const auto* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, filter.after_id);
  if (error != std::errc{} || stopped != end || filter.after_id < 0) return wrong();
  filter.after_due = *due;
  return done();
}

struct OfficeDay {
  store::Transaction& tx;
  Instant now;
  TownTime town;
};

OfficeRequest as_office(const OfficeDay& today, ScopedRequest found) {
  OfficeRequest out{.of = std::move(found)};
  const auto& request = out.of.request;
  if (request.extension) out.extended_by = access::post_title(today.tx, request.extension->post);
  if (request.answer) out.answered_by = access::post_title(today.tx, request.answer->post);
  out.overdue = is_overdue(request, today.town.day_of(today.now), today.town);
  return out;
}

// The request of the step, to be changed.
Result<ScopedRequest> step_of(const registry::WriteContext& context, const RequestStep& step) {
  WEIGE_CHECK(context.actor.may(access::Right::handle_requests));
  auto found = find_request(context.tx, context.actor.scope(), complaints_for(context.actor), step.id);
  if (!found) return problem(ProblemCode::not_found);
  if (found->request.version != step.version) return problem(ProblemCode::version_conflict);
  if (!can_seal_for(context.tx, found->request.person)) return problem(ProblemCode::erased_for_good);
  return *std::move(found);
}

Result<OfficeRequest> keep_step(const registry::WriteContext& context, ScopedRequest changed,
                                access::AuditAction action) {
  auto change = update_request(context.tx, changed.request);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  ++changed.request.version;
  return as_office({context.tx, context.now, context.town}, std::move(changed));
}

}  // namespace

Result<OfficeRequests> list_office_requests(const registry::ReadContext& context,
                                            const OfficeRequestsAsked& asked) {
  WEIGE_CHECK(context.actor.may(access::Right::handle_requests));
  RequestFilter filter{.complaints = complaints_for(context.actor),
                       .state = asked.state,
                       .kind = asked.kind,
                       .limit = static_cast<std::int64_t>(asked.limit) + 1};
  WEIGE_CHECK(take_due_cursor(asked.cursor, filter));
  OfficeRequests out;
  std::vector<std::int64_t> people;
  for (auto& each : find_requests(context.tx, context.actor.scope(), filter)) {
    if (out.items.size() == asked.limit) {
      const auto& last = out.items.back().of.request;
      out.next_cursor = to_iso(last.due) + ":" + std::to_string(last.id.value);
      break;
    }
    people.push_back(each.request.person);
    out.items.push_back(as_office({context.tx, context.now, context.town}, std::move(each)));
  }
  if (!people.empty())
    context.readings.add(context.now, context.actor, kRequestsListed, kRequester, std::move(people));
  return out;
}

Result<RequestCounts> count_office_requests(const registry::ReadContext& context) {
  WEIGE_CHECK(context.actor.may(access::Right::handle_requests));
  return count_requests(context.tx, context.actor.scope(), complaints_for(context.actor), context.today());
}

Result<OfficeRequest> read_office_request(const registry::ReadContext& context, ResidentRequestId id) {
  WEIGE_CHECK(context.actor.may(access::Right::handle_requests));
  auto found = find_request(context.tx, context.actor.scope(), complaints_for(context.actor), id);
  if (!found) return problem(ProblemCode::not_found);
  context.readings.add(context.now, context.actor, kRequestRead, kRequester, {found->request.person});
  return as_office({context.tx, context.now, context.town}, *std::move(found));
}

Result<OfficeRequest> answer_request(const registry::WriteContext& context, const RequestStep& step,
                                     RequestOutcome outcome, const std::string& reasons) {
  WEIGE_TRY(auto found, step_of(context, step));
  WEIGE_CHECK(check_words(reasons, "reasons"));
  WEIGE_CHECK(check_open(found.request));
  found.request.answer = RequestAnswer{outcome, reasons, context.now, context.actor.post()};
  return keep_step(context, std::move(found), kRequestAnswered);
}

Result<OfficeRequest> extend_request(const registry::WriteContext& context, const RequestStep& step,
                                     const RequestClock& clock, const std::string& reason) {
  WEIGE_TRY(auto found, step_of(context, step));
  WEIGE_CHECK(check_words(reason, "reason"));
  WEIGE_CHECK(check_extendable(found.request, context.today()));
  found.request.extension = RequestExtension{reason, context.now, context.actor.post()};
  found.request.due = due_day(clock, found.request.due);
  return keep_step(context, std::move(found), kRequestExtended);
}

void erase_old_requests(store::Database& database, Instant now) {
  (void)database.write([&](store::Transaction& tx) -> Done {
    delete_old_requests(tx, now - kKeptAfterAnswer);
    return done();
  });
}

}  // namespace weige::town
