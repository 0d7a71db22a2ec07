#include "town/own_request_actions.h"

#include <algorithm>

#include "access/post_store.h"
#include "town/resident_request_store.h"

namespace weige::town {
namespace {

constexpr access::AuditAction kOwnRequestsRead{"resident.requests_read"},
    kRequestSent{"resident.request_sent"};

OwnRequest as_own(const OwnContext& context, ResidentRequest request) {
  OwnRequest out{.request = std::move(request)};
  if (out.request.extension) out.extended_by = access::post_title(context.tx, out.request.extension->post);
  if (out.request.answer) out.answered_by = access::post_title(context.tx, out.request.answer->post);
  out.overdue = is_overdue(out.request, context.today(), context.town);
  return out;
}

void note_requests(const OwnContext& context) {
  context.readings.add_by_resident(context.now, kOwnRequestsRead, access::SubjectKind{"person"},
                                   context.session.person);
}

}  // namespace

Result<std::vector<OwnRequest>> collect_own_requests(const OwnContext& context) {
  WEIGE_TRY(const auto person, own_person_id(context));
  std::vector<OwnRequest> out;
  for (auto& each : requests_of(context.tx, person)) out.push_back(as_own(context, std::move(each)));
  return out;
}

Result<std::vector<OwnRequest>> list_own_requests(const OwnContext& context) {
  WEIGE_TRY(auto out, collect_own_requests(context));
  note_requests(context);
  return out;
}

Result<OwnRequest> read_own_request(const OwnContext& context, ResidentRequestId id) {
  WEIGE_TRY(const auto all, collect_own_requests(context));
  const auto found = std::ranges::find_if(all, [&](const OwnRequest& each) { return each.request.id == id; });
  if (found == all.end()) return problem(ProblemCode::not_found);
  note_requests(context);
  return *found;
}

Result<OwnRequest> send_request(const OwnContext& context, const RequestClock& clock,
                                const NewRequest& wanted) {
  WEIGE_CHECK(check_words(wanted.text, "text"));
  WEIGE_TRY(const auto person, own_person_id(context));
  if (count_open_requests(context.tx, person) >= static_cast<std::int64_t>(kMostOpenRequests))
    return problem(ProblemCode::resident_requests_open).with("max", std::to_string(kMostOpenRequests));
  ResidentRequest request{.id = ResidentRequestId{context.tx.next_id()},
                          .person = person,
                          .kind = wanted.kind,
                          .field = wanted.field,
                          .text = wanted.text,
                          .sent = context.now,
                          .due = due_day(clock, context.today())};
  access::audit_by_resident(context.tx, context.now, kRequestSent, insert_request(context.tx, request));
  return as_own(context, std::move(request));
}

}  // namespace weige::town
