#include "formats/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace weige::formats {

std::size_t MemorySource::read_at(std::uint64_t offset, std::span<char> out) const {
  if (offset >= bytes_.size()) return 0;
  const auto count = std::min<std::size_t>(out.size(), bytes_.size() - offset);
  if (count > 0) std::memcpy(out.data(), bytes_.data() + offset, count);
  return count;
}

Result<FileSource> FileSource::open(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return problem(ProblemCode::file_unreadable).with("reason", std::strerror(errno));
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return problem(ProblemCode::file_unreadable).with("reason", "not a regular file");
  }
  return FileSource(fd, true);
}

FileSource FileSource::borrow(int fd) {
  return FileSource(fd, false);
}

FileSource::FileSource(int fd, bool owned) : fd_(fd), owned_(owned) {
  struct stat info {};
  if (::fstat(fd, &info) == 0 && info.st_size > 0) size_ = static_cast<std::uint64_t>(info.st_size);
}

FileSource::FileSource(FileSource&& other) noexcept
    : fd_(other.fd_), owned_(std::exchange(other.owned_, false)), size_(other.size_) {}

FileSource::~FileSource() {
  if (owned_) ::close(fd_);
}

std::size_t FileSource::read_at(std::uint64_t offset, std::span<char> out) const {
  std::size_t done = 0;
  while (done < out.size()) {
    const auto got = ::pread(fd_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace weige::formats
