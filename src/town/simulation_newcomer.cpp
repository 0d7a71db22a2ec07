#include "town/simulation_newcomer.h"

#include <fmt/format.h>

#include <chrono>

#include "standards/id_number.h"
#include "standards/reserved.h"
#include "town/sample_names.h"
#include "town/sample_random.h"

namespace weige::town {
namespace {

constexpr std::uint64_t kOfOneDoor = 64,
                        kComeAndGo = 48;  // numbers of a door; the rest are who lives nowhere
constexpr int kBirthDays = 18'000;        // of adults, from 1958 on
constexpr int kPlace = 999;               // SampleNumbers gets there in its tenth round only

}  // namespace

SimulatedNewcomer newcomer_of(std::uint64_t seed, std::size_t door, std::int64_t person) {
  const auto came = static_cast<std::uint64_t>(-person);
  const auto of_door = came < kComeAndGo ? came : kComeAndGo + came % (kOfOneDoor - kComeAndGo);
  const auto number = door * kOfOneDoor + of_door;
  const auto birth = std::chrono::year_month_day{std::chrono::sys_days{std::chrono::year{1958} / 1 / 1} +
                                                 std::chrono::days{number % kBirthDays}};
  const auto sex = number % 2 == 0 ? standards::Sex::female : standards::Sex::male;
  const auto sequence = 2 * (number / kBirthDays) % 998 + (sex == standards::Sex::male ? 1 : 2);
  auto digits = fmt::format("{}{:03}{:04}{:02}{:02}{:03}", standards::reserved_id_prefix, kPlace,
                            static_cast<int>(birth.year()), static_cast<unsigned>(birth.month()),
                            static_cast<unsigned>(birth.day()), sequence);
  digits.push_back(standards::id_check_digit(digits));
  auto random = SampleRandom(seed).branch(number);
  SimulatedNewcomer out{.name = {}, .id_number = std::move(digits)};
  out.name = std::string(sample_surname(random));
  out.name += sample_given(random, static_cast<int>(birth.year()), sex);
  return out;
}

}  // namespace weige::town
