// MemoryFile: a file in memory that is gone with its last holder: what holds people's data on its way in or
// out never reaches a disk.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace weige {

class MemoryFile {
 public:
  // purpose: shows where the system lists open files. *descriptor() is negative when it cannot be made: errno
  // says why.
  explicit MemoryFile(const char* purpose);
  // Appends. False when the memory is used up, or there is no file.
  bool write(std::string_view bytes);
  // To be opened and written by, as long as somebody holds the descriptor.
  std::string path() const;
  const std::shared_ptr<const int>& descriptor() const { return descriptor_; }

 private:
  std::shared_ptr<const int> descriptor_;
};

}  // namespace weige
