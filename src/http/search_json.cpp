#include "http/search_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/person_json.h"
#include "http/record_json.h"
#include "registry/purpose_mask.h"

namespace weige::http {
namespace {

using registry::SearchKind;

std::string_view title_field(SearchKind kind) {
  return kind == SearchKind::person || kind == SearchKind::organisation ? "name" : "canonical";
}

boost::json::object hit_json(const registry::SearchHit& hit, std::optional<access::Purpose> purpose) {
  boost::json::object out;
  put(out, "kind", code(hit.kind));
  put(out, "id", hit.premises_id.value_or(hit.record.id));
  put(out, "title", hit.record[title_field(hit.kind)]);
  if (hit.kind == SearchKind::person)
    for (const std::string_view field : {"sex", "birth_date", "document_number", "phone"})
      if (!purpose || registry::shows_field(*purpose, field)) put_fields(out, hit.record, {field});
  if (hit.kind == SearchKind::organisation) put(out, "subtitle", hit.record["credit_code"]);
  if (!hit.address.empty()) put(out, "address", hit.address);
  put(out, "area_id", hit.record.number("area_id"));
  put(out, "confirmed_at", hit.record.confirmed_at);
  if (!hit.matched.empty()) put(out, "matched", hit.matched);
  return out;
}

std::string_view understood(registry::Reading reading) {
  return reading == registry::Reading::credit_code ? "organisation" : code(reading);
}

}  // namespace

registry::SearchRequest take_search(JsonFields& body) {
  registry::SearchRequest out;
  out.text = body.required("text", as_text{200});
  out.kinds = body.optional("kinds", as_list(4, as_choice(registry::search_kind_of))).value_or(out.kinds);
  out.area_id = body.optional("area_id", as_record_id);
  out.sort = body.optional("sort", as_choice(registry::search_sort_of)).value_or(out.sort);
  out.cursor = body.optional("cursor", as_text{300}).value_or("");
  out.limit = static_cast<std::size_t>(body.optional("limit", as_integer{1, 200}).value_or(30));
  return out;
}

boost::json::object search_json(const registry::SearchPage& page, std::optional<access::Purpose> purpose) {
  auto out = json_items(page.hits, [&](const registry::SearchHit& hit) { return hit_json(hit, purpose); });
  if (purpose) out["withheld"] = withheld_json(*purpose);
  if (!page.next_cursor.empty()) put(out, "next_cursor", page.next_cursor);
  if (page.reading != registry::Reading::nothing) put(out, "understood", understood(page.reading));
  return out;
}

}  // namespace weige::http
