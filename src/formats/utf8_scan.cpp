#include "formats/utf8_scan.h"

#include <cstdint>
#include <cstring>

namespace weige::formats {
namespace {

struct Lead {
  int length;
  unsigned char second_low, second_high;  // allowed range of the second byte
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool eight_ascii(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return (word & 0x8080808080808080ull) == 0;
}

}  // namespace

int utf8_sequence(std::string_view text) {
  if (text.empty()) return -1;
  const auto byte = [&](int i) { return static_cast<unsigned char>(text[static_cast<std::size_t>(i)]); };
  const auto lead = lead_of(byte(0));
  const auto have = static_cast<int>(text.size());
  for (int i = 1; i < lead.length; ++i) {
    if (i >= have) return -1;
    const auto low = i == 1 ? lead.second_low : 0x80;
    const auto high = i == 1 ? lead.second_high : 0xBF;
    if (byte(i) < low || byte(i) > high) return 0;
  }
  return lead.length;
}

Utf8Scan scan_utf8(std::string_view text) {
  Utf8Scan scan;
  while (scan.valid < text.size()) {
    if (text.size() - scan.valid >= 8 && eight_ascii(text.data() + scan.valid)) {
      scan.valid += 8;
      continue;
    }
    const int length = utf8_sequence(text.substr(scan.valid));
    scan.cut = length < 0;
    if (length <= 0) return scan;
    scan.valid += static_cast<std::size_t>(length);
    scan.long_sequences += length >= 3;
  }
  return scan;
}

}  // namespace weige::formats
