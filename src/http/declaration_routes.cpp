#include "http/declaration_routes.h"

#include "http/json_fields.h"
#include "http/json_out.h"
#include "registry/town_store.h"

namespace weige::http {
namespace {

intake::Declaration read_declaration(JsonFields& fields) {
  return {.name = fields.required("name", as_text{60}),
          .document_number = fields.optional("document_number", as_text{40}).value_or(""),
          .phone = fields.optional("phone", as_text{30}).value_or(""),
          .place = fields.required("place", as_text{200}),
          .moved_in_on = fields.optional("moved_in_on", as_day)};
}

Result<Response> form(Call& call, const intake::DeclarationDesk& desk) {
  boost::json::object out;
  put(out, "open", intake::takes_declarations(call.tx(), desk));
  put(out, "town", registry::town_text(call.tx()));
  if (!desk.city_url.empty()) put(out, "city_url", desk.city_url);
  return json_response(200, out);
}

Result<Response> declare(Call& call, const intake::DeclarationDesk& desk,
                         const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto declaration, read_json(call.request, read_declaration));
  WEIGE_TRY(const auto receipt, intake::declare(call.tx(), desk, {declaration, call.request.peer}));
  call.after_commit.push_back(wake_jobs);
  boost::json::object out;
  put(out, "receipt", receipt);
  return json_response(202, out);
}

}  // namespace

std::vector<Route> declaration_routes(const intake::DeclarationDesk& desk, std::function<void()> wake_jobs) {
  return {
      {Method::get, "/api/declarations/form", Open{}, [desk](Call& call) { return form(call, desk); }},
      {Method::post,
       "/api/declarations",
       Open{},
       [desk, wake_jobs](Call& call) { return declare(call, desk, wake_jobs); },
       {.idempotency = Idempotency::required}},
  };
}

}  // namespace weige::http
