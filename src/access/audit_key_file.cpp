#include "access/audit_key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace weige::access {
namespace {

constexpr std::string_view kKeyFileStart = "weige-audit-key 1 ";
constexpr std::size_t kLongest = 200;

Problem unusable_key_file(const std::string& path, std::string reason) {
  return problem(ProblemCode::audit_key).with("file", path).with("reason", std::move(reason));
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  bool open() const { return value_ >= 0; }

 private:
  int value_;
};

// At most kLongest bytes; nullopt: errno tells.
std::optional<std::string> content(int file) {
  std::string out(kLongest + 1, '\0');
  std::size_t filled = 0;
  while (filled < out.size()) {
    const auto got = ::read(file, out.data() + filled, out.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  out.resize(filled);
  return out;
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto put = ::write(file, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::fsync(file) == 0;
}

// Without it the name of a new file may be lost with the power.
bool keep_name(const std::string& path) {
  auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return open.open() && ::fsync(open.get()) == 0;
}

}  // namespace

Result<std::optional<AuditSigner>> read_audit_key(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.open() && errno == ENOENT) return std::optional<AuditSigner>();
  struct stat about {};
  if (!file.open() || ::fstat(file.get(), &about) != 0) return unusable_key_file(path, std::strerror(errno));
  if (!S_ISREG(about.st_mode)) return unusable_key_file(path, "not a file");
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return unusable_key_file(path, "others may read it: chmod 600");
  const auto text = content(file.get());
  if (!text) return unusable_key_file(path, std::strerror(errno));
  std::string_view rest = *text;
  if (!rest.starts_with(kKeyFileStart) || !rest.ends_with('\n'))
    return unusable_key_file(path, "not a key of an audit log");
  rest.remove_prefix(kKeyFileStart.size());
  rest.remove_suffix(1);
  auto signer = AuditSigner::parse(rest);
  if (!signer) return unusable_key_file(path, "not a key of an audit log");
  return std::optional(std::move(*signer));
}

// It has its name once it is whole: a start that was cut short leaves no half of a key.
Done write_audit_key(const std::string& path, const AuditSigner& signer) {
  const auto unfinished = path + ".part";
  const Descriptor file(
      ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!file.open()) return unusable_key_file(path, std::strerror(errno));
  const bool kept = write_all(file.get(), std::string(kKeyFileStart) + signer.secret_text() + "\n") &&
                    ::link(unfinished.c_str(), path.c_str()) == 0 && keep_name(path);
  const int reason = errno;
  ::unlink(unfinished.c_str());
  if (!kept) return unusable_key_file(path, std::strerror(reason));
  return done();
}

}  // namespace weige::access
