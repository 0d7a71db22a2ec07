#include "linkage/han_sound.h"

#include <map>
#include <string>
#include <vector>

#include "standards/pinyin.h"

namespace weige::linkage {
namespace {

constexpr std::uint32_t first = 0x3400, end = 0xA000;  // extension A and the unified block

std::string without_regional_difference(std::string_view syllable) {
  std::string plain(syllable);
  if (plain.size() > 1 && plain[1] == 'h') plain.erase(1, 1);
  if (plain.ends_with("ng")) plain.pop_back();
  return plain;
}

// Readings get numbers from 1 on; a character without one keeps its own code, which is larger than all of
// them.
std::vector<std::uint16_t> all_sounds() {
  std::map<std::string, std::uint16_t> numbers;
  std::vector<std::uint16_t> sounds(end - first);
  for (std::uint32_t c = first; c < end; ++c) {
    const auto reading = standards::reading_of(c);
    const auto next = static_cast<std::uint16_t>(numbers.size() + 1);
    sounds[c - first] = reading.empty()
                            ? static_cast<std::uint16_t>(c)
                            : numbers.emplace(without_regional_difference(reading), next).first->second;
  }
  return sounds;
}

}  // namespace

std::uint16_t sound_of(char16_t han) {
  static const std::vector<std::uint16_t> sounds = all_sounds();
  return han >= first && han < end ? sounds[han - first] : static_cast<std::uint16_t>(han);
}

}  // namespace weige::linkage
