#include "intake/roster.h"

#include <algorithm>
#include <array>

namespace weige::intake {
namespace {

constexpr std::array<std::string_view, 3> kScopes{"area", "address", "organisation"};
constexpr std::array<std::string_view, 3> kAnswers{"taken", "mend", "outside"};

template <class E, std::size_t N>
std::optional<E> from_code(const std::array<std::string_view, N>& codes, std::string_view text) {
  const auto found = std::ranges::find(codes, text);
  if (found == codes.end()) return std::nullopt;
  return static_cast<E>(found - codes.begin());
}

}  // namespace

std::string_view code(ScopeKind kind) {
  return kScopes[static_cast<std::size_t>(kind)];
}
std::optional<ScopeKind> scope_kind_of(std::string_view text) {
  return from_code<ScopeKind>(kScopes, text);
}

std::string_view code(RowAnswer answer) {
  return kAnswers[static_cast<std::size_t>(answer)];
}
std::optional<RowAnswer> row_answer_of(std::string_view text) {
  return from_code<RowAnswer>(kAnswers, text);
}

std::string title(RowAnswer answer, Language language) {
  const bool zh = language == Language::zh;
  switch (answer) {
    case RowAnswer::taken:
      return zh ? "已收下" : "taken";
    case RowAnswer::mend:
      return zh ? "请改正" : "please mend";
    case RowAnswer::outside:
      break;
  }
  return zh ? "不在本名单范围" : "outside the list's scope";
}

}  // namespace weige::intake
