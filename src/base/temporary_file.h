// TemporaryFile: a file that only this process's user may read, removed when its owner lets go.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

namespace weige {

class TemporaryFile {
 public:
  // In `folder` (empty = the system's), as weige-<purpose>-XXXXXX. nullptr when it cannot be made: errno says
  // why.
  static std::unique_ptr<TemporaryFile> make(const std::filesystem::path& folder, std::string_view purpose);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Appends. False when the disk takes no more.
  bool write(std::string_view bytes);
  // Ends the writing; the file stays. False when the disk lost something.
  bool close();

 private:
  TemporaryFile(std::filesystem::path path, int descriptor)
      : path_(std::move(path)), descriptor_(descriptor) {}
  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace weige
