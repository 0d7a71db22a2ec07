// BackupFile: a backup as it lies on the disk: a sealed file (seal/sealed_file.h) with a content
// (backup_content.h). Reads forward, a chunk and a row in memory. Any file may be given to it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "seal/sealed_file.h"
#include "town/backup_content.h"

namespace weige::town {

inline constexpr std::string_view kBackupTitle = "weige-backup";

// What stands plain in it; proved once a chunk has opened.
struct BackupHead {
  std::string id;      // 64 hexadecimal digits
  std::string made;    // RFC 3339: the moment whose data it holds
  std::string engine;  // "sqlite", "postgres"
  std::string schema;  // the newest migration's number
  seal::Profile profile = seal::Profile::mlps3;
  std::string ring;
  std::uint32_t master = 0;
};

class BackupFile {
 public:
  // Problems, with the file's name: file_unreadable; backup_file (reason: foreign, head, cut); backup_newer.
  static Result<BackupFile> open(const std::filesystem::path& file);
  BackupFile(BackupFile&&) noexcept;
  ~BackupFile();

  const BackupHead& head() const { return head_; }
  // All of it, to the end, with every count and digest compared. Once. Problems: backup_keys, backup_file,
  // the visitor's.
  Result<ContentSum> read(const seal::KeySet& keys, ContentVisitor visitor);

 private:
  class Source;
  BackupFile(std::filesystem::path file, std::unique_ptr<Source> source);
  Problem told(seal::SealedFileFault fault) const;

  std::filesystem::path file_;
  std::unique_ptr<Source> source_;
  std::unique_ptr<seal::SealedFileReader> reader_;
  BackupHead head_;
};

}  // namespace weige::town
