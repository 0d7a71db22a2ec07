#include "formats/geojson.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>

#include "formats/geojson_builder.h"

namespace weige::formats {
namespace {

namespace json = boost::json;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Hands the parser's events to the builder. Texts are gathered up to what can matter, the rest is counted as
// text that is cut.
class Handler {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  // One character more than may be kept, of four bytes each; names of members are shorter than 64 bytes.
  explicit Handler(const GeoLimits& limits) : builder(limits), most_(4 * (limits.text_characters + 1) + 64) {}

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code& error) {
    return take(builder.begin(GeoJsonBuilder::List::object), error);
  }
  bool on_array_begin(json::error_code& error) {
    return take(builder.begin(GeoJsonBuilder::List::array), error);
  }
  bool on_object_end(std::size_t, json::error_code& error) { return take(builder.end(), error); }
  bool on_array_end(std::size_t, json::error_code& error) { return take(builder.end(), error); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return gather(part); }
  bool on_key(json::string_view part, std::size_t, json::error_code& error) {
    gather(part);
    return take(builder.key(text_), error);
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return gather(part); }
  bool on_string(json::string_view part, std::size_t, json::error_code& error) {
    gather(part);
    return take(builder.text(text_), error);
  }
  // Nothing comes in parts but texts: the whole document is given at once.
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view written, json::error_code& error) {
    return number(static_cast<double>(value), written, error);
  }
  bool on_uint64(std::uint64_t value, json::string_view written, json::error_code& error) {
    return number(static_cast<double>(value), written, error);
  }
  bool on_double(double value, json::string_view written, json::error_code& error) {
    return number(value, written, error);
  }
  bool on_bool(bool value, json::error_code& error) {
    return take(builder.word(value ? "true" : "false"), error);
  }
  bool on_null(json::error_code& error) { return take(builder.word("null"), error); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  GeoJsonBuilder builder;
  std::optional<Problem> found;

 private:
  bool take(Done outcome, json::error_code& error) {
    text_.clear();
    if (outcome) return true;
    found = std::move(outcome).problem();
    error = json::error::exception;
    return false;
  }
  bool gather(json::string_view part) {
    text_.append(part.substr(0, most_ - std::min(most_, text_.size())));
    return true;
  }
  // The parser's own doubles may be off by a unit in the last place; those of from_chars are the nearest.
  bool number(double near, json::string_view written, json::error_code& error) {
    double value = near;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), value);
    if (read.ec != std::errc{}) value = near;  // beyond the range: infinite, or next to nothing
    return take(builder.number(value, {written.data(), std::min(written.size(), most_)}), error);
  }

  std::string text_;
  const std::size_t most_;
};

// JSON has no word for these, but programs write them.
bool names_no_number(std::string_view rest) {
  if (rest.starts_with('-')) rest.remove_prefix(1);
  for (const std::string_view word : {"NaN", "nan", "Infinity", "inf", "Inf"})
    if (rest.starts_with(word)) return true;
  return false;
}

Problem refused(json::error_code error, std::string_view bytes, std::size_t at, const std::string& place) {
  if (error == json::error::too_deep) return problem(ProblemCode::geojson_depth);
  // The parser stands at the character that it could not take, or behind the sign before it.
  const auto rest = bytes.substr(at > 0 && at <= bytes.size() && bytes[at - 1] == '-' ? at - 1 : at);
  if (error == json::error::exponent_overflow || names_no_number(rest))
    return problem(ProblemCode::geojson_number, place);
  return problem(ProblemCode::geojson_syntax, "byte " + std::to_string(at + 1));
}

}  // namespace

Result<GeoLayer> read_geojson(std::string_view bytes, const GeoLimits& limits) {
  if (bytes.size() > limits.bytes)
    return problem(ProblemCode::file_too_large).with("max", std::to_string(limits.bytes));
  const std::size_t mark = bytes.starts_with(kMark) ? kMark.size() : 0;
  const auto text = bytes.substr(mark);
  if (text.empty()) return problem(ProblemCode::file_empty);
  json::parse_options options;
  options.max_depth = limits.depth;
  json::basic_parser<Handler> parser(options, limits);
  json::error_code error;
  const auto used = parser.write_some(false, text.data(), text.size(), error);
  auto& handler = parser.handler();
  if (handler.found) return *handler.found;
  if (error) return refused(error, bytes, mark + used, handler.builder.place());
  if (used < text.size())
    return problem(ProblemCode::geojson_syntax, "byte " + std::to_string(mark + used + 1));
  return handler.builder.finish();
}

}  // namespace weige::formats
