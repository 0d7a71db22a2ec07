#include "store/sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <mutex>
#include <set>

#include "store/database.h"

namespace weige::store::sqlite {
namespace {

// fcntl locks, not flock: a child that was forked to parse a file must not keep the lock of a server that
// died. They do not exclude within one process, hence this set of what the process holds.
std::mutex held_mutex;
std::set<std::pair<dev_t, ino_t>> held;

bool lock_whole_file(int descriptor) {
  struct flock request {};
  request.l_type = F_WRLCK;
  request.l_whence = SEEK_SET;
  return fcntl(descriptor, F_SETLK, &request) == 0;
}

}  // namespace

std::optional<FileLock> FileLock::take(const std::string& database_file) {
  const std::string file = database_file + ".lock";
  const std::lock_guard guard(held_mutex);
  struct stat known {};
  // Closing any descriptor of the file would drop this process's lock: so look before opening.
  if (stat(file.c_str(), &known) == 0 && held.contains({known.st_dev, known.st_ino})) return std::nullopt;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) throw DatabaseError(Failure::unavailable, file + ": " + std::strerror(errno));
  if (!lock_whole_file(descriptor) || fstat(descriptor, &known) != 0) {
    ::close(descriptor);
    return std::nullopt;
  }
  held.insert({known.st_dev, known.st_ino});
  return FileLock(descriptor, {known.st_dev, known.st_ino});
}

FileLock::~FileLock() {
  if (descriptor_ < 0) return;
  const std::lock_guard guard(held_mutex);
  held.erase(inode_);
  ::close(descriptor_);
}

}  // namespace weige::store::sqlite
