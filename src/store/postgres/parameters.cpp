#include "store/postgres/parameters.h"

#include <charconv>
#include <cmath>

#include "store/database.h"

namespace weige::store::postgres {
namespace {

constexpr int text_format = 0, binary_format = 1;

std::string real_text(double value) {
  if (std::isnan(value)) throw DatabaseError(Failure::bug, "NaN cannot be stored");
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char digits[32];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, value).ptr;  // the shortest text that reads back the same
  return {digits, end};
}

}  // namespace

Oid type_of(const Value& value) {
  constexpr Oid types[] = {type_unknown, type_int8, type_float8, type_text, type_bytea};
  return types[value.index()];
}

bool fits(Oid prepared, Oid given) {
  return given == type_unknown || given == prepared || (prepared == type_float8 && given == type_int8);
}

std::string hex(std::string_view bytes) {
  std::string out = "\\x";
  out.reserve(2 + 2 * bytes.size());
  for (const unsigned char byte : bytes) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

std::string to_text(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return real_text(*real);
  if (const auto* blob = std::get_if<Blob>(&value)) return hex(blob->bytes);
  const auto* text = std::get_if<std::string>(&value);
  if (!text) return {};
  if (text->find('\0') != text->npos) throw DatabaseError(Failure::bug, "text with a NUL");
  return *text;
}

Parameters::Parameters(std::span<const Value> args) {
  texts_.reserve(args.size());
  values_.reserve(args.size());
  lengths_.reserve(args.size());
  formats_.reserve(args.size());
  for (const Value& value : args) add(value);
}

void Parameters::add(const Value& value) {
  const bool null = std::holds_alternative<std::monostate>(value);
  if (const auto* blob = std::get_if<Blob>(&value)) {
    values_.push_back(blob->bytes.data());
    lengths_.push_back(static_cast<int>(blob->bytes.size()));
    formats_.push_back(binary_format);
    return;
  }
  if (!null) texts_.push_back(to_text(value));
  values_.push_back(null ? nullptr : texts_.back().c_str());
  lengths_.push_back(0);
  formats_.push_back(text_format);
}

}  // namespace weige::store::postgres
