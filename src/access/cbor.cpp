#include "access/cbor.h"

#include <limits>

namespace weige::access {
namespace {

// Major types of RFC 8949, section 3.1.
constexpr unsigned kUnsigned = 0;
constexpr unsigned kNegative = 1;
constexpr unsigned kByteText = 2;
constexpr unsigned kWordText = 3;
constexpr unsigned kList = 4;
constexpr unsigned kMap = 5;
constexpr unsigned kSimple = 7;

constexpr unsigned kInFirstByte = 24;  // below: the value itself; from here on 1, 2, 4 or 8 bytes follow
constexpr unsigned kEightBytes = 27;
constexpr std::uint64_t kFalse = 20, kNull = 22;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t out = 0;
  for (const char byte : bytes) out = out << 8 | static_cast<unsigned char>(byte);
  return out;
}

// The smallest value that needs so many bytes.
std::uint64_t least_of(std::size_t size) {
  return size == 1 ? kInFirstByte : std::uint64_t{1} << (size * 4);
}

}  // namespace

std::optional<CborReader::Head> CborReader::head() {
  const auto first = taken(1);
  if (!first) return std::nullopt;
  const auto byte = static_cast<unsigned char>(first->front());
  const unsigned kind = byte >> 5, how = byte & 31;
  if (how < kInFirstByte) return Head{kind, how};
  if (how > kEightBytes) return std::nullopt;  // of unknown length, or no CBOR
  const auto size = std::size_t{1} << (how - kInFirstByte);
  const auto bytes = taken(size);
  if (!bytes) return std::nullopt;
  const auto value = big_endian(*bytes);
  if (value < least_of(size)) return std::nullopt;
  return Head{kind, value};
}

std::optional<std::string_view> CborReader::taken(std::uint64_t size) {
  if (size > left_.size()) return std::nullopt;
  const auto out = left_.substr(0, size);
  left_.remove_prefix(size);
  return out;
}

std::optional<std::int64_t> CborReader::number() {
  const auto read = head();
  if (!read || read->kind > kNegative) return std::nullopt;
  if (read->value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
  const auto value = static_cast<std::int64_t>(read->value);
  return read->kind == kUnsigned ? value : -1 - value;
}

std::optional<std::string_view> CborReader::text_of(unsigned kind) {
  const auto read = head();
  if (!read || read->kind != kind) return std::nullopt;
  return taken(read->value);
}

std::optional<std::string_view> CborReader::bytes() {
  return text_of(kByteText);
}

std::optional<std::string_view> CborReader::text() {
  return text_of(kWordText);
}

std::optional<std::uint64_t> CborReader::map() {
  const auto read = head();
  if (!read || read->kind != kMap || read->value > left_.size() / 2) return std::nullopt;
  return read->value;
}

std::optional<std::string_view> CborReader::item() {
  const auto before = left_;
  if (!skip(0)) return std::nullopt;
  return before.substr(0, before.size() - left_.size());
}

bool CborReader::skip_many(std::uint64_t count, int depth) {
  if (depth == kDeepest || count > left_.size()) return false;
  for (std::uint64_t i = 0; i < count; ++i)
    if (!skip(depth + 1)) return false;
  return true;
}

bool CborReader::skip(int depth) {
  const auto read = head();
  if (!read) return false;
  switch (read->kind) {
    case kUnsigned:
    case kNegative:
      return true;
    case kByteText:
    case kWordText:
      return taken(read->value).has_value();
    case kList:
      return skip_many(read->value, depth);
    case kMap:
      return read->value <= left_.size() / 2 && skip_many(read->value * 2, depth);
    case kSimple:
      return read->value >= kFalse && read->value <= kNull;
    default:
      return false;  // a tag
  }
}

}  // namespace weige::access
