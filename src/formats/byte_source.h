// Bytes of a file that can be read at any place: in memory, or behind a file descriptor without loading them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::formats {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  // Fills `out` as far as the file goes; a short count means the end (or a read error, which then looks like
  // a truncated file).
  virtual std::size_t read_at(std::uint64_t offset, std::span<char> out) const = 0;
};

// The caller keeps the bytes alive.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  std::size_t read_at(std::uint64_t offset, std::span<char> out) const override;

 private:
  std::string_view bytes_;
};

// A regular file. Owns the descriptor when made by open().
class FileSource final : public ByteSource {
 public:
  static Result<FileSource> open(const std::string& path);
  static FileSource borrow(int fd);
  FileSource(FileSource&& other) noexcept;
  FileSource& operator=(FileSource&&) = delete;
  ~FileSource() override;

  int fd() const { return fd_; }
  std::uint64_t size() const override { return size_; }
  std::size_t read_at(std::uint64_t offset, std::span<char> out) const override;

 private:
  FileSource(int fd, bool owned);
  int fd_;
  bool owned_;
  std::uint64_t size_ = 0;
};

}  // namespace weige::formats
