#include "support/http/json_schema.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <regex>
#include <stdexcept>

#include "base/clock.h"

namespace weige::testing_support {
namespace {

namespace json = boost::json;

// Keywords that say nothing about validity; any other that is not handled below is an error of this test.
constexpr std::array<std::string_view, 2> kRemarks{"description", "default"};

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool is_type(const json::value& value, std::string_view type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_bool();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  if (type == "number") return value.is_number();
  throw std::logic_error("a type that JSON Schema does not know: " + std::string(type));
}

bool is_one_of_types(const json::value& value, const json::value& types) {
  if (types.is_string()) return is_type(value, types.get_string());
  return std::ranges::any_of(types.as_array(),
                             [&](const json::value& type) { return is_type(value, type.as_string()); });
}

bool fits_format(std::string_view text, std::string_view format) {
  if (format == "date") return parse_iso_day(text).has_value();
  if (format == "date-time") return parse_rfc3339(text).has_value();
  if (format == "binary") return true;
  throw std::logic_error("a format that this test does not know: " + std::string(format));
}

class Check {
 public:
  Check(const JsonSchema& schemas, std::vector<std::string>& faults) : schemas_(schemas), faults_(faults) {}

  void value(const json::value& maybe_reference, const json::value& value, const std::string& place) {
    const auto& schema = schemas_.resolved(maybe_reference).as_object();
    for (const auto& [keyword, rule] : schema) {
      if (std::ranges::find(kRemarks, std::string_view(keyword)) != kRemarks.end()) continue;
      keyword_of(keyword, rule, value, place);
    }
    if (value.is_object() && schema.contains("properties")) fields(schema, value.get_object(), place);
  }

 private:
  void fault(const std::string& place, const std::string& what) {
    faults_.push_back((place.empty() ? "the whole" : place) + ": " + what);
  }

  void keyword_of(std::string_view keyword, const json::value& rule, const json::value& value,
                  const std::string& place) {
    if (keyword == "type") {
      if (!is_one_of_types(value, rule))
        fault(place, json::serialize(value) + " is not of type " + json::serialize(rule));
    } else if (keyword == "enum") {
      if (std::ranges::find(rule.as_array(), value) == rule.as_array().end())
        fault(place, json::serialize(value) + " is none of " + json::serialize(rule));
    } else if (keyword == "oneOf") {
      one_of(rule.as_array(), value, place);
    } else if (keyword == "properties") {  // fields(), with additionalProperties
    } else if (keyword == "additionalProperties" || keyword == "required") {
      if (value.is_object()) of_object(keyword, rule, value.get_object(), place);
    } else if (keyword == "items" || keyword == "maxItems" || keyword == "minItems") {
      if (value.is_array()) of_array(keyword, rule, value.get_array(), place);
    } else if (keyword == "minimum" || keyword == "maximum") {
      if (value.is_number()) of_number(keyword, rule, value, place);
    } else if (value.is_string()) {
      of_text(keyword, rule, value.get_string(), place);
    }
  }

  void one_of(const json::array& alternatives, const json::value& given, const std::string& place) {
    const auto fits = std::ranges::count_if(alternatives, [&](const json::value& alternative) {
      std::vector<std::string> faults;
      Check(schemas_, faults).value(alternative, given, place);
      return faults.empty();
    });
    if (fits != 1) fault(place, "fits " + std::to_string(fits) + " of the alternatives");
  }

  void of_object(std::string_view keyword, const json::value& rule, const json::object& object,
                 const std::string& place) {
    if (keyword == "additionalProperties") {  // a schema: a map of any names. Those with properties: fields()
      if (rule.is_object())
        for (const auto& [name, field] : object) value(rule, field, place + "." + std::string(name));
      return;
    }
    for (const auto& name : rule.as_array())
      if (!object.contains(name.as_string())) fault(place, "lacks " + std::string(name.as_string()));
  }

  void fields(const json::object& schema, const json::object& object, const std::string& place) {
    const auto& known = schema.at("properties").as_object();
    for (const auto& [name, field] : object) {
      const auto where = place.empty() ? std::string(name) : place + "." + std::string(name);
      if (const auto* own = known.if_contains(name))
        value(*own, field, where);
      else
        fault(where, "is not in the contract");
    }
  }

  void of_array(std::string_view keyword, const json::value& rule, const json::array& array,
                const std::string& place) {
    if (keyword == "items") {
      for (std::size_t i = 0; i < array.size(); ++i) value(rule, array[i], place + "." + std::to_string(i));
    } else if ((keyword == "maxItems" && array.size() > rule.to_number<std::size_t>()) ||
               (keyword == "minItems" && array.size() < rule.to_number<std::size_t>())) {
      fault(place, std::to_string(array.size()) + " items");
    }
  }

  void of_number(std::string_view keyword, const json::value& rule, const json::value& number,
                 const std::string& place) {
    const auto bound = rule.to_number<double>();
    const auto given = number.to_number<double>();
    if (keyword == "minimum" ? given < bound : given > bound)
      fault(place, json::serialize(number) + " is beyond the " + std::string(keyword));
  }

  void of_text(std::string_view keyword, const json::value& rule, std::string_view text,
               const std::string& place) {
    if (keyword == "maxLength" || keyword == "minLength") {
      const auto bound = rule.to_number<std::size_t>();
      const auto length = code_points(text);
      if (keyword == "maxLength" ? length > bound : length < bound)
        fault(place, "a text of " + std::to_string(length) + " signs");
    } else if (keyword == "format") {
      if (!fits_format(text, rule.as_string())) fault(place, "is no " + std::string(rule.as_string()));
    } else if (keyword == "pattern") {
      if (!std::regex_search(std::string(text), std::regex(rule.as_string().c_str())))
        fault(place, "does not fit " + std::string(rule.as_string()));
    } else {
      throw std::logic_error("a keyword that this test does not know: " + std::string(keyword));
    }
  }

  const JsonSchema& schemas_;
  std::vector<std::string>& faults_;
};

}  // namespace

std::vector<std::string> JsonSchema::faults(const json::value& schema, const json::value& value) const {
  std::vector<std::string> out;
  Check(*this, out).value(schema, value, "");
  return out;
}

const json::value& JsonSchema::resolved(const json::value& maybe_reference) const {
  const auto* object = maybe_reference.if_object();
  const auto* reference = object ? object->if_contains("$ref") : nullptr;
  if (!reference) return maybe_reference;
  const std::string_view pointer = reference->as_string();
  return resolved(document_.at_pointer(pointer.substr(1)));  // without the leading #
}

}  // namespace weige::testing_support
