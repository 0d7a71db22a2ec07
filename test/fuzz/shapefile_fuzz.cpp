// Any bytes as the three files of a Shapefile: two lengths, then .shp, .shx and .dbf. No crash, and whatever
// is looked for in the table lies within it.
#include "formats/shapefile.h"

#include <algorithm>

#include "fuzz_target.h"

namespace {

using namespace weige::formats;

std::size_t length_at(std::string_view input, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(input[i]));
  };
  return byte(at) | byte(at + 1) << 8;
}

}  // namespace

WEIGE_FUZZ_TARGET(shapefile) {
  constexpr std::size_t head = 4;
  if (input.size() < head) return;
  const auto files = input.substr(head);
  const auto shp_size = std::min(length_at(input, 0), files.size());
  const auto shx_size = std::min(length_at(input, 2), files.size() - shp_size);
  const MemorySource shp(files.substr(0, shp_size)), shx(files.substr(shp_size, shx_size)),
      dbf(files.substr(shp_size + shx_size));
  const bool good =
      check_shapefile({.shp = shp, .shx = shx, .dbf = dbf}, {.features = 50, .vertices = 1'000}).ok();
  (void)dbf_encoding(dbf);
  find_cut_characters(dbf, [&](std::uint64_t offset, std::size_t bytes) {
    WEIGE_FUZZ_EXPECT(bytes > 0 && offset + bytes <= dbf.size());
  });
  if (good) WEIGE_FUZZ_EXPECT(shx.size() > 100 && dbf.size() > 32);
}
