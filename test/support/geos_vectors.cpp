#include "support/geos_vectors.h"

#include <geos/geom/Geometry.h>
#include <geos/io/WKBReader.h>
#include <geos/io/WKTReader.h>
#include <geos/util/GEOSException.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "formats/xml_reader.h"
#include "grids/geos_shapes.h"
#include "grids/measure.h"
#include "support/random_folder.h"

namespace weige::test {
namespace {

namespace fs = std::filesystem;

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  return begin == text.npos ? "" : text.substr(begin, end - begin + 1);
}

std::string small_letters(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// run > case > (desc, a, b, test > op)
class CaseHandler : public formats::XmlHandler {
 public:
  CaseHandler(std::string file, std::vector<GeosVector>& to) : file_(std::move(file)), to_(to) {}

  void start(std::string_view name, const formats::XmlAttributes& attributes) override {
    text_.clear();
    if (name == "precisionModel") rounded_ = !attributes.get("scale").empty();
    if (name == "case") {
      a_.clear();
      b_.clear();
      first_ = to_.size();
      title_.clear();
    }
    if (name != "op") return;
    const auto argument = [&](const char* which) {
      return small_letters(trimmed(std::string(attributes.get(which))));
    };
    to_.push_back({.place = {},
                   .operation = argument("name"),
                   .a = argument("arg1"),
                   .b = argument("arg2"),
                   .third = std::string(attributes.get("arg3")),
                   .expected = {}});
  }
  void text(std::string_view piece) override { text_ += piece; }
  void end(std::string_view name) override {
    if (name == "desc") title_ = trimmed(text_);
    if (name == "a") a_ = trimmed(text_);
    if (name == "b") b_ = trimmed(text_);
    if (name == "op") to_.back().expected = trimmed(text_);
    if (name == "case") settle();
  }

 private:
  // Geometries may stand behind the operations.
  void settle() {
    for (std::size_t i = first_; i < to_.size(); ++i) {
      GeosVector& one = to_[i];
      one.place = file_ + ", " + title_.substr(0, 100);
      one.a = one.a == "b" ? b_ : a_;
      one.b = one.b == "a" ? a_ : b_;
      one.rounded = rounded_;
    }
  }

  std::string file_;
  std::vector<GeosVector>& to_;
  std::string text_, title_, a_, b_;
  std::size_t first_ = 0;
  bool rounded_ = false;
};

void read_into(std::vector<GeosVector>& to, const fs::path& file, const std::string& name) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  CaseHandler handler(name, to);
  formats::XmlReader reader(handler, name, {});
  if (!reader.feed(bytes) || !reader.finish()) throw std::runtime_error("not read: " + name);
}

// Without the blanks between them; empty when it is something else.
std::string hex_digits(std::string text) {
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  const bool all = std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
  return all ? text : "";
}

bool of_areas(const geos::geom::Geometry& geometry) {
  const auto type = geometry.getGeometryTypeId();
  return type == geos::geom::GEOS_POLYGON || type == geos::geom::GEOS_MULTIPOLYGON;
}

}  // namespace

fs::path geos_archive() {
  const char* told = std::getenv("WEIGE_SHARED_DATA");
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  const fs::path folder = told ? fs::path{told} : fs::path{source ? source : "."} / "../shared/data";
  return folder / "geometry/geos_xmltester.tar.gz";
}

namespace {

std::vector<GeosVector> unpacked() {
  const RandomFolder folder;
  const std::string unpack = "tar xzf '" + geos_archive().string() + "' -C '" + folder.path().string() + "'";
  if (std::system(unpack.c_str()) != 0) throw std::runtime_error("not unpacked: " + geos_archive().string());
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path()))
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<GeosVector> all;
  for (const auto& file : files) read_into(all, file, fs::relative(file, folder.path()).string());
  return all;
}

}  // namespace

const std::vector<GeosVector>& geos_vectors() {
  static const std::vector<GeosVector> all = unpacked();
  return all;
}

std::unique_ptr<geos::geom::Geometry> geos_read(const std::string& text) {
  try {
    const std::string hex = hex_digits(text);
    if (hex.empty()) return geos::io::WKTReader().read(text);
    std::istringstream digits(hex);
    return geos::io::WKBReader().readHEX(digits);
  } catch (const geos::util::GEOSException&) {
    return nullptr;
  }
}

GeosArea geos_area(const std::string& text, GeosAreas wanted) {
  if (text.empty()) return {.unfit = "one geometry only"};
  const auto geometry = geos_read(text);
  if (geometry == nullptr) return {.unfit = "not read by GEOS"};
  if (!of_areas(*geometry)) return {.unfit = "lines, points or mixtures"};
  if (geometry->isEmpty()) return {.unfit = "empty"};
  if (geometry->getCoordinateDimension() > 2) return {.unfit = "with heights"};
  if (wanted == GeosAreas::valid && !geometry->isValid()) return {.unfit = "not valid"};
  return {.shape = grids::from_geos(*geometry), .area = geometry->getArea()};
}

double town_scale(std::span<const grids::Shape> shapes) {
  grids::Box all;
  for (const grids::Shape& shape : shapes) {
    const grids::Box box = grids::box_of(shape);
    all.add({box.left, box.bottom});
    all.add({box.right, box.top});
  }
  return std::exp2(14 - std::ilogb(std::max(all.right - all.left, all.top - all.bottom)));
}

grids::Shape scaled(grids::Shape shape, double by) {
  const auto scale = [by](grids::Ring& ring) {
    for (grids::Point& point : ring) point = {point.x * by, point.y * by};
  };
  for (grids::Polygon& polygon : shape.polygons) {
    scale(polygon.outer);
    std::ranges::for_each(polygon.holes, scale);
  }
  return shape;
}

void GeosTally::tell(std::size_t at_least) const {
  std::string reasons;
  for (const auto& [reason, count] : left_)
    reasons += (reasons.empty() ? "; left out: " : ", ") + std::to_string(count) + " " + reason;
  std::cout << "GEOS vectors, " << kind_ << ": " << compared_ << " compared" << reasons << "\n";
  testing::Test::RecordProperty("compared", std::to_string(compared_) + " " + kind_);
  testing::Test::RecordProperty("left_out", reasons);
  EXPECT_GE(compared_, at_least) << kind_;
}

}  // namespace weige::test
