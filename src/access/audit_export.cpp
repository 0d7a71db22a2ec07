#include "access/audit_export.h"

#include "access/audit_fields.h"

namespace weige::access {
namespace {

constexpr std::string_view kTitle = "weige-audit-export 1";
constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kLongestLine = kLongestAuditLine + kDigestDigits + 1;
constexpr std::string_view kHeadStart = "weige-audit-head ";

Problem unreadable_file(const std::string& name, std::string reason) {
  return problem(ProblemCode::audit_export).with("file", name).with("reason", std::move(reason));
}

// "log 1234" -> 1234
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  if (!line.starts_with(name) || line.substr(name.size()).substr(0, 1) != " ") return std::nullopt;
  return line.substr(name.size() + 1);
}

std::optional<LogKey> key_of(std::string_view value) {
  const auto space = value.find(' ');
  if (space == value.npos) return std::nullopt;
  const auto from = whole_number(value.substr(0, space));
  const auto key = parse_public_key(value.substr(space + 1));
  if (!from || !key) return std::nullopt;
  return LogKey{*from, *key};
}

}  // namespace

std::string header_text(const ExportHeader& header) {
  std::string out(kTitle);
  out.append("\nlog ").append(header.log).append("\ndigest ").append(code(header.digest)).append("\n");
  for (const auto& key : header.keys)
    out.append("key ")
        .append(std::to_string(key.from_head))
        .append(" ")
        .append(to_text(key.key))
        .append("\n");
  for (const auto& head : header.heads) out.append(to_text(head)).append("\n");
  return out.append("entries ").append(std::to_string(header.entries)).append("\n");
}

std::string entry_text(const Digest& leaf, std::string_view line) {
  return to_hex(leaf).append(" ").append(line).append("\n");
}

ExportReader::ExportReader(std::istream& in, std::string name)
    : lines_in_(in, kLongestLine), name_(std::move(name)) {}

Result<ExportReader> ExportReader::open(std::istream& in, std::string name) {
  ExportReader reader(in, std::move(name));
  WEIGE_CHECK(reader.read_header());
  return reader;
}

Done ExportReader::read_header() {
  if (!read_line() || line_ != kTitle) return unreadable("not an export of an audit log");
  if (!read_line()) return unreadable("the log is not named");
  const auto log = value_of(line_, "log");
  if (!log || log->size() != 32 || !bytes_of_hex(*log)) return unreadable("the log is not named");
  header_.log = *log;
  if (!read_line()) return unreadable("the digest is not named");
  const auto digest_name = value_of(line_, "digest");
  const auto digest = digest_name ? digest_kind_of(*digest_name) : std::nullopt;
  if (!digest) return unreadable("the digest is not named");
  header_.digest = *digest;
  return read_keys_and_heads();
}

Done ExportReader::read_keys_and_heads() {
  while (read_line()) {
    if (const auto key = value_of(line_, "key")) {
      auto read = key_of(*key);
      const auto least = header_.keys.empty() ? 1 : header_.keys.back().from_head + 1;
      if (!read || header_.keys.size() == kMostLogKeys || read->from_head < least || !header_.heads.empty() ||
          (header_.keys.empty() && read->from_head != 1))
        return unreadable("not a key, or not in its place");
      header_.keys.push_back(std::move(*read));
    } else if (line_.starts_with(kHeadStart)) {
      auto head = parse_signed_head(line_);
      if (!head || header_.heads.size() == kMostHeads) return unreadable("not a head");
      header_.heads.push_back(std::move(*head));
    } else {
      const auto count = value_of(line_, "entries");
      const auto entries = count ? whole_number(*count) : std::nullopt;
      if (!entries) return unreadable("neither key nor head nor number of entries");
      header_.entries = *entries;
      return done();
    }
  }
  return unreadable("it ends before the entries");
}

Result<const ExportedEntry*> ExportReader::next() {
  if (!read_line()) return unreadable("it ends before its end, or a line is too long");
  if (read_ == header_.entries) {
    if (line_ != "end") return unreadable("more entries than it tells");
    if (read_line() || !line_.empty()) return unreadable("something follows its end");
    return static_cast<const ExportedEntry*>(nullptr);
  }
  const auto text = std::string_view(line_);
  const auto leaf = digest_of_hex(text.substr(0, kDigestDigits));
  if (!leaf || text.size() == kDigestDigits || text[kDigestDigits] != ' ')
    return unreadable("entry " + std::to_string(read_ + 1) + " has no digest");
  ++read_;
  entry_ = {*leaf, text.substr(kDigestDigits + 1)};
  return &entry_;
}

bool ExportReader::read_line() {
  ++lines_;
  return lines_in_.next(line_) == LineSource::Found::line;
}

Problem ExportReader::unreadable(std::string reason) const {
  return unreadable_file(name_, "line " + std::to_string(lines_) + ": " + std::move(reason));
}

Result<std::vector<SignedHead>> read_heads(std::istream& in, const std::string& name) {
  std::vector<SignedHead> out;
  std::string line;
  LineSource lines(in, kLongestHeadLine);
  for (std::int64_t number = 1;; ++number) {
    const auto found = lines.next(line);
    if (line.ends_with('\r')) line.pop_back();
    if (found != LineSource::Found::too_long && !line.empty() && !line.starts_with('#')) {
      auto head = parse_signed_head(line);
      if (!head || out.size() == kMostHeads)
        return unreadable_file(name, "line " + std::to_string(number) + ": not a head");
      out.push_back(std::move(*head));
    }
    if (found == LineSource::Found::rest) return out;
    if (found == LineSource::Found::too_long)
      return unreadable_file(name, "line " + std::to_string(number) + ": too long");
  }
}

}  // namespace weige::access
