#include "base/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

namespace weige {

MemoryFile::MemoryFile(const char* purpose)
    : descriptor_(new int(::memfd_create(purpose, MFD_CLOEXEC)), [](const int* descriptor) {
        if (*descriptor >= 0) ::close(*descriptor);
        delete descriptor;
      }) {}

bool MemoryFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(*descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return *descriptor_ >= 0;
}

std::string MemoryFile::path() const {
  return "/proc/self/fd/" + std::to_string(*descriptor_);
}

}  // namespace weige
