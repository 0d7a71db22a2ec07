#include "support/sample_town.h"

#include <stdexcept>

#include "standards/division_format.h"

namespace weige::testing_support {

std::string three_committees_bytes() {
  std::vector<standards::Division> divisions;
  for (const auto& [code, name] : {std::pair{"31", "上海市"},
                                   {"3101", "市辖区"},
                                   {"310118", "青浦区"},
                                   {"310118106", "徐泾镇"},
                                   {"310118106001", "徐泾居委会"},
                                   {"310118106005", "蟠龙居委会"},
                                   {"310118106202", "前明村村委会"}})
    divisions.push_back({standards::DivisionCode::parse(code).value(), name});
  return standards::encode_divisions(std::move(divisions), kSampleUntil).value();
}

standards::DivisionTable three_committees() {
  return standards::DivisionTable::from_bytes(three_committees_bytes()).value();
}

town::SampleTownMade make_test_sample_town(store::Database& database, int residents, std::uint64_t seed,
                                           SampleWork work) {
  const town::SampleTownTools tools{.passwords = seeded_random(seed),
                                    .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}};
  const town::SampleSize size{
      .residents = residents, .seed = seed, .until = kSampleUntil, .has_work = work == SampleWork::some};
  auto made = town::make_sample_town(database, size, three_committees(), tools);
  if (!made)
    throw std::runtime_error("sample town: " + title(made.problem(), Language::en) + " at " +
                             made.problem().place);
  return *std::move(made);
}

}  // namespace weige::testing_support
