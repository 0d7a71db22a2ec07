#include "base/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace weige {
namespace {

constexpr std::size_t kWrittenAtOnce = 1 << 20;

Problem not_written(int error) {
  return problem(ProblemCode::file_write).with("reason", std::generic_category().message(error));
}

Problem is_there(const std::filesystem::path& path) {
  return problem(ProblemCode::file_exists).with("file", path.string());
}

int write_out(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int sync_folder_of(const std::filesystem::path& path) {
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  return error;
}

}  // namespace

// What a killed run has left under the other name is overwritten.
Result<NewFile> NewFile::make(const std::filesystem::path& path) {
  struct stat there {};
  if (::lstat(path.c_str(), &there) == 0) return is_there(path);
  NewFile file(path, -1);
  ::unlink(file.unfinished().c_str());
  file.descriptor_ = ::open(file.unfinished().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                            S_IRUSR | S_IWUSR);
  if (file.descriptor_ < 0) return not_written(errno);
  return Result<NewFile>(std::move(file));
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(other.path_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      error_(other.error_),
      size_(other.size_),
      waiting_(std::move(other.waiting_)) {}

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(unfinished().c_str());
}

void NewFile::write(std::string_view bytes) {
  if (failed()) return;
  waiting_ += bytes;
  size_ += bytes.size();
  if (waiting_.size() >= kWrittenAtOnce) error_ = flush();
}

int NewFile::flush() {
  const int error = write_out(descriptor_, waiting_);
  waiting_.clear();
  return error;
}

// Some file systems (of USB sticks) know no way that refuses an existing name; for them it is looked at once
// more.
int NewFile::take_name() const {
  if (::renameat2(AT_FDCWD, unfinished().c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  struct stat there {};
  if (::lstat(path_.c_str(), &there) == 0) return EEXIST;
  return ::rename(unfinished().c_str(), path_.c_str()) == 0 ? 0 : errno;
}

Done NewFile::publish() {
  if (!failed()) error_ = flush();
  if (!failed() && ::fsync(descriptor_) != 0) error_ = errno;
  if (failed()) return not_written(error_);
  if (const int error = take_name(); error != 0)
    return error == EEXIST ? is_there(path_) : not_written(error);
  ::close(std::exchange(descriptor_, -1));
  if (const int error = sync_folder_of(path_); error != 0) return not_written(error);
  return done();
}

}  // namespace weige
