#include "standards/division_format.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "standards/text_fold.h"

namespace weige::standards {
namespace {

constexpr std::string_view magic = "WEIGEDIV";
constexpr std::uint32_t version = 1;
constexpr std::size_t header_bytes = 32, most_entries = 2'000'000, most_bytes = 64 << 20;

// Frequent endings, longest first, so that the stems shrink and repeat.
constexpr std::array<std::string_view, 18> endings{"社区居民委员会",
                                                   "社区居委会",
                                                   "村民委员会",
                                                   "居民委员会",
                                                   "村委会虚拟社区",
                                                   "生活区",
                                                   "村村委会",
                                                   "居委会",
                                                   "村委会",
                                                   "办事处",
                                                   "街道",
                                                   "自治县",
                                                   "市辖区",
                                                   "镇",
                                                   "乡",
                                                   "区",
                                                   "县",
                                                   "市"};

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void append_number(std::string& out, std::uint64_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

Problem broken(std::string reason) {
  return problem(ProblemCode::division_table).with("file", "").with("reason", std::move(reason));
}

bool starts_character(std::string_view text, std::size_t at) {
  return at == text.size() || (text[at] & 0xC0) != 0x80;
}

Result<std::vector<std::string_view>> read_suffixes(std::string_view block, std::size_t count) {
  std::vector<std::string_view> suffixes;
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t length = static_cast<unsigned char>(block[at]);
    if (length > block.size() - at - 1) return broken("a suffix reaches past its block");
    suffixes.push_back(block.substr(at + 1, length));
    if (!is_utf8(suffixes.back())) return broken("a suffix is not UTF-8");
    at += length + 1;
  }
  if (suffixes.size() != count || count == 0 || count > 256)
    return broken("the number of suffixes does not fit");
  return suffixes;
}

Done check_entries(const DivisionLayout& layout) {
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < layout.count; ++i) {
    const auto entry = division_entry(layout.entries, i);
    if (!DivisionCode::from_number(entry.number)) return broken("a code is out of range");
    if (entry.number <= before) return broken("codes are not ascending");
    if (entry.suffix >= layout.suffixes.size()) return broken("an unknown suffix");
    if (entry.offset > layout.pool.size() || entry.stem_bytes > layout.pool.size() - entry.offset)
      return broken("a name reaches past the pool");
    if (!starts_character(layout.pool, entry.offset) ||
        !starts_character(layout.pool, entry.offset + entry.stem_bytes))
      return broken("a name cuts a character");
    before = entry.number;
  }
  return done();
}

std::optional<Day> edition_of(std::uint64_t yyyymmdd) {
  const Day day{std::chrono::year{static_cast<int>(yyyymmdd / 10000)},
                std::chrono::month{static_cast<unsigned>(yyyymmdd / 100 % 100)},
                std::chrono::day{static_cast<unsigned>(yyyymmdd % 100)}};
  const bool sensible = yyyymmdd >= 19490101 && yyyymmdd <= 22001231 && day.ok();
  return sensible ? std::optional{day} : std::nullopt;
}

std::size_t ending_of(std::string_view name) {
  for (std::size_t i = 0; i < endings.size(); ++i)
    if (name.size() > endings[i].size() && name.ends_with(endings[i])) return i + 1;
  return 0;
}

std::uint64_t yyyymmdd(Day day) {
  return static_cast<std::uint64_t>(static_cast<int>(day.year())) * 10000 +
         static_cast<unsigned>(day.month()) * 100 + static_cast<unsigned>(day.day());
}

// Collects stems, each once.
class Pool {
 public:
  std::size_t offset_of(std::string_view stem) {
    const auto [found, added] = offsets_.try_emplace(std::string{stem}, bytes_.size());
    if (added) bytes_ += stem;
    return found->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::size_t> offsets_;
};

Done check_names(const std::vector<Division>& sorted) {
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0 && sorted[i].code == sorted[i - 1].code)
      return broken("code " + sorted[i].code.text12() + " comes twice");
    if (sorted[i].name.empty() || sorted[i].name.size() > 255 || !is_utf8(sorted[i].name))
      return broken("the name of " + sorted[i].code.text12());
  }
  return done();
}

}  // namespace

DivisionEntry division_entry(std::string_view entries, std::size_t index) {
  const std::uint64_t packed = number_at(entries, index * division_entry_bytes, 8);
  return {packed >> 16, static_cast<std::size_t>(packed >> 8 & 0xFF), static_cast<std::size_t>(packed & 0xFF),
          static_cast<std::size_t>(number_at(entries, index * division_entry_bytes + 8, 4))};
}

Result<DivisionLayout> check_division_bytes(std::string_view bytes) {
  if (bytes.size() < header_bytes || !bytes.starts_with(magic)) return broken("not a division table");
  if (bytes.size() > most_bytes) return broken("too large");
  if (number_at(bytes, 8, 4) != version) return broken("made for another version");
  const std::uint64_t count = number_at(bytes, 16, 4), suffixes = number_at(bytes, 20, 4),
                      suffix_bytes = number_at(bytes, 24, 4), pool_bytes = number_at(bytes, 28, 4);
  if (count > most_entries) return broken("too many entries");
  if (header_bytes + count * division_entry_bytes + suffix_bytes + pool_bytes != bytes.size())
    return broken("cut short or too long");
  const auto edition = edition_of(number_at(bytes, 12, 4));
  if (!edition) return broken("no edition");
  DivisionLayout layout{.count = count, .edition = *edition};
  layout.entries = bytes.substr(header_bytes, count * division_entry_bytes);
  WEIGE_TRY(layout.suffixes,
            read_suffixes(bytes.substr(header_bytes + layout.entries.size(), suffix_bytes), suffixes));
  layout.pool = bytes.substr(bytes.size() - pool_bytes);
  if (!is_utf8(layout.pool)) return broken("names are not UTF-8");
  WEIGE_CHECK(check_entries(layout));
  return layout;
}

Result<std::string> encode_divisions(std::vector<Division> divisions, Day edition) {
  std::sort(divisions.begin(), divisions.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  WEIGE_CHECK(check_names(divisions));
  Pool pool;
  std::string entries, suffixes(1, '\0');
  for (const auto& [code, name] : divisions) {
    const std::size_t suffix = ending_of(name);
    const std::string_view stem =
        std::string_view{name}.substr(0, name.size() - (suffix ? endings[suffix - 1].size() : 0));
    append_number(entries, code.number() << 16 | stem.size() << 8 | suffix, 8);
    append_number(entries, pool.offset_of(stem), 4);
  }
  for (const auto ending : endings) suffixes.append(1, static_cast<char>(ending.size())).append(ending);
  std::string out{magic};
  for (const std::uint64_t field : {std::uint64_t{version}, yyyymmdd(edition),
                                    std::uint64_t{divisions.size()}, std::uint64_t{endings.size() + 1},
                                    std::uint64_t{suffixes.size()}, std::uint64_t{pool.bytes().size()}})
    append_number(out, field, 4);
  return out + entries + suffixes + pool.bytes();
}

}  // namespace weige::standards
