#include "formats/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace weige::formats {

void Descriptor::reset(int fd) {
  if (fd_ >= 0) ::close(fd_);
  fd_ = fd;
}

bool make_pipe(Descriptor& read_end, Descriptor& write_end) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  const Descriptor low_read(ends[0]), low_write(ends[1]);
  read_end.reset(::fcntl(ends[0], F_DUPFD_CLOEXEC, 3));
  write_end.reset(::fcntl(ends[1], F_DUPFD_CLOEXEC, 3));
  return read_end && write_end;
}

Descriptor create_file(const std::filesystem::path& path) {
  return Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace weige::formats
