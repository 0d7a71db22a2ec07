#include "seal/key_file.h"

#include "seal/private_file.h"

namespace weige::seal {
namespace {

Problem named(Problem problem, const std::filesystem::path& file) {
  return std::move(problem).with("file", file.string());
}

Problem problem_of(const FileOutcome& outcome, const std::filesystem::path& file) {
  switch (outcome.fault) {
    case FileFault::missing:
      return named(problem(ProblemCode::key_file_missing), file);
    case FileFault::exists:
      return named(problem(ProblemCode::file_exists), file);
    case FileFault::open_to_others:
      return named(problem(ProblemCode::key_file_open), file);
    default:
      return named(problem(ProblemCode::key_file).with("reason", outcome.reason), file);
  }
}

// A folder that is not there: the system says no more than that something is missing.
Done written(FileOutcome outcome, const std::filesystem::path& file) {
  if (outcome.fault == FileFault::none) return done();
  if (outcome.fault == FileFault::missing) outcome = {.fault = FileFault::other, .reason = "no-such-folder"};
  return problem_of(outcome, file);
}

}  // namespace

Result<KeySet> read_key_file(const std::filesystem::path& file) {
  const auto read = read_private(file, kLongestKeyFile, Privacy::required);
  if (read.fault != FileFault::none) return problem_of(read, file);
  auto keys = parse_key_set(read.bytes);
  if (!keys) return named(std::move(keys).problem(), file);
  return keys;
}

Done write_new_key_file(const std::filesystem::path& file, const KeySet& keys) {
  return written(write_new_private(file, to_text(keys)), file);
}

Done replace_key_file(const std::filesystem::path& file, const KeySet& keys) {
  return written(replace_private(file, to_text(keys)), file);
}

}  // namespace weige::seal
