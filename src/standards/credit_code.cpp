#include "standards/credit_code.h"

#include <algorithm>
#include <array>

#include "standards/number_text.h"

namespace weige::standards {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

int credit_value(char sign) {
  return static_cast<int>(alphabet.find(sign));
}

// GB 11714-1997 counts A = 10 to Z = 35 over the whole Latin alphabet.
int organisation_value(char sign) {
  return sign <= '9' ? sign - '0' : sign - 'A' + 10;
}

}  // namespace

char credit_check_digit(std::string_view signs) {
  int sum = 0, weight = 1;
  for (std::size_t i = 0; i < 17; ++i, weight = weight * 3 % 31) sum += weight * credit_value(signs[i]);
  return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

char organisation_check_digit(std::string_view signs) {
  static constexpr std::array weights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * organisation_value(signs[i]);
  return "0123456789X"[(11 - sum % 11) % 11];
}

Result<CreditCode> CreditCode::parse(std::string_view raw) {
  if (raw.size() > 256) return problem(ProblemCode::credit_code_length);
  std::string text = clean_number(raw);
  if (text.empty()) return problem(ProblemCode::missing_field);
  if (shows_lost_digits(text)) return problem(ProblemCode::digits_lost);
  if (text.size() != 18) return problem(ProblemCode::credit_code_length);
  if (text.find_first_not_of(alphabet) != text.npos) return problem(ProblemCode::credit_code_characters);
  if (credit_check_digit(text) != text.back()) {
    const bool cut = all_digits(text) && text.ends_with("000");
    return problem(cut ? ProblemCode::digits_lost : ProblemCode::credit_code_check_digit);
  }
  return CreditCode{std::move(text)};
}

std::optional<Warning> CreditCode::warning() const {
  const auto organisation = organisation_code();
  if (organisation_check_digit(organisation) != organisation.back()) return Warning::organisation_digit;
  return std::nullopt;
}

}  // namespace weige::standards
