// ErasureJournal: who was erased, in a file beside the database, so that a backup of before does not bring
// anybody back. Ids only; each line is durable before an erasure is reported done. Knows no database.
#pragma once

#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registry/erasure.h"
#include "seal/blind_index.h"

namespace weige::town {

// By what a journal is known as that of a database: the name of its keys, and a hash under a key of them that
// whoever has not the key file cannot make.
struct JournalSeal {
  std::string ring;
  seal::BlindIndex lines;
};
// Ids go on behind the greatest that stands in a journal, and two blocks of them must be left then
// (store/id_range.h).
inline constexpr std::int64_t kGreatestErasedId = (std::int64_t{1} << 53) - 2 * 65'536;
// Of kind, id and instant of a line: 24 digits.
std::string seal_of_line(const JournalSeal& seal, std::string_view words);

// A first line "weige-erasures 2 RING"; then "person 1234 1795413600000000 SEAL": kind, id, microseconds, and
// the seal of these, without which no line is believed. A last line without its end was not reported yet and
// is left out. Problem: erasure_journal (argument reason: what is wrong, or "line-N").
Result<std::vector<registry::ErasedMark>> parse_erasure_journal(std::string_view text,
                                                                const JournalSeal& seal);

// The journal of a database when nobody names another: FILE.erasures for sqlite:FILE, else weige.erasures in
// the working directory.
std::filesystem::path erasure_journal_of(const std::string& database_url);

class ErasureJournal {
 public:
  ErasureJournal(std::filesystem::path file, JournalSeal seal)
      : file_(std::move(file)), seal_(std::move(seal)) {}
  const std::filesystem::path& file() const { return file_; }

  // Empty where there is no file yet. Only its owner may have access to the file. Problem: erasure_journal.
  Result<std::vector<registry::ErasedMark>> read() const;
  // On disk when this returns. Several processes may share the file. Problem: erasure_journal.
  Done append(std::span<const registry::ErasedMark> marks);

 private:
  const std::filesystem::path file_;
  const JournalSeal seal_;
  std::mutex mutex_;
};

}  // namespace weige::town
