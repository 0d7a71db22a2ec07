#include "town/backup_content.h"

#include <algorithm>
#include <stdexcept>

namespace weige::town {
namespace {

constexpr char kSchemaFrame = 'S', kTableFrame = 'T', kRowFrame = 'R', kTableEndFrame = 'E', kEndFrame = 'Z';
constexpr std::size_t kFrameHead = 4, kLongestName = 63, kChecksum = 64;
constexpr std::string_view kColumnKinds = "irtb";

void append_count(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}
void append_word(std::string& out, std::string_view text) {
  append_count(out, text.size(), 4);
  out += text;
}
std::uint64_t count_in(std::string_view bytes) {
  std::uint64_t out = 0;
  for (const char byte : bytes) out = out << 8 | static_cast<unsigned char>(byte);
  return out;
}

// Once something is short, everything after it is.
class ContentFields {
 public:
  explicit ContentFields(std::string_view rest) : rest_(rest) {}
  std::uint64_t count(std::size_t bytes) { return count_in(part(bytes)); }
  std::string_view word() { return part(count(4)); }
  std::string_view part(std::size_t size) {
    if (rest_.size() < size) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  bool is_ok() const { return ok_; }
  bool is_whole() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

Problem bad_content(std::string what) {
  return problem(ProblemCode::backup_file).with("reason", "content: " + std::move(what));
}

bool is_name(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, fits);
}

std::string sum_of_table(const TableSum& sum) {
  std::string out;
  append_word(out, sum.table);
  append_count(out, static_cast<std::uint64_t>(sum.rows), 8);
  return out += sum.digest;
}

}  // namespace

TableSum TableDigest::take(std::string table) {
  TableSum out{.table = std::move(table), .rows = rows_, .digest = digest_.take()};
  rows_ = 0;
  return out;
}

ContentWriter::ContentWriter(seal::Profile profile, Sink sink)
    : sink_(std::move(sink)), table_(profile), all_(profile) {}

void ContentWriter::put(char type, std::string_view content) {
  if (content.size() + 1 > kLongestFrame) throw std::length_error("a row too long for a backup");
  std::string head;
  append_count(head, content.size() + 1, 4);
  head += type;
  sink_(head);
  sink_(content);
}

void ContentWriter::schema(const BackupSchema& schema) {
  std::string out;
  append_count(out, schema.size(), 4);
  for (const auto& [number, checksum] : schema) {
    append_count(out, static_cast<std::uint64_t>(number), 4);
    append_word(out, checksum);
  }
  put(kSchemaFrame, out);
  all_.add(out);
}

void ContentWriter::begin_table(const BackupTable& table) {
  std::string out;
  append_word(out, table.name);
  append_count(out, table.columns.size(), 4);
  for (const auto& [name, kind] : table.columns) {
    append_word(out, name);
    out += kind;
  }
  put(kTableFrame, out);
  all_.add(out);
  name_ = table.name;
}

void ContentWriter::row(std::string_view bytes) {
  put(kRowFrame, bytes);
  table_.add(bytes);
}

void ContentWriter::end_table() {
  auto sum = table_.take(std::move(name_));
  const auto out = sum_of_table(sum);
  put(kTableEndFrame, out);
  all_.add(out);
  sum_.rows += sum.rows;
  sum_.tables.push_back(std::move(sum));
}

ContentSum ContentWriter::finish() {
  std::string out;
  append_count(out, sum_.tables.size(), 4);
  append_count(out, static_cast<std::uint64_t>(sum_.rows), 8);
  out += all_.take();
  put(kEndFrame, out);
  return std::move(sum_);
}

ContentReader::ContentReader(seal::Profile profile, ContentVisitor visitor)
    : visitor_(std::move(visitor)), table_(profile), all_(profile) {}

Done ContentReader::take(std::string_view bytes) {
  buffer_ += bytes;
  std::string_view rest = buffer_;
  while (rest.size() >= kFrameHead) {
    const auto length = count_in(rest.substr(0, kFrameHead));
    if (length == 0 || length > kLongestFrame) return bad_content("length of a frame");
    if (rest.size() < kFrameHead + length) break;
    WEIGE_CHECK(frame(rest[kFrameHead], rest.substr(kFrameHead + 1, length - 1)));
    rest.remove_prefix(kFrameHead + length);
  }
  buffer_.erase(0, buffer_.size() - rest.size());
  return done();
}

Done ContentReader::frame(char type, std::string_view content) {
  if (state_ == State::schema && type == kSchemaFrame) return read_schema(content);
  if (state_ == State::tables && type == kTableFrame) return read_table(content);
  if (state_ == State::tables && type == kEndFrame) return read_end(content);
  if (state_ == State::rows && type == kRowFrame) return read_row(content);
  if (state_ == State::rows && type == kTableEndFrame) return read_end_of_table(content);
  return bad_content("order of frames");
}

Done ContentReader::read_schema(std::string_view content) {
  ContentFields fields(content);
  const auto count = fields.count(4);
  if (count > kMostMigrations) return bad_content("number of migrations");
  BackupSchema schema;
  for (std::uint64_t i = 0; i < count && fields.is_ok(); ++i) {
    const auto number = static_cast<int>(fields.count(4) & 0x7fffffff);
    const auto checksum = fields.word();
    if (checksum.size() != kChecksum || (!schema.empty() && number <= schema.back().number))
      return bad_content("a migration");
    schema.push_back({number, std::string(checksum)});
  }
  if (!fields.is_whole()) return bad_content("migrations");
  all_.add(content);
  state_ = State::tables;
  return visitor_.schema(schema);
}

Done ContentReader::read_table(std::string_view content) {
  ContentFields fields(content);
  BackupTable table{.name = std::string(fields.word()), .columns = {}};
  const auto count = fields.count(4);
  if (!is_name(table.name) || count == 0 || count > kMostColumns || sum_.tables.size() >= kMostTables)
    return bad_content("a table");
  for (std::uint64_t i = 0; i < count && fields.is_ok(); ++i) {
    const auto name = fields.word();
    const auto kind = fields.part(1);
    if (!is_name(name) || kind.empty() || kColumnKinds.find(kind[0]) == kColumnKinds.npos)
      return bad_content("a column");
    table.columns.push_back({std::string(name), kind[0]});
  }
  if (!fields.is_whole()) return bad_content("columns");
  if (std::ranges::find(sum_.tables, table.name, &TableSum::table) != sum_.tables.end())
    return bad_content("a table twice");
  all_.add(content);
  name_ = table.name;
  state_ = State::rows;
  return visitor_.table(table);
}

Done ContentReader::read_row(std::string_view content) {
  table_.add(content);
  return visitor_.row(content);
}

Done ContentReader::read_end_of_table(std::string_view content) {
  auto sum = table_.take(name_);
  if (sum_of_table(sum) != content) return bad_content("rows of " + name_);
  all_.add(content);
  sum_.rows += sum.rows;
  sum_.tables.push_back(std::move(sum));
  state_ = State::tables;
  return visitor_.end_of_table(sum_.tables.back());
}

Done ContentReader::read_end(std::string_view content) {
  std::string expected;
  append_count(expected, sum_.tables.size(), 4);
  append_count(expected, static_cast<std::uint64_t>(sum_.rows), 8);
  if (content != expected + all_.take()) return bad_content("counts");
  state_ = State::over;
  return done();
}

Result<ContentSum> ContentReader::finish() {
  if (state_ != State::over || !buffer_.empty()) return bad_content("end");
  return std::move(sum_);
}

}  // namespace weige::town
