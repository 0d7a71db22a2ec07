// Any bytes as the JSON body of a request, read by every kind of field.
#include <boost/json/value.hpp>

#include "fuzz_target.h"
#include "http/json_fields.h"
#include "http/text.h"
#include "registry/provenance.h"

namespace {

using namespace weige::http;

struct Piece {
  std::optional<std::string> text;
  std::optional<weige::Day> day;
};

Piece read_piece(JsonFields& fields) {
  return {fields.optional("text", as_text{10}), fields.optional("day", as_day)};
}

std::size_t read_all(JsonFields& fields) {
  const auto text = fields.required("text", as_text{40});
  WEIGE_FUZZ_EXPECT(is_clean_utf8(text));
  const auto number = fields.optional("number", as_integer{-5, 500});
  if (number) WEIGE_FUZZ_EXPECT(*number >= -5 && *number <= 500);
  (void)fields.optional("flag", as_flag);
  (void)fields.nullable("at", as_instant);
  (void)fields.nullable("day", as_day);
  (void)fields.optional("id", as_id<weige::access::PostId>);
  (void)fields.optional("way", as_choice(weige::registry::way_of));
  (void)fields.optional("one", as_object(read_piece));
  const auto many = fields.optional("many", as_list(3, as_object(read_piece)));
  if (many) WEIGE_FUZZ_EXPECT(many->size() <= 3);
  return text.size();
}

}  // namespace

WEIGE_FUZZ_TARGET(json_body) {
  Request request;
  request.headers.add("Content-Type", "application/json");
  request.body = input;
  if (const auto read = read_json(request, read_all); !read)
    (void)problem_response(read.problem(), weige::Language::en, "0000000000000000");
}
