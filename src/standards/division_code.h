// DivisionCode: a code of the statistical division system (统计用区划代码): 2 + 2 + 2 + 3 + 3 digits,
// province to village.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::standards {

enum class DivisionLevel { province, city, county, town, village };

// What the last group of a town's or village's code says (GB/T 10114-2003 and the statistical coding rules).
enum class DivisionKind { other, street_office, town, township, residents_committee, village_committee };

class DivisionCode {
 public:
  // 2, 4, 6, 9 or 12 digits; trailing groups of zeros are dropped (310118106000 is the town 310118106).
  // Full-width digits and blanks are accepted. Problems: missing_field, division_code.
  static Result<DivisionCode> parse(std::string_view text);

  // 12 digits as a number, such as 310118106000; the packed form of tables and databases.
  static std::optional<DivisionCode> from_number(std::uint64_t number);
  std::uint64_t number() const { return number_; }

  std::string text() const;    // as short as the level: 2, 4, 6, 9 or 12 digits
  std::string text12() const;  // filled up with zeros
  DivisionLevel level() const;
  DivisionKind kind() const;

  std::optional<DivisionCode> parent() const;  // nullopt for a province
  // The ancestor at that level (itself included). Precondition: level() >= the level asked for.
  DivisionCode ancestor(DivisionLevel level) const;
  bool contains(DivisionCode other) const;  // itself included
  // The first number after everything that this division contains; for range scans.
  std::uint64_t end_number() const;

  auto operator<=>(const DivisionCode&) const = default;

 private:
  explicit DivisionCode(std::uint64_t number) : number_(number) {}
  std::uint64_t number_;
};

}  // namespace weige::standards
