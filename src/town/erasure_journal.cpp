#include "town/erasure_journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>

#include "seal/private_file.h"
#include "seal/text_lines.h"

namespace weige::town {
namespace {

using registry::ErasedMark;

constexpr std::string_view kFirstWords = "weige-erasures 2 ", kOldWords = "weige-erasures 1 ";
constexpr std::string_view kOpenToOthers = "open-to-others";
constexpr std::int64_t kLastInstant = 253'402'300'799'999'999;   // of the year 9999, in microseconds
constexpr std::size_t kLargestJournal = std::size_t{256} << 20;  // some six million people

Problem unusable(std::string reason) {
  return problem(ProblemCode::erasure_journal).with("reason", std::move(reason));
}

Problem of_file(Problem problem, const std::filesystem::path& file) {
  return std::move(problem).with("file", file.string());
}

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

// Up to the next blank, which goes with it.
std::string_view next_word(std::string_view& line) {
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

std::optional<std::int64_t> positive(std::string_view text, std::int64_t greatest) {
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || value <= 0 || value > greatest) return std::nullopt;
  return value;
}

std::string line_of(const JournalSeal& seal, const ErasedMark& mark) {
  const auto words =
      mark.kind + " " + std::to_string(mark.id) + " " + std::to_string(mark.at.time_since_epoch().count());
  return words + " " + seal_of_line(seal, words) + "\n";
}

// Only as line_of writes it.
std::optional<ErasedMark> mark_of(const JournalSeal& seal, std::string_view line) {
  auto rest = line;
  const auto kind = next_word(rest);
  const auto id = positive(next_word(rest), kGreatestErasedId);
  const auto at = positive(next_word(rest), kLastInstant);
  if ((kind != "person" && kind != "account") || !id || !at) return std::nullopt;
  const ErasedMark mark{std::string(kind), *id, Instant{std::chrono::microseconds{*at}}};
  return line_of(seal, mark) == std::string(line) + "\n" ? std::optional(mark) : std::nullopt;
}

// An open journal that nobody else writes meanwhile.
class OpenJournal {
 public:
  explicit OpenJournal(const std::filesystem::path& file)
      : descriptor_(
            ::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  ~OpenJournal() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenJournal(const OpenJournal&) = delete;
  OpenJournal& operator=(const OpenJournal&) = delete;

  bool lock() const { return descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) == 0; }
  bool is_private() const {
    struct stat about {};
    const auto self = ::geteuid();
    return ::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode) &&
           (about.st_mode & (S_IRWXG | S_IRWXO)) == 0 && (about.st_uid == self || self == 0);
  }
  std::optional<off_t> size() const {
    struct stat about {};
    return ::fstat(descriptor_, &about) == 0 ? std::optional(about.st_size) : std::nullopt;
  }
  // Takes away a last line without its end: a run was killed while it wrote that.
  bool end_last_line(off_t size) const {
    std::array<char, 128> tail;
    const auto from = size > static_cast<off_t>(tail.size()) ? size - static_cast<off_t>(tail.size()) : 0;
    const auto got = ::pread(descriptor_, tail.data(), tail.size(), from);
    if (got <= 0) return false;
    const auto end = std::string_view(tail.data(), static_cast<std::size_t>(got)).rfind('\n');
    const auto whole = end == std::string_view::npos ? from : from + static_cast<off_t>(end) + 1;
    return whole == size || ::ftruncate(descriptor_, whole) == 0;
  }
  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor_) == 0;
  }

 private:
  int descriptor_;
};

bool sync_folder_of(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

}  // namespace

std::string seal_of_line(const JournalSeal& seal, std::string_view words) {
  return seal::to_hex(seal.lines.of(words));
}

Result<std::vector<ErasedMark>> parse_erasure_journal(std::string_view text, const JournalSeal& seal) {
  std::vector<ErasedMark> out;
  std::size_t number = 0;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (++number == 1) {
      if (line.starts_with(kOldWords)) return unusable("without-seals");
      if (!line.starts_with(kFirstWords)) return unusable("not-a-journal");
      if (line.substr(kFirstWords.size()) != seal.ring) return unusable("of-another-database");
      continue;
    }
    auto mark = mark_of(seal, line);
    if (!mark) return unusable("line-" + std::to_string(number));
    out.push_back(*std::move(mark));
  }
  return out;
}

std::filesystem::path erasure_journal_of(const std::string& database_url) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (database_url.starts_with(kSqlite)) return database_url.substr(kSqlite.size()) + ".erasures";
  return "weige.erasures";
}

Result<std::vector<ErasedMark>> ErasureJournal::read() const {
  const auto read = seal::read_private(file_, kLargestJournal, seal::Privacy::required);
  if (read.fault == seal::FileFault::missing) return std::vector<ErasedMark>{};
  if (read.fault == seal::FileFault::open_to_others)
    return of_file(unusable(std::string(kOpenToOthers)), file_);
  if (read.fault != seal::FileFault::none) return of_file(unusable(read.reason), file_);
  auto marks = parse_erasure_journal(read.bytes, seal_);
  if (!marks) return of_file(std::move(marks).problem(), file_);
  return marks;
}

Done ErasureJournal::append(std::span<const ErasedMark> marks) {
  if (marks.empty()) return done();
  const std::lock_guard guard(mutex_);
  const OpenJournal journal(file_);
  if (!journal.lock()) return of_file(unusable(reason_of(errno)), file_);
  if (!journal.is_private()) return of_file(unusable(std::string(kOpenToOthers)), file_);
  const auto size = journal.size();
  if (!size || (*size > 0 && !journal.end_last_line(*size)))
    return of_file(unusable(reason_of(errno)), file_);
  std::string text;
  if (journal.size() == 0) text = std::string(kFirstWords) + seal_.ring + "\n";
  for (const auto& mark : marks) text += line_of(seal_, mark);
  if (!journal.write(text) || !sync_folder_of(file_)) return of_file(unusable(reason_of(errno)), file_);
  return done();
}

}  // namespace weige::town
