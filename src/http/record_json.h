// What the JSON of all kinds of records shares: fields that people enter, in and out, numbers masked.
#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "http/json_fields.h"
#include "registry/record_rules.h"

namespace weige::http {

inline constexpr as_integer as_record_id{1, kGreatestId};

struct TextField {
  std::string_view name;
  std::size_t longest;  // characters
};
// Each that the body has: a text, or null to empty the field.
void take_texts(JsonFields& body, std::initializer_list<TextField> fields, registry::FieldInput& out);
// A day under its public name ("from") as the record's field ("from_day"), null to empty it.
void take_day(JsonFields& body, std::string_view name, registry::FieldInput& out);

// Each that the record has; ID numbers and phones masked.
void put_fields(boost::json::object& out, const registry::Record& record,
                std::initializer_list<std::string_view> fields);

inline std::string to_text(Day day) {
  return day.ok() ? to_iso(day) : std::string{};
}

}  // namespace weige::http
