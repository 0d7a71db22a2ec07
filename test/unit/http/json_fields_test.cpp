#include "http/json_fields.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/ids.h"
#include "http/json_out.h"

namespace weige::http {
namespace json_fields_test {

using ThingId = Id<struct ThingTag>;

enum class Colour { red, green };
std::optional<Colour> colour_of(std::string_view code) {
  if (code == "red") return Colour::red;
  if (code == "green") return Colour::green;
  return std::nullopt;
}

struct Part {
  ThingId id;
  std::optional<Day> from;
};

struct Thing {
  std::string name;
  std::optional<std::int64_t> size;
  std::optional<std::optional<std::string>> note;
  std::optional<Colour> colour;
  std::optional<Part> part;
  std::optional<std::vector<ThingId>> others;
  std::optional<bool> preview;
};

Part read_part(JsonFields& fields) {
  return {.id = fields.required("id", as_id<ThingId>), .from = fields.optional("from", as_day)};
}

Thing read_thing(JsonFields& fields) {
  return {.name = fields.required("name", as_text{4}),
          .size = fields.optional("size", as_integer{1, 10}),
          .note = fields.nullable("note", as_text{10}),
          .colour = fields.optional("colour", as_choice(colour_of)),
          .part = fields.optional("part", as_object(read_part)),
          .others = fields.optional("others", as_list(2, as_id<ThingId>)),
          .preview = fields.optional("preview", as_flag)};
}

Result<Thing> read(std::string body) {
  Request request{.method = Method::post};
  request.headers.add("Content-Type", "application/json");
  request.body = std::move(body);
  return read_json(request, read_thing);
}

// "code place" of each problem, in order.
std::vector<std::string> faults(const std::string& body) {
  const auto result = read(body);
  if (result) return {};
  const auto told = [](const Problem& one) {
    return std::string(catalogue_entry(one.code).code) + " " + one.place;
  };
  if (result.problem().parts.empty()) return {told(result.problem())};
  std::vector<std::string> out;
  for (const auto& part : result.problem().parts) out.push_back(told(part));
  return out;
}

using Faults = std::vector<std::string>;

TEST(JsonFields, ReadsEveryKind) {
  const auto thing = read(
      R"({"name":"四个汉字","size":10,"note":"x","colour":"green","part":{"id":7,"from":"2026-11-23"},"others":[1,2],"preview":true})");
  ASSERT_TRUE(thing);
  EXPECT_EQ(thing->name, "四个汉字");
  EXPECT_EQ(thing->size, 10);
  EXPECT_EQ(thing->note, std::optional<std::string>("x"));
  EXPECT_EQ(thing->colour, Colour::green);
  EXPECT_EQ(thing->part->id, ThingId{7});
  EXPECT_EQ(to_iso(*thing->part->from), "2026-11-23");
  EXPECT_EQ(thing->others, (std::vector{ThingId{1}, ThingId{2}}));
  EXPECT_EQ(thing->preview, true);
}

TEST(JsonFields, TellsAbsentFromNull) {
  EXPECT_FALSE(read(R"({"name":"a"})")->note.has_value());
  const auto cleared = read(R"({"name":"a","note":null})");
  ASSERT_TRUE(cleared->note.has_value());
  EXPECT_FALSE(cleared->note->has_value());
  EXPECT_EQ(faults(R"({"name":null})"), Faults{"missing-field name"});
  EXPECT_EQ(faults(R"({"name":"a","size":null})"), Faults{"bad-number size"});
}

TEST(JsonFields, NamesThePlaceOfEachFault) {
  EXPECT_EQ(faults("{}"), Faults{"missing-field name"});
  EXPECT_EQ(faults(R"({"name":5})"), Faults{"bad-request name"});
  EXPECT_EQ(faults(R"({"name":"五个汉字长"})"), Faults{"too-long name"});
  EXPECT_EQ(faults(R"({"name":"a\u0007"})"), Faults{"bad-characters name"});
  EXPECT_EQ(faults(R"({"name":"a","size":11})"), Faults{"bad-number size"});
  EXPECT_EQ(faults(R"({"name":"a","size":1.5})"), Faults{"bad-number size"});
  EXPECT_EQ(faults(R"({"name":"a","size":"1"})"), Faults{"bad-number size"});
  EXPECT_EQ(faults(R"({"name":"a","colour":"blue"})"), Faults{"bad-choice colour"});
  EXPECT_EQ(faults(R"({"name":"a","preview":1})"), Faults{"bad-choice preview"});
  EXPECT_EQ(faults(R"({"name":"a","part":{"from":"2026-02-30"}})"),
            (Faults{"missing-field part.id", "bad-date part.from"}));
  EXPECT_EQ(faults(R"({"name":"a","part":[]})"), Faults{"bad-request part"});
  EXPECT_EQ(faults(R"({"name":"a","others":[1,0]})"), Faults{"bad-number others.1"});
  EXPECT_EQ(faults(R"({"name":"a","others":[1,2,3]})"), Faults{"bad-number others"});
}

TEST(JsonFields, RefusesWhatNobodyAskedFor) {
  EXPECT_EQ(faults(R"({"name":"a","id_number":"1"})"), Faults{"unknown-field id_number"});
  EXPECT_EQ(faults(R"({"name":"a","part":{"id":1,"religion":"x"}})"), Faults{"unknown-field part.religion"});
}

TEST(JsonFields, CollectsAllFaultsAtOnce) {
  const auto result = read(R"({"size":0,"colour":"blue"})");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.problem().code, ProblemCode::invalid_fields);
  EXPECT_EQ(title(result.problem(), Language::en), "3 fields need mending");
  EXPECT_EQ(result.problem().parts.size(), 3U);
}

TEST(JsonFields, RefusesWhatIsNoJsonObject) {
  EXPECT_EQ(faults("[]"), Faults{"bad-request "});
  EXPECT_EQ(faults("{"), Faults{"bad-request "});
  EXPECT_EQ(faults(""), Faults{"bad-request "});
}

TEST(JsonOut, LeavesAbsentValuesOut) {
  boost::json::object out;
  put(out, "id", ThingId{3});
  put(out, "note", std::optional<std::string>{});
  put(out, "name", std::optional<std::string>{"x"});
  put(out, "at", Instant{});
  EXPECT_EQ(boost::json::serialize(out), R"({"id":3,"name":"x","at":"1970-01-01T00:00:00.000000Z"})");
  EXPECT_EQ(boost::json::serialize(json_items(std::vector{1, 2}, [](int n) { return json_of(n); })),
            R"({"items":[1,2]})");
}

}  // namespace json_fields_test
}  // namespace weige::http
