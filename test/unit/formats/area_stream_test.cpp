#include "formats/area_stream.h"

#include <gtest/gtest.h>

#include <limits>

#include "formats/row_stream.h"

namespace weige::formats {
namespace area_stream_test {

GeoFeature feature(const std::string& id = "1") {
  return {.id = id,
          .properties = {{"编号", "W01"}, {"名称", "一网格"}},
          .polygons = {{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, {{1, 0.5}, {2, 0.5}, {2, 1}, {1, 0.5}}}},
          .number = 1};
}

std::string frames(const std::vector<GeoFeature>& features, const GeoLayer& layer = {}) {
  std::string out;
  for (const auto& one : features) put_feature(out, one);
  put_layer(out, layer, 7);
  return out;
}

// What the receiver makes of it: lies are parse_failed, what does not end is internal.
Result<GeoLayer> received(std::string_view bytes, const GeoLimits& limits = {}) {
  AreaReceiver receiver(limits);
  (void)receiver.take(bytes);
  return receiver.finished() ? std::move(receiver.result()) : problem(ProblemCode::internal);
}

bool is_lie(std::string_view bytes, const GeoLimits& limits = {}) {
  const auto layer = received(bytes, limits);
  return !layer && layer.problem().code == ProblemCode::parse_failed;
}

TEST(AreaStream, ALayerArrivesAsItWasHoweverItIsCutInPieces) {
  GeoLayer sent{
      .features = {feature("1"), feature("2")}, .crs = "urn:ogc:def:crs:EPSG::4549", .shortened = 3};
  sent.features[1].number = 2;
  const auto bytes = frames(sent.features, sent);
  EXPECT_EQ(*received(bytes), sent);
  const GeoLimits limits;
  AreaReceiver receiver(limits);
  for (const char byte : bytes) receiver.take({&byte, 1});
  ASSERT_TRUE(receiver.finished());
  EXPECT_EQ(*receiver.result(), sent);
  EXPECT_EQ(receiver.peak_bytes(), 7u);
}

TEST(AreaStream, AProblemArrivesWithItsPlace) {
  const auto sent = problem(ProblemCode::geojson_number, "feature 3");
  std::string bytes;
  put_problem(bytes, sent, 7);
  EXPECT_EQ(received(bytes).problem(), sent);
}

TEST(AreaStream, WhatIsCutOffDoesNotEnd) {
  const auto bytes = frames({feature()});
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(received(std::string_view(bytes).substr(0, size)).problem().code, ProblemCode::internal)
        << size;
}

TEST(AreaStream, EveryLimitIsCheckedAgain) {
  const auto bytes = frames({feature("1"), feature("2")});
  EXPECT_TRUE(received(
      bytes, {.features = 2, .vertices = 16, .ring_vertices = 4, .text_characters = 3, .properties = 2}));
  EXPECT_TRUE(is_lie(bytes, {.features = 1}));
  EXPECT_TRUE(is_lie(bytes, {.vertices = 15}));
  EXPECT_TRUE(is_lie(bytes, {.ring_vertices = 3}));
  EXPECT_TRUE(is_lie(bytes, {.text_characters = 2}));
  EXPECT_TRUE(is_lie(bytes, {.properties = 1}));
  EXPECT_TRUE(is_lie(std::string(2 << 20, 'x'), {.bytes = 1}));
  std::string much;
  while (much.size() < (1 << 20) + 4) put_feature(much, feature());
  EXPECT_TRUE(is_lie(much, {.bytes = 1})) << "more than the file can have had";
}

TEST(AreaStream, WhatNoReaderGivesIsALie) {
  const auto spoilt = [](auto change) {
    auto one = feature();
    change(one);
    return frames({one});
  };
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.id = "\xFF"; })));
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.properties[0].first = "a\nb"; })));
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.properties[1].second = "\x7F"; })));
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.polygons.clear(); })));
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.polygons[0].clear(); })));
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.polygons[0][0].pop_back(); })));
  EXPECT_TRUE(is_lie(spoilt([](auto& one) { one.polygons[0][0].back().x = 1; })));
  EXPECT_TRUE(
      is_lie(spoilt([](auto& one) { one.polygons[0][0][1].y = std::numeric_limits<double>::quiet_NaN(); })));
  EXPECT_TRUE(is_lie(frames({}))) << "a layer without features";
  EXPECT_TRUE(is_lie(frames({feature()}, {.features = {}, .crs = "\x01"})));
  std::string row;
  put_row(row, {.row_number = 1});
  EXPECT_TRUE(is_lie(row));
  EXPECT_TRUE(is_lie(std::string(5, '\0')));
}

}  // namespace area_stream_test
}  // namespace weige::formats
