// Phone: a telephone number that can be dialled, of the mainland, of HK, Macao, Taiwan or abroad.
// Personal data: no stream operator, only masked() and reveal().
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "standards/warning.h"

namespace weige::standards {

enum class PhoneKind { mobile, landline, service, hong_kong, macao, taiwan, international };

class Phone {
 public:
  // Accepts blanks, dashes, brackets, full-width signs, +86 or 0086 before mainland numbers, and extensions
  // as people write them (-801, 转801, 分机801, ext 801). Problems: missing_field, digits_lost, phone.
  static Result<Phone> parse(std::string_view text);

  // The one canonical form: 13800138000, 021-62345678, 021-62345678-801, 400-820-8820, +852 61234567,
  // +14155550123.
  std::string reveal() const { return text_; }
  std::string masked() const;  // 138****8000, 021-****5678, +852 ****4567: the last four and where it belongs
  PhoneKind kind() const { return kind_; }
  // The reserved range, or a mobile segment that no carrier is known to use.
  std::optional<Warning> warning() const;

  bool operator==(const Phone& other) const { return text_ == other.text_; }
  std::strong_ordering operator<=>(const Phone& other) const { return text_ <=> other.text_; }

 private:
  Phone(PhoneKind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  PhoneKind kind_;
  std::string text_;
};

}  // namespace weige::standards
