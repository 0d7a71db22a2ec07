#include "grids/shape_bytes.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace weige::grids {
namespace {

static_assert(std::endian::native == std::endian::little);

void put_count(std::string& out, std::size_t count) {
  const auto number = static_cast<std::uint32_t>(count);
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put_ring(std::string& out, const Ring& ring) {
  put_count(out, ring.size());
  out.append(reinterpret_cast<const char*>(ring.data()), ring.size() * sizeof(Point));
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  // least: bytes that each of the things counted takes.
  std::size_t count(std::size_t least) {
    std::uint32_t number = 0;
    std::memcpy(&number, taken(sizeof number).data(), sizeof number);
    if (number > bytes_.size() / least) throw damaged();
    return number;
  }
  Ring ring() {
    Ring out(count(sizeof(Point)));
    const auto points = taken(out.size() * sizeof(Point));
    if (!out.empty()) std::memcpy(out.data(), points.data(), points.size());
    return out;
  }
  void end() const {
    if (!bytes_.empty()) throw damaged();
  }

 private:
  static std::runtime_error damaged() { return std::runtime_error("a stored shape is damaged"); }
  std::string_view taken(std::size_t size) {
    if (size > bytes_.size()) throw damaged();
    const auto out = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return out;
  }

  std::string_view bytes_;
};

}  // namespace

std::string to_bytes(const Shape& shape) {
  static_assert(sizeof(Point) == 2 * sizeof(double));
  std::string out;
  put_count(out, shape.polygons.size());
  for (const auto& polygon : shape.polygons) {
    put_count(out, polygon.holes.size() + 1);
    put_ring(out, polygon.outer);
    for (const auto& hole : polygon.holes) put_ring(out, hole);
  }
  return out;
}

Shape shape_of_bytes(std::string_view bytes) {
  Reader reader(bytes);
  Shape out;
  out.polygons.resize(reader.count(sizeof(std::uint32_t)));
  for (auto& polygon : out.polygons) {
    const auto rings = reader.count(sizeof(std::uint32_t));
    for (std::size_t i = 0; i < rings; ++i)
      (i == 0 ? polygon.outer : polygon.holes.emplace_back()) = reader.ring();
  }
  reader.end();
  return out;
}

}  // namespace weige::grids
