// CodePairs: the values of a closed list with their public codes, looked up both ways. Their names are the
// pages' own. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace weige::work {

template <class Value, std::size_t N>
class CodePairs {
 public:
  using Pair = std::pair<Value, std::string_view>;
  constexpr explicit CodePairs(const Pair (&pairs)[N]) : pairs_(std::to_array(pairs)) {}

  // A value that is not in its list is a bug.
  constexpr std::string_view code(Value value) const {
    for (const auto& [each, text] : pairs_)
      if (each == value) return text;
    throw std::logic_error("a value without a code");
  }
  constexpr std::optional<Value> find(std::string_view code) const {
    for (const auto& [each, text] : pairs_)
      if (text == code) return each;
    return std::nullopt;
  }

 private:
  std::array<Pair, N> pairs_;
};

}  // namespace weige::work
