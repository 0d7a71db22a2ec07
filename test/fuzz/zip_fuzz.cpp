// Any bytes as a zip file: refused, or entries that stay within the limits when they are inflated.
#include "formats/zip_archive.h"
#include "fuzz_target.h"

WEIGE_FUZZ_TARGET(zip) {
  using namespace weige::formats;
  const ReadLimits limits{.zip_entries = 50, .entry_bytes = 1 << 20, .unpacked_bytes = 4 << 20};
  const MemorySource source(input);
  auto archive = ZipArchive::open(source, limits);
  if (!archive) return;
  std::uint64_t total = 0;
  for (const auto& entry : archive->entries()) {
    WEIGE_FUZZ_EXPECT(archive->find(entry.name) == &entry);
    WEIGE_FUZZ_EXPECT(entry.name.find("..") != 0 && entry.name.front() != '/');
    std::uint64_t size = 0;
    const auto read = archive->read(entry, [&](std::string_view piece) -> weige::Result<Next> {
      size += piece.size();
      return Next::more;
    });
    if (read) WEIGE_FUZZ_EXPECT(size == entry.unpacked);
    total += size;
  }
  WEIGE_FUZZ_EXPECT(total <= limits.unpacked_bytes + (1 << 20));
}
