#include "seal/text_lines.h"

#include <charconv>

#include "base/sha256.h"

namespace weige::seal {
namespace {

constexpr std::string_view kSum = "sum ";
constexpr std::size_t kSumLine = 4 + 64 + 1;

int digit_of(char sign) {
  if (sign >= '0' && sign <= '9') return sign - '0';
  if (sign >= 'a' && sign <= 'f') return sign - 'a' + 10;
  return -1;
}

Words words_of(std::string_view line) {
  Words out;
  for (;;) {
    const auto space = line.find(' ');
    out.push_back(line.substr(0, space));
    if (space == line.npos) return out;
    line.remove_prefix(space + 1);
  }
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char sign : bytes) {
    const auto byte = static_cast<unsigned char>(sign);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit_of(text[i]), low = digit_of(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::optional<std::uint64_t> to_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  const bool plain = text.size() == 1 || !text.starts_with('0');
  return whole && plain ? std::optional(value) : std::nullopt;
}

std::string with_sum(std::string text) {
  const auto sum = sha256_hex(text);
  return text.append(kSum).append(sum).append("\n");
}

std::optional<std::vector<Words>> lines_under_sum(std::string_view text) {
  if (text.size() <= kSumLine) return std::nullopt;
  auto body = text.substr(0, text.size() - kSumLine);
  const auto last = text.substr(body.size());
  if (!last.starts_with(kSum) || last.back() != '\n' || !body.ends_with('\n')) return std::nullopt;
  if (last.substr(kSum.size(), 64) != sha256_hex(body)) return std::nullopt;
  std::vector<Words> out;
  while (!body.empty()) {
    const auto end = body.find('\n');
    out.push_back(words_of(body.substr(0, end)));
    body.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace weige::seal
