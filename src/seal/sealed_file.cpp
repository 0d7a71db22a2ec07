#include "seal/sealed_file.h"

#include <algorithm>
#include <cassert>

#include "base/sha256.h"
#include "seal/text_lines.h"

namespace weige::seal {
namespace {

constexpr std::string_view kForm = "1";
constexpr char kMoreKind = 'm', kLastKind = 'l';
constexpr std::size_t kChunkHead = 5;         // kind, length of what follows (4, big-endian)
constexpr std::size_t kSumLine = 4 + 64 + 1;  // "sum ", digits, the end of the line
constexpr std::size_t kFixedLines = 5;        // title, profile, ring, master, key
constexpr std::size_t kReadAtOnce = 64 * 1024;

Place key_place(std::string_view title) {
  return {title, "key", 0};
}

// The head and the kind stand where a column does.
std::string chunk_column(const std::string& id, char kind) {
  return id + "/" + kind;
}

std::string fixed_part(const SealedFileHead& head) {
  return head.title + " " + std::string(kForm) + "\nprofile " + std::string(code(head.profile)) + "\nring " +
         head.ring + "\nmaster " + std::to_string(head.master) + "\nkey " + to_hex(head.wrapped) + "\n";
}

std::string head_text(const SealedFileHead& head) {
  std::string out = fixed_part(head);
  for (const auto& [name, value] : head.told) {
    assert(!name.empty() && value.find_first_of(" \n") == value.npos && !value.empty());
    out.append(name).append(" ").append(value).append("\n");
  }
  return with_sum(std::move(out));
}

Sealer new_file_key(const KeySet& keys, SealedFileHead& head, const Random& random) {
  const auto& master = keys.masters.back();
  const auto secret = Secret::make(random);
  head.profile = keys.profile;
  head.ring = keys.ring;
  head.master = master.number;
  head.wrapped =
      Sealer(keys.profile, master.secret, master.number).seal(key_place(head.title), secret.bytes(), random);
  return {keys.profile, secret, 1};
}

std::uint32_t length_of(std::string_view bytes) {
  std::uint32_t out = 0;
  for (const char byte : bytes) out = out << 8 | static_cast<unsigned char>(byte);
  return out;
}

// Where the head ends: behind the line that begins with "sum".
std::size_t head_end(std::string_view buffer) {
  const auto sum = buffer.find("\nsum ");
  if (sum == buffer.npos || buffer.size() < sum + 1 + kSumLine) return 0;
  return sum + 1 + kSumLine;
}

}  // namespace

std::optional<std::string_view> SealedFileHead::find(std::string_view name) const {
  for (const auto& [key, value] : told)
    if (key == name) return value;
  return std::nullopt;
}

SealedFileWriter::SealedFileWriter(const KeySet& keys, SealedFileHead head, Random random, Sink sink)
    : random_(std::move(random)),
      sink_(std::move(sink)),
      head_(std::move(head)),
      sealer_(new_file_key(keys, head_, random_)) {
  const auto text = head_text(head_);
  assert(text.size() <= kLongestHead);
  head_.id = sha256_hex(text);
  sink_(text);
}

void SealedFileWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, kChunkBytes - waiting_.size());
    waiting_ += part;
    bytes.remove_prefix(part.size());
    if (waiting_.size() < kChunkBytes) continue;
    put_chunk(waiting_, kMoreKind);
    waiting_.clear();
  }
}

void SealedFileWriter::finish() {
  put_chunk(waiting_, kLastKind);
  waiting_.clear();
}

void SealedFileWriter::put_chunk(std::string_view content, char kind) {
  const auto column = chunk_column(head_.id, kind);
  const auto sealed = sealer_.seal({head_.title, column, number_++}, content, random_);
  std::string out(1, kind);
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(sealed.size() >> shift);
  sink_(out += sealed);
}

std::string_view code(SealedFileFault fault) {
  switch (fault) {
    case SealedFileFault::none:
      return "none";
    case SealedFileFault::foreign:
      return "foreign";
    case SealedFileFault::newer:
      return "newer";
    case SealedFileFault::head:
      return "head";
    case SealedFileFault::ring:
      return "ring";
    case SealedFileFault::cut:
      return "cut";
    case SealedFileFault::altered:
      return "altered";
    case SealedFileFault::trailing:
      return "trailing";
    case SealedFileFault::unreadable:
      return "unreadable";
  }
  return "";
}

// False: the source ended or failed before.
bool SealedFileReader::fill(std::size_t wanted) {
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  while (buffer_.size() < wanted) {
    const auto had = buffer_.size();
    buffer_.resize(had + std::max(kReadAtOnce, wanted - had));
    const auto got = source_(buffer_.data() + had, buffer_.size() - had);
    buffer_.resize(had + got.value_or(0));
    if (!got) fault_ = SealedFileFault::unreadable;
    if (!got || *got == 0) return false;
  }
  return true;
}

std::string SealedFileReader::take(std::size_t size) {
  auto out = buffer_.substr(at_, size);
  at_ += size;
  return out;
}

std::nullopt_t SealedFileReader::fail(SealedFileFault fault) {
  if (fault_ == SealedFileFault::none) fault_ = fault;
  ended_ = true;
  return std::nullopt;
}

SealedFileFault SealedFileReader::read_head(std::string_view title) {
  fill(kLongestHead);
  if (fault_ != SealedFileFault::none) return fault_;
  const std::string_view start(buffer_.data(), std::min(buffer_.size(), kLongestHead));
  if (!start.starts_with(std::string(title) + " ")) return fault_ = SealedFileFault::foreign;
  const auto version = start.substr(title.size() + 1, start.find('\n') - title.size() - 1);
  if (version != kForm && to_number(version)) return fault_ = SealedFileFault::newer;
  const auto end = head_end(start);
  if (end == 0) return fault_ = buffer_.size() < kLongestHead ? SealedFileFault::cut : SealedFileFault::head;
  return fault_ = parse_head(title, take(end));
}

SealedFileFault SealedFileReader::parse_head(std::string_view title, std::string_view text) {
  const auto lines = lines_under_sum(text);
  if (!lines || lines->size() < kFixedLines) return SealedFileFault::head;
  for (const auto& words : *lines)
    if (words.size() != 2 || words[0].empty() || words[1].empty()) return SealedFileFault::head;
  const auto value = [&](std::size_t line, std::string_view name) {
    return (*lines)[line][0] == name ? (*lines)[line][1] : std::string_view();
  };
  const auto profile = profile_of(value(1, "profile"));
  const auto master = to_number(value(3, "master"));
  const auto wrapped = from_hex(value(4, "key"));
  if (value(0, title) != kForm || !profile || value(2, "ring").empty() || !master || !wrapped ||
      *master > kHighestKeyNumber)
    return SealedFileFault::head;
  head_ = {.title = std::string(title),
           .profile = *profile,
           .ring = std::string(value(2, "ring")),
           .master = static_cast<std::uint32_t>(*master),
           .wrapped = *wrapped,
           .told = {},
           .id = sha256_hex(text)};
  for (std::size_t i = kFixedLines; i < lines->size(); ++i)
    head_.told.emplace_back((*lines)[i][0], (*lines)[i][1]);
  return SealedFileFault::none;
}

SealedFileFault SealedFileReader::unlock(const KeySet& keys) {
  const auto* const master = keys.find(head_.master);
  if (keys.ring != head_.ring || keys.profile != head_.profile || !master)
    return fault_ = SealedFileFault::ring;
  const auto opened =
      Sealer(keys.profile, master->secret, master->number).open(key_place(head_.title), head_.wrapped);
  const auto secret = opened ? Secret::of(*opened) : std::nullopt;
  if (!secret) return fault_ = SealedFileFault::altered;
  sealer_.emplace(head_.profile, *secret, 1);
  return SealedFileFault::none;
}

std::optional<std::string> SealedFileReader::next() {
  assert(sealer_ || fault_ != SealedFileFault::none);
  if (ended_ || fault_ != SealedFileFault::none) return std::nullopt;
  if (!fill(kChunkHead)) return fail(SealedFileFault::cut);
  const auto start = take(kChunkHead);
  const char kind = start[0];
  const auto length = length_of(std::string_view(start).substr(1));
  if ((kind != kMoreKind && kind != kLastKind) || length > kChunkBytes + kSealedOverhead)
    return fail(SealedFileFault::altered);
  if (!fill(length)) return fail(SealedFileFault::cut);
  const auto column = chunk_column(head_.id, kind);
  auto content = sealer_->open({head_.title, column, number_}, take(length));
  if (!content) return fail(SealedFileFault::altered);
  ++number_;
  if (kind == kMoreKind) return content;
  if (fill(1)) return fail(SealedFileFault::trailing);
  if (fault_ != SealedFileFault::none) return std::nullopt;
  ended_ = true;
  return content;
}

}  // namespace weige::seal
