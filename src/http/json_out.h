// Writing JSON answers: ids as numbers, instants and days as text, absent values left out.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"

namespace weige::http {

inline boost::json::value json_of(std::int64_t value) {
  return value;
}
inline boost::json::value json_of(int value) {
  return value;
}
inline boost::json::value json_of(bool value) {
  return value;
}
inline boost::json::value json_of(double value) {
  return value;
}
inline boost::json::value json_of(std::string_view value) {
  return boost::json::string(value);
}
inline boost::json::value json_of(const std::string& value) {
  return json_of(std::string_view(value));
}
inline boost::json::value json_of(const char* value) {
  return json_of(std::string_view(value));
}
inline boost::json::value json_of(Instant value) {
  return json_of(to_rfc3339(value));
}
inline boost::json::value json_of(Day value) {
  return json_of(to_iso(value));
}
template <class Tag>
boost::json::value json_of(Id<Tag> id) {
  return id.value;
}

template <class T>
void put(boost::json::object& out, std::string_view name, const T& value) {
  out[name] = json_of(value);
}
// Left out when absent: the contract has no null in answers, FieldChange apart.
template <class T>
void put(boost::json::object& out, std::string_view name, const std::optional<T>& value) {
  if (value) out[name] = json_of(*value);
}

// Each element through `encode`.
template <class Values, class Encode>
boost::json::array json_array(const Values& values, Encode encode) {
  boost::json::array out;
  for (const auto& value : values) out.push_back(encode(value));
  return out;
}
// What a list answers: {"items": [...]}.
template <class Values, class Encode>
boost::json::object json_items(const Values& values, Encode encode) {
  return {{"items", json_array(values, encode)}};
}

}  // namespace weige::http
