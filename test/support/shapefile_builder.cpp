#include "support/shapefile_builder.h"

#include <cstring>

#include "support/zip_builder.h"

namespace weige::test {
namespace {

std::string big(std::uint32_t value) {
  std::string out(4, '\0');
  put_big(out, 0, value);
  return out;
}

std::string little(std::uint32_t value, std::size_t bytes = 4) {
  std::string out(4, '\0');
  put_little(out, 0, value);
  return out.substr(0, bytes);
}

std::string number(double value) {
  std::string out(sizeof value, '\0');
  std::memcpy(out.data(), &value, sizeof value);
  return out;
}

// The box is not looked at by readers that read everything.
std::string polygon(std::uint32_t type, const std::vector<ShapeRing>& rings) {
  std::string starts, points;
  std::uint32_t count = 0;
  for (const auto& ring : rings) {
    starts += little(count);
    for (const auto& [x, y] : ring) points += number(x) + number(y);
    count += static_cast<std::uint32_t>(ring.size());
  }
  return little(type) + std::string(32, '\0') + little(static_cast<std::uint32_t>(rings.size())) +
         little(count) + starts + points;
}

std::string file(std::uint32_t type, const std::string& records) {
  const auto words = static_cast<std::uint32_t>((100 + records.size()) / 2);
  return big(9994) + std::string(20, '\0') + big(words) + little(1000) + little(type) +
         std::string(64, '\0') + records;
}

}  // namespace

void put_big(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i) & 0xFF);
}

void put_little(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}

ShapefileBuilder::ShapefileBuilder(std::vector<DbfField> fields, std::uint32_t shape_type)
    : fields_(std::move(fields)), type_(shape_type) {}

ShapefileBuilder& ShapefileBuilder::add(const std::vector<ShapeRing>& rings,
                                        const std::vector<std::string>& values) {
  const auto shape = polygon(type_, rings);
  const auto words = static_cast<std::uint32_t>(shape.size() / 2);
  index_ += big(static_cast<std::uint32_t>((100 + shapes_.size()) / 2)) + big(words);
  shapes_ += big(++count_) + big(words) + shape;
  rows_ += ' ';
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    auto value = values.at(i);
    value.resize(fields_[i].width, ' ');
    rows_ += value;
  }
  return *this;
}

ShapefileBytes ShapefileBuilder::finish() const {
  std::string described;
  std::uint32_t row = 1;
  for (const auto& field : fields_) {
    auto name = field.name;
    name.resize(11, '\0');
    described += name + 'C' + std::string(4, '\0') + static_cast<char>(field.width) + std::string(15, '\0');
    row += field.width;
  }
  const auto head = static_cast<std::uint32_t>(32 + described.size() + 1);
  const auto dbf = std::string("\x03\x7E\x0B\x1D", 4) + little(count_) + little(head, 2) + little(row, 2) +
                   std::string(20, '\0') + described + '\x0D' + rows_ + '\x1A';
  return {file(type_, shapes_), file(type_, index_), dbf};
}

std::string ShapefileBytes::zipped(const std::vector<std::pair<std::string, std::string>>& others) const {
  ZipBuilder zip;
  zip.add("网格/网格.shp", shp).add("网格/网格.SHX", shx).add("网格/网格.dbf", dbf);
  for (const auto& [end, content] : others) zip.add("网格/网格" + end, content);
  return zip.finish();
}

ShapeRing small_square(double west, double south) {
  const double east = west + 0.001, north = south + 0.001;
  return {{west, south}, {west, north}, {east, north}, {east, south}, {west, south}};
}

ShapefileBytes small_shapefile() {
  return ShapefileBuilder().add({small_square()}, {"W01"}).finish();
}

}  // namespace weige::test
