// IdNumber: a resident ID number (公民身份号码, GB 11643-1999; 15-digit form of GB 11643-1989) that has been
// checked. Personal data: no stream operator, only masked() and reveal().
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "standards/warning.h"

namespace weige::standards {

enum class Sex { male, female };

class IdNumber {
 public:
  // Accepts 18 and 15 digits, full-width signs, blanks, a lower-case x and a leading apostrophe. Problems:
  // missing_field, digits_lost (a spreadsheet turned it into a number: nothing can bring the digits back),
  // id_number_length, id_number_characters, id_number_date, id_number_check_digit.
  static Result<IdNumber> parse(std::string_view text);

  // As written, in ASCII and upper case: 18 or 15 characters.
  std::string reveal() const { return text_; }
  // 310118**********2X: the place stays, birth date and sequence go.
  std::string masked() const;

  // The 18-digit form. A 15-digit number stands for 19yy, or 18yy with the sequences 996 to 999 kept for the
  // over-hundreds.
  std::string as18() const;
  bool is_old_form() const { return text_.size() == 15; }

  Day birth_date() const;
  Sex sex() const;
  std::string_view division_prefix() const {
    return std::string_view{text_}.substr(0, 6);
  }  // 6 digits, as of issue

  // What needs no list to tell: the reserved range, an unknown province, the old form, a tail of 000. See
  // division_table.h for the check against the whole country.
  std::optional<Warning> warning() const;

  // Old and new form of one number are equal.
  bool operator==(const IdNumber& other) const { return as18() == other.as18(); }
  std::strong_ordering operator<=>(const IdNumber& other) const { return as18() <=> other.as18(); }

 private:
  explicit IdNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// The check digit of the first 17 digits: '0' to '9' or 'X' (ISO 7064 MOD 11-2). Precondition: 17 ASCII
// digits or more.
char id_check_digit(std::string_view digits);

// Whether the two digits name a province-level division (GB/T 2260), the ones of HK, Macao and Taiwan
// included.
bool is_province_code(std::string_view two_digits);

}  // namespace weige::standards
