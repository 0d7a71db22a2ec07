#include "http/base64.h"

#include <algorithm>
#include <array>
#include <boost/json/value.hpp>
#include <cstdint>

namespace weige::http {
namespace {

constexpr std::string_view kBase64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<int, 256> kBase64Values = [] {
  std::array<int, 256> out{};
  out.fill(-1);
  for (std::size_t i = 0; i < kBase64Digits.size(); ++i)
    out.at(static_cast<unsigned char>(kBase64Digits[i])) = static_cast<int>(i);
  return out;
}();

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto group = byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
    const auto filled = std::min<std::size_t>(bytes.size() - at, 3) + 1;  // digits, before the padding
    for (std::size_t digit = 0; digit < 4; ++digit)
      out += digit < filled ? kBase64Digits[group >> (18U - 6U * digit) & 63U] : '=';
  }
  return out;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const auto padding = text.ends_with("==") ? 2U : text.ends_with("=") ? 1U : 0U;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool padded = at + padding >= text.size();
    const int value = padded ? 0 : kBase64Values.at(static_cast<unsigned char>(text[at]));
    if (value < 0) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    if (at % 4 != 3) continue;
    for (const unsigned shift : {16U, 8U, 0U}) out += static_cast<char>(bits >> shift & 255U);
    bits = 0;
  }
  // What stands behind the padding must be nothing, or one content would have several spellings.
  const std::string_view behind = std::string_view(out).substr(out.size() - padding);
  if (behind.find_first_not_of('\0') != behind.npos) return std::nullopt;
  out.resize(out.size() - padding);
  return out;
}

std::optional<std::string> as_bytes::operator()(const boost::json::value& value,
                                                const JsonPlace& place) const {
  const auto text = as_text{(max + 2) / 3 * 4}(value, place);
  if (!text) return std::nullopt;
  auto bytes = bytes_of_base64(*text);
  if (!bytes) return place.refuse(problem(ProblemCode::bad_request));
  return bytes;
}

}  // namespace weige::http
