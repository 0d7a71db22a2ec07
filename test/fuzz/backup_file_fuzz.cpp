// Backups of somebody who has no keys, and of somebody who has: the bytes as a sealed file; as the content of
// one, sealed with known keys or not; as bytes of a row; as the name of a note.
#include <algorithm>
#include <cstring>

#include "fuzz/fuzz_target.h"
#include "seal/sealed_file.h"
#include "store/row_bytes.h"
#include "town/backup_content.h"
#include "town/machine_note.h"

namespace {

using weige::seal::SealedFileFault;

const weige::seal::KeySet& keys() {
  static const auto made =
      weige::seal::KeySet::make(weige::seal::Profile::mlps3, weige::Instant{}, weige::seeded_random(1));
  return made;
}

// What was read of it before its end or fault.
std::string unsealed(std::string_view file) {
  weige::seal::SealedFileReader reader([&](char* to, std::size_t size) {
    const auto part = std::min(size, file.size());
    std::memcpy(to, file.data(), part);
    file.remove_prefix(part);
    return std::optional(part);
  });
  std::string out;
  if (reader.read_head("weige-backup") != SealedFileFault::none) return out;
  if (reader.unlock(keys()) != SealedFileFault::none) return out;
  while (const auto chunk = reader.next()) out += *chunk;
  return out;
}

std::string sealed(std::string_view content) {
  std::string out;
  weige::seal::SealedFileWriter writer(keys(), {.title = "weige-backup"}, weige::seeded_random(2),
                                       [&](std::string_view part) { out += part; });
  writer.write(content);
  writer.finish();
  return out;
}

void read_content(std::string_view bytes) {
  std::int64_t rows = 0;
  weige::town::ContentReader reader(weige::seal::Profile::mlps3, {.row = [&](std::string_view) {
                                      ++rows;
                                      return weige::done();
                                    }});
  if (!reader.take(bytes)) return;
  const auto sum = reader.finish();
  WEIGE_FUZZ_EXPECT(!sum || sum->rows == rows);
}

// What is a row of these columns is written as it was read.
void read_row(std::string_view bytes) {
  using weige::store::ColumnKind;
  const std::vector<weige::store::TableColumn> columns{
      {"a", ColumnKind::integer}, {"b", ColumnKind::real}, {"c", ColumnKind::text}, {"d", ColumnKind::blob}};
  const auto row = weige::store::row_of_bytes(bytes, columns);
  WEIGE_FUZZ_EXPECT(!row || row->size() == columns.size());
}

}  // namespace

WEIGE_FUZZ_TARGET(backup_file) {
  (void)unsealed(input);
  WEIGE_FUZZ_EXPECT(unsealed(sealed(input)) == input);
  read_content(input);
  read_row(input);
  if (const auto note = weige::town::note_of(input)) WEIGE_FUZZ_EXPECT(to_name(*note) == input);
}
