// Validity and common areas against the test vectors of GEOS and JTS, where those are at hand.
#include <geos/geom/Geometry.h>
#include <geos/io/WKTReader.h>
#include <geos/util/GEOSException.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "grids/geos_shapes.h"
#include "grids/measure.h"
#include "grids/validity.h"
#include "support/random_folder.h"

namespace weige::grids {
namespace {

namespace fs = std::filesystem;

// $WEIGE_SHARED_DATA, or ../shared/data beside the sources.
fs::path archive() {
  const char* told = std::getenv("WEIGE_SHARED_DATA");
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  const fs::path folder = told ? fs::path{told} : fs::path{source ? source : "."} / "../shared/data";
  return folder / "geometry/geos_xmltester.tar.gz";
}

struct Vector {
  std::string a, b, operation, expected;
  bool rounded = false;  // by the file's precision model: results differ from exact ones
};

std::string text_of(const std::string& text, const std::string& name) {
  const auto begin = text.find("<" + name + ">"), end = text.find("</" + name + ">");
  return begin == std::string::npos ? ""
                                    : text.substr(begin + name.size() + 2, end - begin - name.size() - 2);
}

// The format is regular enough to be read without an XML library.
std::vector<Vector> read(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream buffer;
  buffer << in.rdbuf();
  const std::string text = buffer.str();
  const bool rounded = text.find("scale=") != std::string::npos;
  std::vector<Vector> vectors;
  for (auto at = text.find("<case>"); at != std::string::npos; at = text.find("<case>", at + 1)) {
    const std::string one = text.substr(at, text.find("</case>", at) - at);
    for (auto op = one.find("<op"); op != std::string::npos; op = one.find("<op", op + 1)) {
      const auto close = one.find('>', op), end = one.find("</op>", op);
      if (end == std::string::npos) break;
      const std::string head = one.substr(op, close - op);
      std::smatch name;
      if (!std::regex_search(head, name, std::regex("name=\"([A-Za-z]+)\""))) continue;
      vectors.push_back(
          {text_of(one, "a"), text_of(one, "b"), name[1], one.substr(close + 1, end - close - 1), rounded});
    }
  }
  return vectors;
}

std::unique_ptr<geos::geom::Geometry> area_of(const std::string& wkt) {
  try {
    auto geometry = geos::io::WKTReader().read(wkt);
    const auto type = geometry->getGeometryTypeId();
    if (type == geos::geom::GEOS_POLYGON || type == geos::geom::GEOS_MULTIPOLYGON) return geometry;
  } catch (const geos::util::GEOSException&) {  // of what is binary, or malformed on purpose
  }
  return nullptr;
}

class GeosVectors : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(archive())) GTEST_SKIP() << "no GEOS test vectors at " << archive();
    const std::string command = "tar xzf '" + archive().string() + "' -C '" + folder_.path().string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      if (entry.path().extension() == ".xml")
        for (Vector& one : read(entry.path())) vectors_.push_back(std::move(one));
  }
  test::RandomFolder folder_;
  std::vector<Vector> vectors_;
};

TEST_F(GeosVectors, AgreeOnValidity) {
  std::size_t compared = 0;
  for (const Vector& one : vectors_) {
    const auto geometry = one.operation == "isValid" ? area_of(one.a) : nullptr;
    if (geometry == nullptr || geometry->isEmpty()) continue;
    const bool expected = one.expected.find("true") != std::string::npos;
    EXPECT_EQ(check_shape(from_geos(*geometry)).faults.empty(), expected) << one.a;
    ++compared;
  }
  EXPECT_GT(compared, 50u);
}

TEST_F(GeosVectors, AgreeOnCommonAreas) {
  std::size_t compared = 0;
  for (const Vector& one : vectors_) {
    if ((one.operation != "intersection" && one.operation != "intersectionNG") || one.rounded) continue;
    const auto a = area_of(one.a), b = area_of(one.b);
    if (a == nullptr || b == nullptr || !a->isValid() || !b->isValid()) continue;
    double expected = 0;
    try {
      expected = geos::io::WKTReader().read(one.expected)->getArea();
    } catch (const geos::util::GEOSException&) {
      continue;  // not a geometry in text
    }
    const EdgeProfile in_a(from_geos(*a)), in_b(from_geos(*b));
    EXPECT_NEAR(overlap_area(in_a, in_b), expected, 1e-9 * std::max(in_a.area(), in_b.area()))
        << one.a << one.b;
    ++compared;
  }
  EXPECT_GT(compared, 10u);
}

}  // namespace
}  // namespace weige::grids
