#include "base/temporary_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

namespace weige {

namespace fs = std::filesystem;

// mkstemp makes it with mode 0600.
std::unique_ptr<TemporaryFile> TemporaryFile::make(const fs::path& folder, std::string_view purpose) {
  const auto where = folder.empty() ? fs::temp_directory_path() : folder;
  std::string path = where / ("weige-" + std::string(purpose) + "-XXXXXX");
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) return nullptr;
  return std::unique_ptr<TemporaryFile>(new TemporaryFile(path, descriptor));
}

TemporaryFile::~TemporaryFile() {
  close();
  std::error_code ignored;
  fs::remove(path_, ignored);
}

bool TemporaryFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool TemporaryFile::close() {
  const int descriptor = std::exchange(descriptor_, -1);
  return descriptor < 0 || ::close(descriptor) == 0;
}

}  // namespace weige
