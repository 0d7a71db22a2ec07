#include "base/temporary_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace weige {

namespace fs = std::filesystem;

// mkdtemp makes it with mode 0700.
std::unique_ptr<TemporaryFolder> TemporaryFolder::make(const fs::path& folder, std::string_view purpose) {
  const auto where = folder.empty() ? fs::temp_directory_path() : folder;
  std::string path = where / ("weige-" + std::string(purpose) + "-XXXXXX");
  if (::mkdtemp(path.data()) == nullptr) return nullptr;
  return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(path));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace weige
