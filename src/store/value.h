// Value: what is bound to a statement and read from a row. Five kinds, the same on both engines.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace weige::store {

struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
using Params = std::vector<Value>;

// Instants are stored as INTEGER microseconds, days as TEXT YYYY-MM-DD, booleans as INTEGER 0/1, typed ids as
// INTEGER.
inline Value to_value(std::monostate) {
  return {};
}
inline Value to_value(std::nullopt_t) {
  return {};
}
inline Value to_value(bool value) {
  return std::int64_t{value};
}
template <std::integral I>
requires(!std::same_as<I, bool>) Value to_value(I value) {
  return static_cast<std::int64_t>(value);
}
inline Value to_value(double value) {
  return value;
}
inline Value to_value(std::string value) {
  return Value{std::move(value)};
}
inline Value to_value(std::string_view value) {
  return Value{std::string(value)};
}
inline Value to_value(const char* value) {
  return Value{std::string(value)};
}
inline Value to_value(Blob value) {
  return Value{std::move(value)};
}
inline Value to_value(Instant value) {
  return static_cast<std::int64_t>(value.time_since_epoch().count());
}
inline Value to_value(Day value) {
  return Value{to_iso(value)};
}
template <class Tag>
Value to_value(Id<Tag> id) {
  return id.value;
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value{};
}

template <class... A>
Params params(const A&... args) {
  return Params{to_value(args)...};
}

}  // namespace weige::store
