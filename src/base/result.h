// Result<T>: a value or a Problem. Bad input and bad state are returned, never thrown; a bug is an exception
// or an assertion.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "base/problem.h"

namespace weige {

template <class T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit by design
  Result(Problem problem)
      : state_(std::in_place_index<1>, std::move(problem)) {}  // NOLINT: implicit by design

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition: ok(). A call without having looked is a bug and throws std::bad_variant_access.
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Precondition: !ok().
  const Problem& problem() const& { return std::get<1>(state_); }
  Problem&& problem() && { return std::get<1>(std::move(state_)); }

  T value_or(T fallback) const& { return ok() ? value() : std::move(fallback); }

 private:
  std::variant<T, Problem> state_;
};

// The result of something that has nothing to say when it succeeds.
struct Unit {
  bool operator==(const Unit&) const = default;
};
using Done = Result<Unit>;
inline Done done() {
  return Unit{};
}

}  // namespace weige

#define WEIGE_CONCAT_(a, b) a##b
#define WEIGE_CONCAT(a, b) WEIGE_CONCAT_(a, b)
// WEIGE_TRY(auto person, find_person(tx, id)); returns the problem to the caller, or binds the value.
#define WEIGE_TRY(binding, expression)                                                                     \
  auto WEIGE_CONCAT(weige_try_, __LINE__) = (expression);                                                  \
  if (!WEIGE_CONCAT(weige_try_, __LINE__)) return std::move(WEIGE_CONCAT(weige_try_, __LINE__)).problem(); \
  binding = std::move(WEIGE_CONCAT(weige_try_, __LINE__)).value()
// WEIGE_CHECK(check_something()); returns the problem to the caller, discards the value.
#define WEIGE_CHECK(expression) \
  if (auto weige_check = (expression); !weige_check) return std::move(weige_check).problem()
