#include "http/record_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {

void take_texts(JsonFields& body, std::initializer_list<TextField> fields, registry::FieldInput& out) {
  for (const auto& field : fields)
    if (auto given = body.nullable(field.name, as_text{field.longest}))
      out[std::string(field.name)] = *std::move(given);
}

void take_day(JsonFields& body, std::string_view name, registry::FieldInput& out) {
  const auto given = body.nullable(name, as_day);
  if (!given) return;
  auto& slot = out[std::string(name) + "_day"];
  slot = *given ? registry::Text{to_text(**given)} : registry::Text{};
}

void put_fields(boost::json::object& out, const registry::Record& record,
                std::initializer_list<std::string_view> fields) {
  for (const auto field : fields)
    if (const auto& value = record[field]) put(out, field, registry::masked(field, *value));
}

}  // namespace weige::http
