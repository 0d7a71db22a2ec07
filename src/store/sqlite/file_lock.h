// FileLock: one process, and in it one Database, per SQLite file. Held until destruction, or until the
// process ends in any way.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>

namespace weige::store::sqlite {

class FileLock {
 public:
  // Locks FILE.lock beside the database file; nullopt when someone holds it. Throws DatabaseError when the
  // file cannot be made.
  static std::optional<FileLock> take(const std::string& database_file);
  FileLock(FileLock&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), inode_(other.inode_) {}
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  using Inode = std::pair<dev_t, ino_t>;
  FileLock(int descriptor, Inode inode) : descriptor_(descriptor), inode_(inode) {}

  int descriptor_;
  Inode inode_;
};

}  // namespace weige::store::sqlite
