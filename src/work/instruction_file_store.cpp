#include "work/instruction_file_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

InstructionFile file_from_row(const Row& row) {
  return {.id = row.get<InstructionFileId>(0),
          .name = row.get<std::string>(1),
          .kind = attachment_kind_of(row.text(2)).value(),
          .size = row.int64(3)};
}

}  // namespace

access::Change insert_file(Transaction& tx, access::PostId post, const InstructionFile& file,
                           const std::string& bytes, Instant now) {
  tx.exec(
      "INSERT INTO instruction_file (id, post_id, ordinal, name, kind, size, bytes, added_at) VALUES ($1, "
      "$2, 0, $3, $4, $5, $6, $7)",
      file.id, post, file.name, code(file.kind), file.size, store::Blob{bytes}, now);
  return access::Change::of(kInstructionFileSubject, file.id, "kind=" + std::string(code(file.kind)));
}

std::int64_t count_waiting_files(Transaction& tx, access::PostId post) {
  return tx.scalar<std::int64_t>(
      "SELECT count(*) FROM instruction_file WHERE post_id = $1 AND instruction_id IS NULL", post);
}

bool attach_files(Transaction& tx, const access::Scope& scope, InstructionId id,
                  const std::vector<InstructionFileId>& files) {
  std::int64_t ordinal = 0;
  for (const auto file : files)
    if (tx.exec(
            "UPDATE instruction_file SET instruction_id = $2, ordinal = $3 WHERE id = $1 AND instruction_id "
            "IS NULL AND post_id = $4",
            file, id, ordinal++, scope) == 0)
      return false;
  return true;
}

std::vector<InstructionFile> files_of(Transaction& tx, InstructionId id) {
  return tx.all(
      "SELECT id, name, kind, size FROM instruction_file WHERE instruction_id = $1 ORDER BY ordinal, id",
      file_from_row, id);
}

std::optional<FileBytes> find_file(Transaction& tx, InstructionId instruction, InstructionFileId id) {
  return tx.first(
      "SELECT id, name, kind, size, bytes FROM instruction_file WHERE id = $1 AND instruction_id = $2",
      [](const Row& row) {
        return FileBytes{file_from_row(row), std::string(row.blob(4))};
      },
      id, instruction);
}

}  // namespace weige::work
