// NewFile: a file that is there whole and durably, or not at all. Written under another name beside its own;
// never takes the place of a file that is there. Readable for its owner only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige {

class NewFile {
 public:
  // Problems: file_exists; file_write with the system's reason.
  static Result<NewFile> make(const std::filesystem::path& path);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile();  // without publish() nothing is left

  // Appends. What goes wrong is told by publish(); nothing more is written after it.
  void write(std::string_view bytes);
  bool failed() const { return error_ != 0; }
  std::uint64_t size() const { return size_; }
  // Durably under its own name. Problems: file_write; file_exists when another file took the name meanwhile.
  Done publish();

 private:
  NewFile(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  std::filesystem::path unfinished() const { return path_.string() + ".part"; }
  int flush();
  int take_name() const;

  std::filesystem::path path_;
  int descriptor_;
  int error_ = 0;
  std::uint64_t size_ = 0;
  std::string waiting_;
};

}  // namespace weige
