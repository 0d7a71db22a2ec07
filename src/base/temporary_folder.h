// TemporaryFolder: a folder that only this process's user may enter, removed with all that is in it when its
// owner lets go.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

namespace weige {

class TemporaryFolder {
 public:
  // In `folder` (empty = the system's), as weige-<purpose>-XXXXXX. nullptr when it cannot be made: errno says
  // why.
  static std::unique_ptr<TemporaryFolder> make(const std::filesystem::path& folder, std::string_view purpose);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace weige
