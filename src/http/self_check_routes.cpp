#include "http/self_check_routes.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/whole_manifest.h"
#include "town/self_check_actions.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object fact_json(const town::CheckFact& fact) {
  json::object out;
  put(out, "name", fact.name);
  if (const auto* number = std::get_if<std::int64_t>(&fact.value)) put(out, "number", *number);
  if (std::holds_alternative<town::Few>(fact.value)) put(out, "few", true);
  if (const auto* at = std::get_if<Instant>(&fact.value)) put(out, "at", *at);
  if (const auto* text = std::get_if<std::string>(&fact.value)) put(out, "text", *text);
  return out;
}

json::object rule_json(const town::CheckedRule& rule) {
  json::object out;
  put(out, "rule", rule.rule);
  put(out, "verdict", town::code(rule.verdict));
  out["facts"] = json_array(rule.facts, fact_json);
  return out;
}

Result<Response> self_check(Call& call, town::SelfCheckSettings settings,
                            const town::ErasureJournal* journal) {
  settings.over_tls = call.request.over_tls;
  WEIGE_TRY(const auto rules, town::run_self_check({.tx = call.tx(),
                                                    .actor = call.actor(),
                                                    .now = call.now,
                                                    .manifest = whole_manifest(),
                                                    .settings = settings,
                                                    .journal = journal}));
  json::object out;
  put(out, "checked_at", call.now);
  out["rules"] = json_array(rules, rule_json);
  return json_response(200, out);
}

}  // namespace

std::vector<Route> self_check_routes(const town::SelfCheckSettings& settings,
                                     std::shared_ptr<town::ErasureJournal> journal) {
  return {{Method::get, "/api/self-check", access::Right::read_self_check,
           [settings, journal = std::move(journal)](Call& call) {
             return self_check(call, settings, journal.get());
           }}};
}

}  // namespace weige::http
