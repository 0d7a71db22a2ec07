// killer: a preloaded library that kills the process at a chosen write or sync of chosen files, and can keep
// an image of what would be on the disk if the power had failed at that moment. Environment:
//   WEIGE_KILL_FILES    only files whose path contains this text count; without it nothing is done
//   WEIGE_KILL_AT       the number of the counted call (1, 2, ...) that is not reached; 0 or absent = never
//   WEIGE_KILL_TORN     1 = when that call is a write, its first half is written
//   WEIGE_KILL_COUNT    file that gets the number of counted calls when the process ends by itself
//   WEIGE_KILL_IMAGE    existing folder: holds a copy of each file as of its last sync, and when killed
//   WEIGE_KILL_KEEP     that percentage (0 to 100) of the unsynced writes on top, chosen by
//   WEIGE_KILL_SEED     this number
// Counted: write, pwrite, ftruncate, fsync, fdatasync. A removed file stays in the image until its folder is
// synced. Not seen: mapped memory; that a new name in a folder may be lost.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace {

template <class F>
F real(const char* name) {
  return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}
ssize_t real_pwrite(int fd, const void* data, size_t size, off_t at) {
  static const auto f = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  return f(fd, data, size, at);
}
int real_truncate(int fd, off_t size) {
  static const auto f = real<int (*)(int, off64_t)>("ftruncate64");
  return f(fd, size);
}
int real_sync(const char* name, int fd) {
  return real<int (*)(int)>(name)(fd);
}

std::string setting(const char* name) {
  const char* value = getenv(name);
  return value ? value : "";
}
long number(const char* name) {
  return atol(setting(name).c_str());
}

// One change of a file that has not been synced yet. truncate: at = the new size.
struct Change {
  bool truncate;
  off_t at;
  std::string bytes;
};

class Killer {
 public:
  bool counts(const std::string& name) const {
    const bool shared_memory = name.ends_with("-shm");  // made anew by whoever opens the file next
    return !files_.empty() && name.find(files_) != name.npos && !shared_memory;
  }
  // The name of the file if it counts, else "".
  std::string tracked(int fd) const {
    if (files_.empty()) return "";
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    const ssize_t length = readlink(link.c_str(), path, sizeof path);
    const std::string name(path, length > 0 ? static_cast<size_t>(length) : 0);
    return counts(name) ? name : "";
  }

  void before_change(const std::string& path, int fd, Change change) {
    const std::lock_guard lock(mutex_);
    remember_start(path);
    if (++calls_ == kill_at_) {
      if (torn_ && !change.truncate) real_pwrite(fd, change.bytes.data(), change.bytes.size() / 2, change.at);
      die();
    }
    if (!image_.empty()) unsynced_[path].push_back(std::move(change));
  }
  void before_sync() {
    const std::lock_guard lock(mutex_);
    if (++calls_ == kill_at_) die();
  }
  void removed(const std::string& path) {
    const std::lock_guard lock(mutex_);
    removed_.push_back(path);
  }
  // Of any file: a folder makes what was removed from it durable.
  void after_folder_sync(int fd) {
    const std::lock_guard lock(mutex_);
    struct stat known {};
    if (image_.empty() || fstat(fd, &known) != 0 || !S_ISDIR(known.st_mode)) return;
    for (const auto& path : removed_) {
      unlink_image(path);
      unsynced_.erase(path);
    }
    removed_.clear();
  }
  void after_sync(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (image_.empty()) return;
    remember_start(path);
    for (const Change& change : unsynced_[path]) apply(path, change);
    unsynced_[path].clear();
  }
  ~Killer() {
    const std::string file = setting("WEIGE_KILL_COUNT");
    if (file.empty() || files_.empty()) return;
    const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const std::string text = std::to_string(calls_);
    real_pwrite(fd, text.data(), text.size(), 0);
    close(fd);
  }

 private:
  void unlink_image(const std::string& path) const {
    static const auto f = real<int (*)(const char*)>("unlink");
    f(image_of(path).c_str());
  }
  std::string image_of(const std::string& path) const { return image_ + path.substr(path.rfind('/')); }
  // What the file held before this process changed it counts as durable.
  void remember_start(const std::string& path) {
    if (image_.empty() || access(image_of(path).c_str(), F_OK) == 0) return;
    const int from = open(path.c_str(), O_RDONLY),
              to = open(image_of(path).c_str(), O_WRONLY | O_CREAT, 0600);
    char buffer[65536];
    off_t at = 0;
    for (ssize_t size; (size = pread(from, buffer, sizeof buffer, at)) > 0; at += size)
      real_pwrite(to, buffer, static_cast<size_t>(size), at);
    close(from);
    close(to);
  }
  void apply(const std::string& path, const Change& change) const {
    const int fd = open(image_of(path).c_str(), O_WRONLY);
    if (change.truncate)
      real_truncate(fd, change.at);
    else
      real_pwrite(fd, change.bytes.data(), change.bytes.size(), change.at);
    close(fd);
  }
  [[noreturn]] void die() {
    std::minstd_rand random(static_cast<unsigned>(number("WEIGE_KILL_SEED")) + 1);
    const auto keep = static_cast<unsigned>(number("WEIGE_KILL_KEEP"));
    for (const auto& [path, changes] : unsynced_)
      for (const Change& change : changes)
        if (random() % 100 < keep) apply(path, change);
    for (;;) kill(getpid(), SIGKILL);
  }

  std::string files_ = setting("WEIGE_KILL_FILES");
  std::string image_ = setting("WEIGE_KILL_IMAGE");
  long kill_at_ = number("WEIGE_KILL_AT");
  bool torn_ = number("WEIGE_KILL_TORN") != 0;
  std::mutex mutex_;
  long calls_ = 0;
  std::map<std::string, std::vector<Change>> unsynced_;
  std::vector<std::string> removed_;
};

Killer& killer() {
  static Killer one;
  return one;
}

ssize_t watched_pwrite(int fd, const void* data, size_t size, off_t at) {
  if (const auto path = killer().tracked(fd); !path.empty())
    killer().before_change(path, fd, {false, at, std::string(static_cast<const char*>(data), size)});
  return real_pwrite(fd, data, size, at);
}

int watched_truncate(int fd, off_t size) {
  if (const auto path = killer().tracked(fd); !path.empty())
    killer().before_change(path, fd, {true, size, {}});
  return real_truncate(fd, size);
}

int watched_sync(const char* name, int fd) {
  const auto path = killer().tracked(fd);
  if (!path.empty()) killer().before_sync();
  const int outcome = real_sync(name, fd);
  if (!path.empty() && outcome == 0) killer().after_sync(path);
  if (path.empty() && outcome == 0) killer().after_folder_sync(fd);
  return outcome;
}

}  // namespace

extern "C" {
ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  return watched_pwrite(fd, data, size, at);
}
ssize_t pwrite64(int fd, const void* data, size_t size, off64_t at) {
  return watched_pwrite(fd, data, size, at);
}
int ftruncate(int fd, off_t size) noexcept {
  return watched_truncate(fd, size);
}
int ftruncate64(int fd, off64_t size) noexcept {
  return watched_truncate(fd, size);
}
int unlink(const char* path) noexcept {
  static const auto f = real<int (*)(const char*)>("unlink");
  const int outcome = f(path);
  if (outcome == 0 && killer().counts(path)) killer().removed(path);
  return outcome;
}
int fsync(int fd) {
  return watched_sync("fsync", fd);
}
int fdatasync(int fd) {
  return watched_sync("fdatasync", fd);
}
ssize_t write(int fd, const void* data, size_t size) {
  static const auto f = real<ssize_t (*)(int, const void*, size_t)>("write");
  if (const auto path = killer().tracked(fd); !path.empty())
    killer().before_change(
        path, fd, {false, lseek(fd, 0, SEEK_CUR), std::string(static_cast<const char*>(data), size)});
  return f(fd, data, size);
}
}
