#include "town/sample_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "standards/text_fold.h"

namespace weige::town {
namespace {

struct Surname {
  std::string_view text;
  int share;
};

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

struct Given {
  std::vector<std::string_view> first, last;
};

#define WEIGE_SURNAMES(...) constexpr auto kSurnames = std::to_array<Surname>({__VA_ARGS__});
#define WEIGE_GIVEN(number, first, last)
#define WEIGE_WORDS(name, text)          \
  const auto& name() {                   \
    static const auto all = words(text); \
    return all;                          \
  }
#include "town/sample_names.inc"
#undef WEIGE_SURNAMES
#undef WEIGE_GIVEN
#undef WEIGE_WORDS

const std::array<Given, 8>& given() {
  static const std::array<Given, 8> all{{
#define WEIGE_SURNAMES(...)
#define WEIGE_GIVEN(number, first, last) Given{words(first), words(last)},
#define WEIGE_WORDS(name, text)
#include "town/sample_names.inc"
#undef WEIGE_SURNAMES
#undef WEIGE_GIVEN
#undef WEIGE_WORDS
  }};
  return all;
}

std::size_t generation(int birth_year) {
  return birth_year < 1960 ? 0 : birth_year < 1985 ? 1 : birth_year < 2008 ? 2 : 3;
}

}  // namespace

std::string_view sample_surname(SampleRandom& random) {
  static const int total = [] {
    int sum = 0;
    for (const auto& each : kSurnames) sum += each.share;
    return sum;
  }();
  int left = random.below(total);
  for (const auto& each : kSurnames)
    if ((left -= each.share) < 0) return each.text;
  return kSurnames.back().text;
}

std::string sample_given(SampleRandom& random, int birth_year, standards::Sex sex) {
  if (random.chance(6)) return std::string(random.pick(kRare()));
  const auto at = generation(birth_year);
  const auto& parts = given()[at + (sex == standards::Sex::male ? 0 : 4)];
  const int single = at == 1 ? 250 : at == 2 ? 180 : 60;
  if (random.chance(single)) return std::string(random.pick(parts.last));
  std::string out(random.pick(parts.first));
  if (random.chance(5)) return out.append(random.pick(kRare()));
  return out.append(random.pick(parts.last));
}

std::string sample_misheard(std::string_view name, std::string_view heard) {
  auto out = standards::to_code_points(name);
  out.back() = standards::to_code_points(heard).front();
  return standards::to_utf8(out);
}

std::string sample_dotted_name(SampleRandom& random, standards::Sex sex) {
  std::string out(random.pick(sex == standards::Sex::male ? kDottedMen() : kDottedWomen()));
  return out.append("·").append(random.pick(kDottedMen()));
}

std::string sample_latin_name(SampleRandom& random, standards::Sex sex) {
  std::string out(random.pick(kLatinSurnames()));
  return out.append(" ").append(random.pick(sex == standards::Sex::male ? kLatinMen() : kLatinWomen()));
}

std::string_view sample_traditional_surname(SampleRandom& random) {
  return random.pick(kTraditional());
}

}  // namespace weige::town
