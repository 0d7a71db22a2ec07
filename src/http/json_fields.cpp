#include "http/json_fields.h"

#include <algorithm>
#include <boost/json.hpp>

#include "http/text.h"

namespace weige::http {
namespace {

namespace json = boost::json;

std::size_t count_code_points(std::string_view text) {
  const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  return static_cast<std::size_t>(std::ranges::count_if(text, starts));
}

template <class Parse>
auto parsed_date(const json::value& value, const JsonPlace& place, Parse parse)
    -> decltype(parse(std::string_view{})) {
  if (const auto* text = value.if_string())
    if (auto date = parse(std::string_view(*text))) return date;
  return place.refuse(problem(ProblemCode::bad_date));
}

}  // namespace

JsonPlace JsonPlace::at(std::string_view name) const {
  return JsonPlace(*faults_, place_.empty() ? std::string(name) : place_ + "." + std::string(name));
}

std::nullopt_t JsonPlace::refuse(Problem problem) const {
  faults_->push_back(std::move(problem).at(place_));
  return std::nullopt;
}

const json::value* JsonFields::take(std::string_view name) {
  taken_.push_back(name);
  return object_.if_contains(name);
}

void JsonFields::refuse_rest() const {
  for (const auto& field : object_)
    if (std::ranges::find(taken_, std::string_view(field.key())) == taken_.end())
      place_.at(field.key()).refuse(problem(ProblemCode::unknown_field));
}

std::optional<std::string> as_text::operator()(const json::value& value, const JsonPlace& place) const {
  const auto* text = value.if_string();
  if (!text) return place.refuse(problem(ProblemCode::bad_request));
  if (!is_clean_utf8(*text)) return place.refuse(problem(ProblemCode::bad_characters));
  if (count_code_points(*text) > max)
    return place.refuse(problem(ProblemCode::too_long).with("max", std::to_string(max)));
  return std::string(*text);
}

std::optional<std::int64_t> as_integer::operator()(const json::value& value, const JsonPlace& place) const {
  boost::system::error_code inexact;
  const auto number = value.is_number() ? value.to_number<std::int64_t>(inexact) : 0;
  if (value.is_number() && !inexact && number >= min && number <= max) return number;
  return place.refuse(
      problem(ProblemCode::bad_number).with("min", std::to_string(min)).with("max", std::to_string(max)));
}

std::optional<bool> as_flag(const json::value& value, const JsonPlace& place) {
  if (value.is_bool()) return value.get_bool();
  return place.refuse(problem(ProblemCode::bad_choice));
}

std::optional<Day> as_day(const json::value& value, const JsonPlace& place) {
  return parsed_date(value, place, parse_iso_day);
}

std::optional<Instant> as_instant(const json::value& value, const JsonPlace& place) {
  return parsed_date(value, place, parse_rfc3339);
}

Done settled(std::vector<Problem> faults) {
  if (faults.empty()) return done();
  if (faults.size() == 1) return std::move(faults.front());
  auto all = problem(ProblemCode::invalid_fields).with("count", std::to_string(faults.size()));
  all.parts = std::move(faults);
  return all;
}

}  // namespace weige::http
