#include <boost/json.hpp>

#include "access/resident_code.h"
#include "access/resident_sign_in_actions.h"
#include "http/cookie.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/resident_json.h"
#include "http/resident_routes.h"
#include "registry/town_store.h"

namespace weige::http {
namespace {

constexpr as_text kResidentName{60};
constexpr as_text kDocumentNumber{40};
constexpr as_text kResidentCode{40};

Result<Response> sign_in_ways(Call& call, const ResidentDesk& desk) {
  boost::json::object out;
  put(out, "town", registry::town_text(call.tx()));
  put(out, "phone_codes", static_cast<bool>(desk.send_code));
  return json_response(200, out);
}

// Nothing is looked up here: whoever sends the code does, once this answer has left.
Result<Response> ask_code(Call& call, const ResidentDesk& desk) {
  if (!desk.send_code) return problem(ProblemCode::resident_codes_off);
  WEIGE_TRY(const auto wish, read_json(call.request, [](JsonFields& fields) {
              return town::CodeWish{.name = fields.required("name", kResidentName),
                                    .document_number = fields.required("document_number", kDocumentNumber)};
            }));
  WEIGE_CHECK(access::count_code_wish(call.tx(), call.now, wish.document_number, call.request.peer));
  call.after_commit.emplace_back([send = desk.send_code, wish] { send(wish); });
  boost::json::object out;
  put(out, "valid_minutes",
      std::chrono::duration_cast<std::chrono::minutes>(access::life_of(access::ResidentCodeKind::phone))
          .count());
  return json_response(202, out);
}

Result<Response> enter_resident(Call& call, const ResidentDesk& desk) {
  WEIGE_TRY(const auto given, read_json(call.request, [&](JsonFields& fields) {
              return access::ResidentCredentials{
                  .document_number = fields.required("document_number", kDocumentNumber),
                  .code = fields.required("code", kResidentCode),
                  .address = call.request.peer};
            }));
  WEIGE_TRY(const auto signed_in,
            access::sign_in_resident(
                call.database,
                {.clock = desk.clock, .random = desk.random, .has_record = town::has_own_record}, given));
  auto response = json_response(200, resident_session_json(signed_in.session));
  set_cookie(response, call.request, access::kResidentCookie, signed_in.token,
             access::ResidentSessionRules{}.absolute);
  return response;
}

Result<Response> own_sitting(Call& call) {
  return json_response(200, resident_session_json(call.own()));
}

Result<Response> leave_resident(Call& call) {
  access::sign_out_resident(call.tx(), call.now, call.own());
  auto response = no_content();
  forget_cookie(response, call.request, access::kResidentCookie);
  return response;
}

}  // namespace

std::vector<Route> resident_door_routes(const ResidentDesk& desk) {
  const auto with_desk = [&desk](auto handler) {
    return [desk, handler](Call& call) { return handler(call, desk); };
  };
  return {
      {Method::get, "/api/resident/sign-in-ways", Open{}, with_desk(sign_in_ways)},
      {Method::post, "/api/resident/codes", Open{}, with_desk(ask_code)},
      {Method::post, "/api/resident/sessions", Open{}, with_desk(enter_resident), {.work = Work::own}},
      {Method::get, "/api/resident/session", ByResident{}, own_sitting, {.presence = Presence::ignored}},
      {Method::del, "/api/resident/session", ByResident{}, leave_resident},
  };
}

}  // namespace weige::http
