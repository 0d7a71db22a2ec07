#include "town/sample_numbers.h"

#include <fmt/format.h>

#include <stdexcept>

#include "standards/credit_code.h"
#include "standards/reserved.h"
#include "town/sample_random.h"

namespace weige::town {
namespace {

// The n-th of `size` numbers in an order that looks like none; `step` has no factor in common with `size`, so
// each comes once.
std::uint64_t scattered(std::uint64_t n, std::uint64_t size, std::uint64_t step, std::uint64_t start) {
  return (n % size * step + start % size) % size;
}

constexpr std::uint64_t kSequences = 499;  // of one sex and day: odd or even numbers from 1 to 998

}  // namespace

std::string SampleNumbers::id_number(Day birth, standards::Sex sex) {
  const int days = static_cast<int>(std::chrono::sys_days{birth}.time_since_epoch().count());
  const int key = days * 2 + (sex == standards::Sex::male ? 1 : 0);
  const std::uint64_t n = born_[key]++, round = n / kSequences;
  if (round >= 10) throw std::length_error("too many people of one birthday for the reserved range");
  const auto start = SampleRandom(seed_).branch(static_cast<std::uint64_t>(key)).next();
  const auto sequence = 2 * scattered(n, kSequences, 167, start) + (sex == standards::Sex::male ? 1 : 2);
  // Any place within the reserved range; the rounds after the first keep places of their own.
  const auto place = round == 0 ? scattered(n, 990, 413, start >> 20) : 990 + round;
  auto digits = fmt::format("{}{:03}{:04}{:02}{:02}{:03}", standards::reserved_id_prefix, place,
                            static_cast<int>(birth.year()), static_cast<unsigned>(birth.month()),
                            static_cast<unsigned>(birth.day()), sequence);
  digits.push_back(standards::id_check_digit(digits));
  return digits;
}

std::string SampleNumbers::mobile() {
  constexpr std::uint64_t kSize = 100'000'000;
  if (mobiles_ >= kSize) throw std::length_error("the reserved range of phones is used up");
  return fmt::format("{}{:08}", standards::reserved_mobile_prefix,
                     scattered(mobiles_++, kSize, 38'196'607, seed_ * 7'919));
}

std::string SampleNumbers::passport() {
  return fmt::format("{}{:07}", standards::reserved_passport_prefix,
                     scattered(documents_++, 10'000'000, 3'819'661, seed_));
}

std::string SampleNumbers::hk_macao_permit() {
  const auto n = documents_++;
  return fmt::format("{}{}{:05}", n % 5 == 0 ? 'M' : 'H', standards::reserved_permit_prefix,
                     scattered(n, 100'000, 38'197, seed_));
}

std::string SampleNumbers::taiwan_permit() {
  return fmt::format("{}{:05}", standards::reserved_permit_prefix,
                     scattered(documents_++, 100'000, 38'197, seed_));
}

std::string SampleNumbers::foreign_permanent() {
  return fmt::format("{}{:012}", standards::reserved_permanent_prefix, 3'100'000'000 + documents_++);
}

std::string SampleNumbers::credit_code(std::string_view kind) {
  constexpr std::string_view kSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  auto n = scattered(organisations_++, 31ULL * 31 * 31 * 31 * 31 * 31, 338'195'011, seed_);
  std::string own = "MA";
  for (int i = 0; i < 6; ++i, n /= 31) own.push_back(kSigns[n % 31]);
  own.push_back(standards::organisation_check_digit(own));
  auto text = fmt::format("{}{}{}", kind, standards::reserved_office_prefix, own);
  text.push_back(standards::credit_check_digit(text));
  return text;
}

}  // namespace weige::town
