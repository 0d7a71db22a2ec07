// CreditCode: a unified social credit code of an organisation (统一社会信用代码, GB 32100-2015) that has been
// checked.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "standards/warning.h"

namespace weige::standards {

class CreditCode {
 public:
  // 18 signs of 0-9 and A-Y without I, O, S, V, Z; full-width, lower case and blanks are accepted. Problems:
  // missing_field, digits_lost, credit_code_length, credit_code_characters, credit_code_check_digit.
  static Result<CreditCode> parse(std::string_view text);

  const std::string& text() const {
    return text_;
  }  // 18 ASCII signs in upper case; public data, not personal
  std::string_view division_prefix() const {
    return std::string_view{text_}.substr(2, 6);
  }  // of the registering office
  std::string_view organisation_code() const { return std::string_view{text_}.substr(8, 9); }
  // The organisation's own check digit does not fit: seen on real licences, hence no problem.
  std::optional<Warning> warning() const;

  auto operator<=>(const CreditCode&) const = default;

 private:
  explicit CreditCode(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// GB 32100-2015, 5.4: weights 3^(i-1) mod 31. Precondition: 17 signs or more of the alphabet.
char credit_check_digit(std::string_view signs);
// GB 11714-1997: weights 3 7 9 10 5 8 4 2 over 8 signs, modulo 11; 'X' stands for 10. Precondition: as above,
// 8 or more.
char organisation_check_digit(std::string_view signs);

}  // namespace weige::standards
