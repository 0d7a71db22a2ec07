#include "standards/division_code.h"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <charconv>

#include "standards/number_text.h"

namespace weige::standards {
namespace {

// How many numbers one division of the level spans, and how many digits it takes to write it.
constexpr std::array<std::uint64_t, 5> spans{10'000'000'000, 100'000'000, 1'000'000, 1'000, 1};
constexpr std::array<std::size_t, 5> lengths{2, 4, 6, 9, 12};
constexpr std::uint64_t limit = 1'000'000'000'000;

std::uint64_t span_of(DivisionLevel level) {
  return spans[static_cast<std::size_t>(level)];
}

bool is_code_length(std::size_t length) {
  for (const auto known : lengths)
    if (length == known) return true;
  return false;
}

}  // namespace

Result<DivisionCode> DivisionCode::parse(std::string_view raw) {
  if (raw.size() > 128) return problem(ProblemCode::division_code);
  const std::string text = clean_number(raw);
  if (text.empty()) return problem(ProblemCode::missing_field);
  if (!is_code_length(text.size()) || !all_digits(text)) return problem(ProblemCode::division_code);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  for (std::size_t length = text.size(); length < 12; ++length) number *= 10;
  const auto code = from_number(number);
  if (!code) return problem(ProblemCode::division_code);
  return *code;
}

std::optional<DivisionCode> DivisionCode::from_number(std::uint64_t number) {
  if (number >= limit || number < spans[0] * 10) return std::nullopt;  // provinces are 10 to 99
  return DivisionCode{number};
}

std::string DivisionCode::text() const {
  return text12().substr(0, lengths[static_cast<std::size_t>(level())]);
}
std::string DivisionCode::text12() const {
  return fmt::format("{:012}", number_);
}

DivisionLevel DivisionCode::level() const {
  for (const auto level :
       {DivisionLevel::province, DivisionLevel::city, DivisionLevel::county, DivisionLevel::town})
    if (number_ % span_of(level) == 0) return level;
  return DivisionLevel::village;
}

DivisionKind DivisionCode::kind() const {
  const auto own_level = level();
  if (own_level != DivisionLevel::town && own_level != DivisionLevel::village) return DivisionKind::other;
  const auto group = number_ / span_of(own_level) % 1000;
  const bool town = own_level == DivisionLevel::town;
  if (group < 100) return town ? DivisionKind::street_office : DivisionKind::residents_committee;
  if (group < 200) return town ? DivisionKind::town : DivisionKind::residents_committee;
  if (group < 400) return town ? DivisionKind::township : DivisionKind::village_committee;
  return DivisionKind::other;
}

std::optional<DivisionCode> DivisionCode::parent() const {
  if (level() == DivisionLevel::province) return std::nullopt;
  return ancestor(static_cast<DivisionLevel>(static_cast<int>(level()) - 1));
}

DivisionCode DivisionCode::ancestor(DivisionLevel wanted) const {
  assert(wanted <= level());
  return DivisionCode{number_ - number_ % span_of(wanted)};
}

bool DivisionCode::contains(DivisionCode other) const {
  return other.number_ >= number_ && other.number_ < end_number();
}

std::uint64_t DivisionCode::end_number() const {
  return number_ + span_of(level());
}

}  // namespace weige::standards
