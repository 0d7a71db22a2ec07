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

namespace weige::town {

// A first line "weige-erasures 1 RING" with the name of the database's keys (access/key_ring.h), so that it
// is not taken for another one's; then "person 1234 1795413600000000": kind, id, microseconds. A last line
// without its end was not reported yet and is left out. Problem: erasure_journal (argument reason).
Result<std::vector<registry::ErasedMark>> parse_erasure_journal(std::string_view text, std::string_view ring);

// The journal of a database when nobody names another: FILE.erasures for sqlite:FILE, else weige.erasures in
// the working directory.
std::filesystem::path erasure_journal_of(const std::string& database_url);

class ErasureJournal {
 public:
  ErasureJournal(std::filesystem::path file, std::string ring)
      : file_(std::move(file)), ring_(std::move(ring)) {}
  const std::filesystem::path& file() const { return file_; }

  // Empty where there is no file yet. Problem: erasure_journal.
  Result<std::vector<registry::ErasedMark>> read() const;
  // On disk when this returns. Several processes may share the file. Problem: erasure_journal.
  Done append(std::span<const registry::ErasedMark> marks);

 private:
  const std::filesystem::path file_;
  const std::string ring_;
  std::mutex mutex_;
};

}  // namespace weige::town
