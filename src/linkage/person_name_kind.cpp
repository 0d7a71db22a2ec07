#include "linkage/person_name_kind.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "linkage/han_sound.h"
#include "linkage/text_similarity.h"
#include "standards/glyph.h"
#include "standards/name_fold.h"
#include "standards/person_name.h"
#include "standards/text_fold.h"

namespace weige::linkage {
namespace {

constexpr std::array<LevelInfo, 9> name_levels{{{"missing", no_part, false},
                                                {"exact", PersonNameKind::whole, false},
                                                {"same_sound", no_part, false},
                                                {"similar_glyph", no_part, false},
                                                {"one_different", no_part, false},
                                                {"sign_missing", no_part, false},
                                                {"swapped", no_part, false},
                                                {"same_surname", PersonNameKind::surname, true},
                                                {"different", no_part, false}}};
constexpr std::array<std::string_view, 4> name_parts{"whole", "sounds", "surname", "given"};

// Up to four Han characters of the basic plane, or a mark and the number of a text in the pool.
constexpr std::size_t most_signs = 4;
constexpr char16_t pool_mark = 0xD800;

struct Packed {
  std::array<char16_t, most_signs> signs{};
  std::size_t count = 0;

  bool none() const { return signs[0] == 0; }
  bool pooled() const { return signs[0] == pool_mark; }
  std::uint32_t text() const { return static_cast<std::uint32_t>(signs[2]) << 16 | signs[3]; }
};

Packed read(const std::byte* from) {
  Packed packed;
  std::memcpy(packed.signs.data(), from, sizeof packed.signs);
  while (packed.count < most_signs && packed.signs[packed.count] != 0) ++packed.count;
  return packed;
}

std::string key_text(std::string_view text) {
  if (const auto name = standards::PersonName::parse(text)) return name->key();
  return standards::name_key(text);
}

bool fits(std::u32string_view signs) {
  return !signs.empty() && signs.size() <= most_signs &&
         std::ranges::all_of(signs, [](char32_t c) { return standards::is_han(c) && c < 0x10000; });
}

// Two to four signs of the unified block, which folding leaves as they are: most names. False when it is any
// other.
bool packed_plain(std::string_view text, std::array<char16_t, most_signs>& signs) {
  if (text.size() % 3 != 0 || text.size() < 6 || text.size() > 3 * most_signs) return false;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto byte = [&](std::size_t at) {
      return static_cast<unsigned>(static_cast<unsigned char>(text[i + at]));
    };
    if (byte(0) >> 4 != 0xE || byte(1) >> 6 != 2 || byte(2) >> 6 != 2) return false;
    const unsigned c = (byte(0) & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63);
    if (c < 0x4E00 || c > 0x9FA5) return false;
    signs[i / 3] = static_cast<char16_t>(c);
  }
  return true;
}

bool double_surname(const Packed& name) {
  return name.count > 2 && standards::is_double_surname(std::u32string{name.signs[0], name.signs[1]});
}

std::size_t surname_signs(const Packed& name) {
  return double_surname(name) ? 2 : 1;
}

bool same_surname_signs(const Packed& a, const Packed& b) {
  const std::size_t count = surname_signs(a);
  return count == surname_signs(b) && std::equal(a.signs.begin(), a.signs.begin() + count, b.signs.begin());
}

Level of_other_length(const Packed& a, const Packed& b) {
  const Packed &longer = a.count > b.count ? a : b, &shorter = a.count > b.count ? b : a;
  if (longer.count - shorter.count == 1 && shorter.count > 1) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < longer.count; ++i)
      if (at < shorter.count && longer.signs[i] == shorter.signs[at]) ++at;
    if (at == shorter.count) return PersonNameKind::sign_missing;
  }
  return same_surname_signs(a, b) ? Level{PersonNameKind::same_surname} : Level{PersonNameKind::different};
}

bool swapped_signs(Packed a, Packed b) {
  std::ranges::sort(a.signs);
  std::ranges::sort(b.signs);
  return a.signs == b.signs;
}

Level of_same_length(const Packed& a, const Packed& b) {
  std::size_t differ = 0, at = 0;
  bool sounds_alike = true;
  for (std::size_t i = 0; i < a.count; ++i) {
    if (a.signs[i] == b.signs[i]) continue;
    ++differ;
    at = i;
    sounds_alike = sounds_alike && sound_of(a.signs[i]) == sound_of(b.signs[i]);
  }
  if (sounds_alike) return PersonNameKind::same_sound;
  if (differ == 1 && standards::similar_glyphs(a.signs[at], b.signs[at]))
    return PersonNameKind::similar_glyph;
  if (differ == 1 && a.count > 2) return PersonNameKind::one_different;
  if (swapped_signs(a, b)) return PersonNameKind::swapped;
  return same_surname_signs(a, b) ? Level{PersonNameKind::same_surname} : Level{PersonNameKind::different};
}

std::vector<std::string_view> sorted_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::ranges::sort(words);
  return words;
}

std::string without_dots(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = standards::next_code_point(text, at);
    if (!standards::is_name_dot(c) && c != U' ') standards::append_utf8(plain, c);
  }
  return plain;
}

// Names that are no short Han names: Latin ones, minority names with dots, rare characters.
Level of_texts(std::string_view a, std::string_view b) {
  if (a == b) return PersonNameKind::exact;
  if (without_dots(a) == without_dots(b)) return PersonNameKind::same_sound;
  if (sorted_words(a) == sorted_words(b)) return PersonNameKind::swapped;
  if (edits(a, b, 3) <= (std::min(a.size(), b.size()) > 12 ? 3 : 1) || jaro_winkler(a, b) >= 0.94)
    return PersonNameKind::one_different;
  return PersonNameKind::different;
}

std::string text_of(const Packed& name, const TextPool& pool) {
  if (name.pooled()) return std::string(pool.at(name.text()));
  std::string text;
  for (std::size_t i = 0; i < name.count; ++i) standards::append_utf8(text, name.signs[i]);
  return text;
}

std::uint64_t hash_of_signs(const Packed& name, std::size_t from, std::size_t to) {
  std::uint64_t hash = 0;
  for (std::size_t i = from; i < to; ++i) hash = hash << 16 | name.signs[i];
  return mixed(hash, 1 + from);
}

std::uint64_t hash_of_sounds(const Packed& name) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < name.count; ++i) hash = hash << 16 | sound_of(name.signs[i]);
  return mixed(hash, 77);
}

}  // namespace

std::span<const LevelInfo> PersonNameKind::levels() const {
  return name_levels;
}

std::span<const std::string_view> PersonNameKind::parts() const {
  return name_parts;
}

void PersonNameKind::pack(std::string_view text, std::byte* out, TextPool& pool) const {
  std::array<char16_t, most_signs> packed{};
  if (packed_plain(text, packed)) {
    std::memcpy(out, packed.data(), sizeof packed);
    return;
  }
  const std::string key = key_text(text);
  if (key.empty()) return;
  const std::u32string signs = standards::to_code_points(key);
  packed = {};
  if (fits(signs)) {
    std::ranges::transform(signs, packed.begin(), [](char32_t c) { return static_cast<char16_t>(c); });
  } else {
    const std::uint32_t number = pool.add(key);
    packed = {pool_mark, 0, static_cast<char16_t>(number >> 16), static_cast<char16_t>(number)};
  }
  std::memcpy(out, packed.data(), sizeof packed);
}

Level PersonNameKind::compare(const std::byte* left, const std::byte* right, const TextPool& pool) const {
  if (std::memcmp(left, right, 8) == 0) return read(left).none() ? Level{missing} : Level{exact};
  const Packed a = read(left), b = read(right);
  if (a.none() || b.none()) return missing;
  if (a.pooled() || b.pooled()) return of_texts(text_of(a, pool), text_of(b, pool));
  return a.count == b.count ? of_same_length(a, b) : of_other_length(a, b);
}

std::uint64_t PersonNameKind::key(std::uint8_t part, const std::byte* value, const TextPool& pool) const {
  const Packed name = read(value);
  if (name.none()) return 0;
  if (name.pooled())
    return part == whole || part == sounds ? text_hash(without_dots(pool.at(name.text()))) : 0;
  const std::size_t surname_end = surname_signs(name);
  switch (part) {
    case whole:
      return hash_of_signs(name, 0, name.count);
    case sounds:
      return hash_of_sounds(name);
    case surname:
      return hash_of_signs(name, 0, surname_end);
    default:
      return name.count > surname_end ? hash_of_signs(name, surname_end, name.count) : 0;
  }
}

}  // namespace weige::linkage
