// A small town of invented people and rosters with errors, as rows for the linkage tests.
#pragma once

#include "standards/id_number.h"
#include "support/link_rows.h"
#include "town/sample_names.h"
#include "town/sample_random.h"

namespace weige::test {

inline std::string id_of(const std::string& birth, int sequence) {
  std::string digits = "999000" + birth;
  digits += std::to_string(1000 + sequence).substr(1);
  return digits + standards::id_check_digit(digits);
}

inline LinkRow somebody(town::SampleRandom& random, int door) {
  const int year = random.between(1945, 2015);
  const std::string day = std::to_string(random.between(10, 28));
  LinkRow row;
  row.id = id_of(std::to_string(year) + "1" + std::to_string(random.between(0, 2)) + day, random.below(1000));
  row.name =
      std::string(town::sample_surname(random)) + town::sample_given(random, year, standards::Sex::female);
  row.phone = "100" + std::to_string(10'000'000 + random.below(89'999'999));
  row.address = "上海市青浦区徐泾镇明珠路" + std::to_string(door / 200 + 1) + "弄" +
                std::to_string(door / 20 % 10 + 1) + "号" + std::to_string(door % 20 + 101) + "室";
  return row;
}

// Three people to a door; the third one is the first one's child, and may be reached at the parent's phone.
inline std::vector<LinkRow> town_of(int people, std::uint64_t seed) {
  town::SampleRandom random(seed);
  std::vector<LinkRow> rows;
  for (int i = 0; i < people; ++i) {
    rows.push_back(somebody(random, i / 3));
    if (i % 3 != 2) continue;
    const LinkRow& parent = rows[rows.size() - 3];
    rows.back().name.replace(0, 3, parent.name.substr(0, 3));
    if (random.chance(400)) rows.back().phone = parent.phone;
  }
  return rows;
}

inline void spoil(LinkRow& row, town::SampleRandom& random) {
  if (random.chance(300)) row.id.clear();
  if (random.chance(80) && !row.id.empty()) std::swap(row.id[9], row.id[12]);
  if (random.chance(80)) row.name.replace(row.name.size() - 3, 3, "微");
  if (random.chance(250)) row.phone.clear();
  if (random.chance(100)) row.phone = "100" + std::to_string(10'000'000 + random.below(89'999'999));
}

// Nine in ten of every third resident, spoilt, and one in ten strangers; row i is resident 3 i where it is
// anybody.
inline std::vector<LinkRow> roster_of(const std::vector<LinkRow>& town, std::uint64_t seed) {
  town::SampleRandom random(seed);
  std::vector<LinkRow> rows;
  for (std::size_t i = 0; i < town.size(); i += 3) {
    LinkRow row = town[i];
    if (i % 30 == 0) row = somebody(random, 90'000 + static_cast<int>(i));
    spoil(row, random);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace weige::test
