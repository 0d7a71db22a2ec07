#include "formats/xlsx_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <optional>

namespace weige::formats {
namespace {

constexpr std::size_t kEscape = 7;  // _x0041_

std::optional<unsigned> escape_at(std::string_view text) {
  if (text.size() < kEscape || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
  // Surrogates and U+0000 would not make a character: left as written.
  if (error != std::errc() || end != text.data() + 6 || value == 0 || (value >= 0xD800 && value < 0xE000))
    return std::nullopt;
  return value;
}

std::size_t put_utf8(char* out, unsigned c) {
  if (c < 0x80) return out[0] = static_cast<char>(c), 1;
  if (c < 0x800)
    return out[0] = static_cast<char>(0xC0 | c >> 6), out[1] = static_cast<char>(0x80 | (c & 63)), 2;
  out[0] = static_cast<char>(0xE0 | c >> 12);
  out[1] = static_cast<char>(0x80 | (c >> 6 & 63));
  out[2] = static_cast<char>(0x80 | (c & 63));
  return 3;
}

// Whether "_xHHHH" stands here, whatever it would mean; the last underscore may come from the escape that
// follows.
bool looks_like_escape(std::string_view text) {
  if (text.size() + 1 < kEscape || !text.starts_with("_x")) return false;
  return text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_bare_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n';
}

}  // namespace

void StringItem::start(std::string_view name) {
  if (name == "t") in_t_ = true;
  if (name == "rPh") in_phonetic_ = true;
}

void StringItem::end(std::string_view name) {
  if (name == "t") in_t_ = false;
  if (name == "rPh") in_phonetic_ = false;
}

std::size_t unescape_in_place(char* text, std::size_t size) {
  const std::string_view view(text, size);
  auto from = view.find("_x");
  if (from == view.npos) return size;
  std::size_t to = from;
  while (from < size) {
    if (const auto value = escape_at(view.substr(from))) {
      to += put_utf8(text + to, *value);
      from += kEscape;
    } else {
      text[to++] = text[from++];
    }
  }
  return to;
}

std::string escape_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto rest = text.substr(i);
    if (is_bare_control(text[i])) {
      out += fmt::format("_x{:04X}_", static_cast<unsigned>(text[i]));
    } else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      out += text[i + 2] == '\xBE' ? "_xFFFE_" : "_xFFFF_";
      i += 2;
    } else {
      if (looks_like_escape(rest)) out += "_x005F";
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace weige::formats
