#include "formats/xml_text.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace weige::formats::xml {
namespace {

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> table{};
  for (int byte = 0x20; byte < 0x80; ++byte) table[static_cast<std::size_t>(byte)] = plain_text | plain_value;
  for (int byte = 0x80; byte < 0x100; ++byte) table[static_cast<std::size_t>(byte)] = name_byte | name_start;
  for (char byte = 'a'; byte <= 'z'; ++byte) {
    table[static_cast<std::size_t>(byte)] |= name_byte | name_start;
    table[static_cast<std::size_t>(byte - 32)] |= name_byte | name_start;
  }
  for (char byte = '0'; byte <= '9'; ++byte) table[static_cast<std::size_t>(byte)] |= name_byte;
  table['.'] |= name_byte, table['-'] |= name_byte;
  table['_'] |= name_byte | name_start, table[':'] |= name_byte | name_start;
  table['\t'] = plain_text | space, table['\n'] = plain_text | space, table['\r'] = space;
  table[' '] |= space;
  for (const char byte : {'<', '&', ']'}) table[static_cast<std::size_t>(byte)] = 0;
  table[']'] = plain_value;  // in text it may begin "]]>"
  for (const char byte : {'"', '\''}) table[static_cast<std::size_t>(byte)] = plain_text;
  return table;
}

bool allowed(std::uint32_t sign) {
  if (sign < 0x20) return sign == '\t' || sign == '\n' || sign == '\r';
  return (sign < 0xD800 || sign > 0xDFFF) && sign != 0xFFFE && sign != 0xFFFF && sign <= 0x10FFFF;
}

void append_utf8(std::string& out, std::uint32_t sign) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (sign < 0x80) return put(sign);
  if (sign < 0x800) return put(0xC0 | sign >> 6), put(0x80 | (sign & 63));
  if (sign < 0x10000) return put(0xE0 | sign >> 12), put(0x80 | (sign >> 6 & 63)), put(0x80 | (sign & 63));
  put(0xF0 | sign >> 18), put(0x80 | (sign >> 12 & 63)), put(0x80 | (sign >> 6 & 63)),
      put(0x80 | (sign & 63));
}

bool append_number(std::string_view digits, int base, std::string& out) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  std::uint32_t sign = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), sign, base);
  if (error != std::errc{} || end != digits.data() + digits.size() || !allowed(sign)) return false;
  append_utf8(out, sign);
  return true;
}

bool append_reference(std::string_view name, std::string& out) {
  if (name == "lt") return out.push_back('<'), true;
  if (name == "gt") return out.push_back('>'), true;
  if (name == "amp") return out.push_back('&'), true;
  if (name == "quot") return out.push_back('"'), true;
  if (name == "apos") return out.push_back('\''), true;
  if (name.starts_with("#x") && name.size() > 2) return append_number(name.substr(2), 16, out);
  return name.starts_with("#") && name.size() > 1 && append_number(name.substr(1), 10, out);
}

}  // namespace

const std::array<std::uint8_t, 256> byte_classes = make_classes();

int character_size(const char* at, const char* stop) {
  const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return allowed(lead) ? 1 : 0;
  const int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  std::uint32_t sign = lead & (0x7Fu >> size);
  for (int i = 1; i < size; ++i) {
    if (at + i == stop) return -1;
    if ((byte(i) & 0xC0) != 0x80) return 0;
    sign = sign << 6 | (byte(i) & 0x3Fu);
  }
  const bool overlong = (size == 3 && sign < 0x800) || (size == 4 && sign < 0x10000);
  return overlong || !allowed(sign) ? 0 : size;
}

Reference read_reference(const char*& at, const char* stop, std::string& out) {
  const char* end = at + 1;
  while (end != stop && *end != ';') {
    if (!is(*end, name_byte) && *end != '#') return Reference::none;
    ++end;
  }
  if (end == stop) return Reference::cut_off;
  if (!append_reference({at + 1, static_cast<std::size_t>(end - at - 1)}, out)) return Reference::none;
  at = end + 1;
  return Reference::read;
}

}  // namespace weige::formats::xml
