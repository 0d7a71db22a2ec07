// Descriptor: owns an open file descriptor. With it the few calls that the sandbox's two sides share.
#pragma once

#include <filesystem>
#include <string_view>

namespace weige::formats {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Descriptor& operator=(Descriptor&&) = delete;

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void reset(int fd = -1);

 private:
  int fd_;
};

// Both ends above 2, so that they never collide with what a child gets there. False: the system has none
// left.
bool make_pipe(Descriptor& read_end, Descriptor& write_end);

// A new file of mode 0600, open for reading and writing; none when it is there already or cannot be made.
Descriptor create_file(const std::filesystem::path& path);

// False when the other side takes no more.
bool write_all(int fd, std::string_view bytes);

}  // namespace weige::formats
