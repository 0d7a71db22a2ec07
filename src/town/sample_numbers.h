// Numbers of invented people and organisations: valid in form, unlike each other, and out of every range that
// is given out (standards/reserved.h), so that no real person can be hit.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "standards/id_number.h"

namespace weige::town {

class SampleNumbers {
 public:
  explicit SampleNumbers(std::uint64_t seed) : seed_(seed) {}

  std::string id_number(Day birth, standards::Sex sex);  // 18 digits
  std::string mobile();
  std::string passport();
  std::string hk_macao_permit();
  std::string taiwan_permit();
  std::string foreign_permanent();

  // kind: the two first signs of GB 32100: 91 company, 92 self-employed, 12 public institution, 11
  // government, 52 social.
  std::string credit_code(std::string_view kind);

 private:
  std::uint64_t seed_;
  std::unordered_map<int, std::uint32_t> born_;  // (day of birth, sex) -> how many so far
  std::uint64_t mobiles_ = 0, documents_ = 0, organisations_ = 0;
};

}  // namespace weige::town
