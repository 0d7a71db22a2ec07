#include "store/row_bytes.h"

#include <bit>
#include <cmath>
#include <limits>

namespace weige::store {
namespace {

constexpr char kNull = 'n';

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

void append_long(std::string& out, std::string_view bytes) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max())
    throw DatabaseError(Failure::bug, "a value too long to be copied");
  append_big_endian(out, bytes.size(), 4);
  out += bytes;
}

void append_value(std::string& out, const Row& row, int column, ColumnKind kind) {
  if (row.is_null(column)) {
    out += kNull;
    return;
  }
  out += static_cast<char>(kind);
  switch (kind) {
    case ColumnKind::integer:
      return append_big_endian(out, static_cast<std::uint64_t>(row.int64(column)), 8);
    case ColumnKind::real:
      // One of the engines does not keep the sign of nought.
      return append_big_endian(out, std::bit_cast<std::uint64_t>(row.real(column) + 0.0), 8);
    case ColumnKind::text:
      return append_long(out, row.text(column));
    case ColumnKind::blob:
      return append_long(out, row.blob(column));
  }
}

// Well-formed UTF-8 without NUL (RFC 3629: no surrogates, nothing above U+10FFFF, shortest forms only).
bool is_storable_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead == 0 || length == 0 || lead > 0xF4 || text.size() - at < length) return false;
    std::uint32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xC0) != 0x80) return false;
      point = point << 6 | (next & 0x3Fu);
    }
    const bool is_short = length < 3 || (length == 3 ? point >= 0x800 : point >= 0x10000);
    if (!is_short || (point >= 0xD800 && point < 0xE000) || point > 0x10FFFF) return false;
    at += length;
  }
  return true;
}

class RowParser {
 public:
  explicit RowParser(std::string_view bytes) : rest_(bytes) {}

  bool is_at_end() const { return rest_.empty(); }
  std::optional<Value> value(ColumnKind kind) {
    if (rest_.empty()) return std::nullopt;
    const char said = rest_.front();
    rest_.remove_prefix(1);
    if (said == kNull) return Value{};
    if (said != static_cast<char>(kind)) return std::nullopt;
    return kind == ColumnKind::integer || kind == ColumnKind::real ? number(kind) : long_value(kind);
  }

 private:
  std::optional<std::uint64_t> big_endian(std::size_t bytes) {
    if (rest_.size() < bytes) return std::nullopt;
    std::uint64_t out = 0;
    for (const char byte : rest_.substr(0, bytes)) out = out << 8 | static_cast<unsigned char>(byte);
    rest_.remove_prefix(bytes);
    return out;
  }
  std::optional<Value> number(ColumnKind kind) {
    const auto bits = big_endian(8);
    if (!bits) return std::nullopt;
    if (kind == ColumnKind::integer) return Value{static_cast<std::int64_t>(*bits)};
    const auto real = std::bit_cast<double>(*bits);
    return std::isnan(real) ? std::nullopt : std::optional<Value>(real);
  }
  std::optional<Value> long_value(ColumnKind kind) {
    const auto length = big_endian(4);
    if (!length || rest_.size() < *length) return std::nullopt;
    std::string bytes(rest_.substr(0, *length));
    rest_.remove_prefix(*length);
    if (kind == ColumnKind::blob) return Value{Blob{std::move(bytes)}};
    if (!is_storable_text(bytes)) return std::nullopt;
    return Value{std::move(bytes)};
  }

  std::string_view rest_;
};

}  // namespace

void append_row(std::string& out, const Row& row, std::span<const TableColumn> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    append_value(out, row, static_cast<int>(i), columns[i].kind);
}

std::optional<Params> row_of_bytes(std::string_view bytes, std::span<const TableColumn> columns) {
  RowParser parser(bytes);
  Params out;
  out.reserve(columns.size());
  for (const auto& column : columns) {
    auto value = parser.value(column.kind);
    if (!value) return std::nullopt;
    out.push_back(*std::move(value));
  }
  if (!parser.is_at_end()) return std::nullopt;
  return out;
}

}  // namespace weige::store
