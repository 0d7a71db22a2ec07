#include "http/message.h"

#include <array>
#include <charconv>

namespace weige::http {
namespace {

constexpr std::array<std::string_view, 7> kMethodNames{"GET",   "HEAD",   "POST", "PUT",
                                                       "PATCH", "DELETE", "OTHER"};

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string_view name(Method method) {
  return kMethodNames.at(static_cast<std::size_t>(method));
}

Method method_of(std::string_view name) {
  for (std::size_t i = 0; i + 1 < kMethodNames.size(); ++i)
    if (kMethodNames[i] == name) return static_cast<Method>(i);
  return Method::other;
}

std::optional<std::string_view> Pairs::find(std::string_view name) const {
  for (const auto& [key, value] : pairs_)
    if (key == name) return value;
  return std::nullopt;
}

std::vector<std::string_view> Pairs::all(std::string_view name) const {
  std::vector<std::string_view> out;
  for (const auto& [key, value] : pairs_)
    if (key == name) out.push_back(value);
  return out;
}

Result<std::int64_t> Request::id_param(std::string_view name) const {
  const auto value = whole_number(param(name));
  if (!value || *value < 1 || *value > kGreatestId) return problem(ProblemCode::not_found);
  return *value;
}

Result<std::optional<std::int64_t>> Request::query_number(std::string_view name, std::int64_t min,
                                                          std::int64_t max) const {
  const auto text = query.find(name);
  if (!text) return std::optional<std::int64_t>{};
  const auto value = whole_number(*text);
  if (value && *value >= min && *value <= max) return value;
  return problem(ProblemCode::bad_number, std::string(name))
      .with("min", std::to_string(min))
      .with("max", std::to_string(max));
}

Result<std::optional<Day>> Request::query_day(std::string_view name) const {
  const auto text = query.find(name);
  if (!text || text->empty()) return std::optional<Day>{};
  const auto day = parse_iso_day(*text);
  if (!day) return problem(ProblemCode::bad_date, std::string(name));
  return day;
}

}  // namespace weige::http
