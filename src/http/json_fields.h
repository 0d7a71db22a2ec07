// JsonFields: a JSON object of a request, taken apart field by field. Everything that is wrong is collected
// with its place ("phone", "residence.from", "evidence.0.kind"), so that a form can mend all at once; fields
// nobody asked for are refused.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/problem.h"
#include "base/result.h"
#include "http/json_body.h"
#include "http/message.h"

namespace weige::http {

// Where a value stands, and where the problem with it goes. Lives no longer than the faults.
class JsonPlace {
 public:
  explicit JsonPlace(std::vector<Problem>& faults, std::string place = {})
      : faults_(&faults), place_(std::move(place)) {}
  JsonPlace at(std::string_view name) const;
  // Keeps the problem at this place; gives nothing, which is what a refused value is.
  std::nullopt_t refuse(Problem problem) const;

 private:
  std::vector<Problem>* faults_;
  std::string place_;
};

class JsonFields {
 public:
  JsonFields(const boost::json::object& object, JsonPlace place)
      : object_(object), place_(std::move(place)) {}

  // What a converter (as_text(40), as_day ...) makes of a value.
  template <class As>
  using ValueOf =
      typename std::invoke_result_t<const As&, const boost::json::value&, const JsonPlace&>::value_type;

  // A value that was refused is empty here; the problem is kept, so it is never used. missing_field when
  // absent.
  template <class As>
  ValueOf<As> required(std::string_view name, const As& as) {
    const auto* value = take(name);
    if (!value || value->is_null()) {
      place_.at(name).refuse(problem(ProblemCode::missing_field));
      return {};
    }
    return as(*value, place_.at(name)).value_or(ValueOf<As>{});
  }
  template <class As>
  std::optional<ValueOf<As>> optional(std::string_view name, const As& as) {
    const auto* value = take(name);
    if (!value) return std::nullopt;
    return as(*value, place_.at(name));
  }
  // Absent: nothing; null: an empty value, which takes away what is there.
  template <class As>
  std::optional<std::optional<ValueOf<As>>> nullable(std::string_view name, const As& as) {
    const auto* value = take(name);
    if (!value) return std::nullopt;
    if (value->is_null()) return std::optional<ValueOf<As>>{};
    return as(*value, place_.at(name));
  }

  const JsonPlace& place() const { return place_; }
  // unknown_field for each field that was not taken. Called by whoever made this object.
  void refuse_rest() const;

 private:
  const boost::json::value* take(std::string_view name);

  const boost::json::object& object_;
  JsonPlace place_;
  std::vector<std::string_view> taken_;
};

// Converters. Each gives a value, or keeps a problem and gives nothing.

// At most so many code points, without control characters. Problems: bad_request (no text), too_long,
// bad_characters.
struct as_text {
  std::size_t max;
  std::optional<std::string> operator()(const boost::json::value& value, const JsonPlace& place) const;
};
// Problem: bad_number, with the bounds.
struct as_integer {
  std::int64_t min;
  std::int64_t max;
  std::optional<std::int64_t> operator()(const boost::json::value& value, const JsonPlace& place) const;
};
std::optional<bool> as_flag(const boost::json::value& value, const JsonPlace& place);        // bad_choice
std::optional<Day> as_day(const boost::json::value& value, const JsonPlace& place);          // bad_date
std::optional<Instant> as_instant(const boost::json::value& value, const JsonPlace& place);  // bad_date

// Problem: bad_number.
template <class SomeId>
std::optional<SomeId> as_id(const boost::json::value& value, const JsonPlace& place) {
  const auto number = as_integer{1, kGreatestId}(value, place);
  return number ? std::optional(SomeId{*number}) : std::nullopt;
}

// One of a closed list; find: code -> optional value. Problem: bad_choice.
template <class Find>
auto as_choice(Find find) {
  return
      [find](const boost::json::value& value, const JsonPlace& place) -> decltype(find(std::string_view{})) {
        if (const auto* text = value.if_string())
          if (auto found = find(std::string_view(*text))) return found;
        return place.refuse(problem(ProblemCode::bad_choice));
      };
}

// A nested object; read: JsonFields& -> value. Problem: bad_request when it is no object.
template <class Read>
auto as_object(Read read) {
  return [read](const boost::json::value& value,
                const JsonPlace& place) -> std::optional<std::invoke_result_t<Read, JsonFields&>> {
    const auto* object = value.if_object();
    if (!object) return place.refuse(problem(ProblemCode::bad_request));
    JsonFields fields(*object, place);
    auto out = read(fields);
    fields.refuse_rest();
    return out;
  };
}

// An array of at most so many. Problems: bad_request (no array), bad_number (too many), those of the
// elements.
template <class As>
auto as_list(std::size_t max, As as) {
  using Values = std::vector<JsonFields::ValueOf<As>>;
  return [max, as](const boost::json::value& value, const JsonPlace& place) -> std::optional<Values> {
    const auto* array = value.if_array();
    if (!array) return place.refuse(problem(ProblemCode::bad_request));
    if (array->size() > max)
      return place.refuse(problem(ProblemCode::bad_number).with("min", "0").with("max", std::to_string(max)));
    Values out;
    for (std::size_t i = 0; i < array->size(); ++i)
      if (auto element = as((*array)[i], place.at(std::to_string(i)))) out.push_back(std::move(*element));
    return out;
  };
}

// done(), the one problem, or invalid_fields with all of them as parts.
Done settled(std::vector<Problem> faults);

// The body of a request as a value; read: JsonFields& -> value. Problems: those of json_object, the one that
// was found, or invalid_fields with all of them.
template <class Read>
auto read_json(const Request& request, Read read) -> Result<std::invoke_result_t<Read, JsonFields&>> {
  WEIGE_TRY(const auto object, json_object(request));
  std::vector<Problem> faults;
  JsonFields fields(object, JsonPlace(faults));
  auto out = read(fields);
  fields.refuse_rest();
  WEIGE_CHECK(settled(std::move(faults)));
  return out;
}

}  // namespace weige::http
