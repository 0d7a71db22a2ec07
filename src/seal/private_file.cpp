#include "seal/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace weige::seal {
namespace {

FileOutcome failed(int error) {
  if (error == ENOENT) return {.fault = FileFault::missing};
  if (error == EEXIST) return {.fault = FileFault::exists};
  if (error == ELOOP) return {.fault = FileFault::other, .reason = "not-a-plain-file"};
  return {.fault = FileFault::other, .reason = std::generic_category().message(error)};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  bool valid() const { return number_ >= 0; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool is_private(const struct stat& about) {
  const auto self = ::geteuid();
  return (about.st_mode & (S_IRWXG | S_IRWXO)) == 0 && (about.st_uid == self || self == 0);
}

// 0, or what the system says.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

// The name in its folder is durable too.
int sync_folder(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.valid() && ::fsync(descriptor.get()) == 0 ? 0 : errno;
}

std::filesystem::path beside(const std::filesystem::path& file) {
  return file.string() + ".new";
}

// What a killed run has left under this name is overwritten.
int write_beside(const std::filesystem::path& file, std::string_view bytes) {
  const auto made = beside(file);
  ::unlink(made.c_str());
  Descriptor descriptor(
      ::open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!descriptor.valid()) return errno;
  if (const int error = write_all(descriptor.get(), bytes); error != 0) return error;
  return descriptor.close() ? 0 : errno;
}

}  // namespace

FileOutcome read_private(const std::filesystem::path& file, std::size_t limit, Privacy privacy) {
  // O_NONBLOCK: a pipe under this name must not hold us up.
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!descriptor.valid()) return failed(errno);
  struct stat about {};
  if (::fstat(descriptor.get(), &about) != 0) return failed(errno);
  if (!S_ISREG(about.st_mode)) return {.fault = FileFault::other, .reason = "not-a-plain-file"};
  if (privacy == Privacy::required && !is_private(about)) return {.fault = FileFault::open_to_others};
  FileOutcome out;
  out.bytes.resize(limit + 1);
  std::size_t size = 0;
  while (size < out.bytes.size()) {
    const auto got = ::read(descriptor.get(), out.bytes.data() + size, out.bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > limit) return {.fault = FileFault::other, .reason = "too-large"};
  out.bytes.resize(size);
  return out;
}

FileOutcome write_new_private(const std::filesystem::path& file, std::string_view bytes) {
  if (const int error = write_beside(file, bytes); error != 0) return failed(error);
  const int linked = ::link(beside(file).c_str(), file.c_str()) == 0 ? 0 : errno;
  ::unlink(beside(file).c_str());
  if (linked != 0) return failed(linked);
  const int synced = sync_folder(file);
  return synced == 0 ? FileOutcome{} : failed(synced);
}

FileOutcome replace_private(const std::filesystem::path& file, std::string_view bytes) {
  if (const int error = write_beside(file, bytes); error != 0) return failed(error);
  if (::rename(beside(file).c_str(), file.c_str()) != 0) return failed(errno);
  const int synced = sync_folder(file);
  return synced == 0 ? FileOutcome{} : failed(synced);
}

}  // namespace weige::seal
