#include "town/backup_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace weige::town {
namespace {

using seal::SealedFileFault;

Problem with_file(Problem problem, const std::filesystem::path& file) {
  if (problem.code == ProblemCode::backup_file || problem.code == ProblemCode::backup_newer)
    problem.args.insert(problem.args.begin(), {"file", file.string()});
  return problem;
}

std::string told_value(const seal::SealedFileHead& head, std::string_view name) {
  return std::string(head.find(name).value_or(""));
}

}  // namespace

class BackupFile::Source {
 public:
  explicit Source(const std::filesystem::path& file) : in_(file, std::ios::binary) {}
  bool is_open() const { return in_.is_open(); }
  std::optional<std::size_t> fill(char* to, std::size_t size) {
    in_.read(to, static_cast<std::streamsize>(size));
    if (in_.bad()) return std::nullopt;
    return static_cast<std::size_t>(in_.gcount());
  }

 private:
  std::ifstream in_;
};

BackupFile::BackupFile(std::filesystem::path file, std::unique_ptr<Source> source)
    : file_(std::move(file)),
      source_(std::move(source)),
      reader_(std::make_unique<seal::SealedFileReader>(
          [from = source_.get()](char* to, std::size_t size) { return from->fill(to, size); })) {}
BackupFile::BackupFile(BackupFile&&) noexcept = default;
BackupFile::~BackupFile() = default;

Result<BackupFile> BackupFile::open(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto status = std::filesystem::status(file, ignored);  // a pipe would be waited for without end
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    return problem(ProblemCode::file_unreadable, file.string())
        .with("reason", std::filesystem::is_directory(status) ? "a folder" : "not a regular file");
  auto source = std::make_unique<Source>(file);
  if (!source->is_open())
    return problem(ProblemCode::file_unreadable, file.string()).with("reason", std::strerror(errno));
  BackupFile out(file, std::move(source));
  if (const auto fault = out.reader_->read_head(kBackupTitle); fault != SealedFileFault::none)
    return out.told(fault);
  const auto& head = out.reader_->head();
  out.head_ = {.id = head.id,
               .made = told_value(head, "made"),
               .engine = told_value(head, "engine"),
               .schema = told_value(head, "schema"),
               .profile = head.profile,
               .ring = head.ring,
               .master = head.master};
  return Result<BackupFile>(std::move(out));
}

Problem BackupFile::told(SealedFileFault fault) const {
  if (fault == SealedFileFault::newer)
    return with_file(problem(ProblemCode::backup_newer).with("number", "form"), file_);
  if (fault == SealedFileFault::ring)
    return problem(ProblemCode::backup_keys)
        .with("file", file_.string())
        .with("ring", head_.ring)
        .with("number", std::to_string(head_.master));
  auto reason = std::string(code(fault));
  if (fault == SealedFileFault::altered || fault == SealedFileFault::cut)
    reason += ", chunk " + std::to_string(reader_->chunks() + 1);
  return with_file(problem(ProblemCode::backup_file).with("reason", reason), file_);
}

Result<ContentSum> BackupFile::read(const seal::KeySet& keys, ContentVisitor visitor) {
  if (const auto fault = reader_->unlock(keys); fault != SealedFileFault::none) return told(fault);
  ContentReader content(head_.profile, std::move(visitor));
  while (const auto chunk = reader_->next())
    if (auto taken = content.take(*chunk); !taken) return with_file(std::move(taken).problem(), file_);
  if (reader_->fault() != SealedFileFault::none) return told(reader_->fault());
  auto sum = content.finish();
  if (!sum) return with_file(std::move(sum).problem(), file_);
  return sum;
}

}  // namespace weige::town
