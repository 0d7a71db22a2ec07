#include "formats/zip_archive.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace weige::formats {
namespace {

constexpr std::size_t kLongestName = 255;
constexpr std::uint64_t kRatioMatters = 1 << 20;

Problem unsafe(std::string_view reason) {
  return problem(ProblemCode::file_unsafe).with("reason", std::string(reason));
}
Problem expands(std::string_view reason) {
  return problem(ProblemCode::file_expands).with("reason", std::string(reason));
}
Problem damaged(std::string_view part) {
  return problem(ProblemCode::file_damaged).with("part", std::string(part));
}

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool climbs(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find_first_of("\\:") != name.npos) return true;
  for (std::size_t at = 0; at <= name.size();) {
    const auto end = std::min(name.find('/', at), name.size());
    if (name.substr(at, end - at) == "..") return true;
    at = end + 1;
  }
  return false;
}

// minizip reads through these; `opaque` is the cursor, which also stands for the stream.
struct Cursor {
  const ByteSource* source;
  std::uint64_t at = 0;
};

voidpf open_cursor(voidpf opaque, const void*, int) {
  return opaque;
}

uLong read_cursor(voidpf, voidpf stream, void* out, uLong size) {
  auto& cursor = *static_cast<Cursor*>(stream);
  const auto got = cursor.source->read_at(cursor.at, {static_cast<char*>(out), size});
  cursor.at += got;
  return got;
}

ZPOS64_T tell_cursor(voidpf, voidpf stream) {
  return static_cast<Cursor*>(stream)->at;
}

long seek_cursor(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& cursor = *static_cast<Cursor*>(stream);
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) offset += cursor.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) offset += cursor.source->size();
  if (offset > cursor.source->size()) return -1;
  cursor.at = offset;
  return 0;
}

int no_error(voidpf, voidpf) {
  return 0;
}
uLong no_write(voidpf, voidpf, const void*, uLong) {
  return 0;
}

// The record at the end of every zip file, with a comment of any length behind it.
bool has_end(const ByteSource& source) {
  constexpr std::uint64_t kRecord = 22, kLongestComment = 0xFFFF;
  std::string tail(std::min(source.size(), kRecord + kLongestComment), '\0');
  tail.resize(source.read_at(source.size() - tail.size(), tail));
  const auto at = tail.rfind("PK\x05\x06");
  return at != tail.npos && tail.size() - at >= kRecord;
}

Done check_sizes(const unz_file_info64& info, std::uint64_t file_size, const ReadLimits& limits) {
  if ((info.flag & 1) != 0) return problem(ProblemCode::file_encrypted);
  if (info.compression_method != 0 && info.compression_method != Z_DEFLATED)
    return unsafe("compression-method");
  if (info.compressed_size > file_size) return damaged("zip");
  if (info.uncompressed_size > limits.entry_bytes) return expands("entry-size");
  if (info.uncompressed_size > kRatioMatters &&
      info.uncompressed_size / limits.compression_ratio > info.compressed_size)
    return expands("compression-ratio");
  if (info.compression_method == 0 && info.compressed_size != info.uncompressed_size) return damaged("zip");
  return done();
}

}  // namespace

struct ZipArchive::Handle {
  Cursor cursor;
  unzFile file = nullptr;

  explicit Handle(const ByteSource& source) : cursor{&source} {
    zlib_filefunc64_def functions{open_cursor, read_cursor, no_write, tell_cursor,
                                  seek_cursor, no_error,    no_error, &cursor};
    file = unzOpen2_64("", &functions);
  }
  ~Handle() {
    if (file) unzClose(file);
  }
};

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(const ByteSource& source, const ReadLimits& limits) {
  ZipArchive archive(std::make_unique<Handle>(source));
  if (!has_end(source)) return problem(ProblemCode::file_truncated);
  if (!archive.handle_->file) return damaged("zip");
  WEIGE_CHECK(archive.load(source.size(), limits));
  return archive;
}

Done ZipArchive::load(std::uint64_t file_size, const ReadLimits& limits) {
  unz_global_info64 global{};
  if (unzGetGlobalInfo64(handle_->file, &global) != UNZ_OK) return damaged("zip");
  if (global.number_entry > limits.zip_entries)
    return problem(ProblemCode::file_parts).with("max", std::to_string(limits.zip_entries));
  std::uint64_t total = 0;
  int status = global.number_entry == 0 ? UNZ_END_OF_LIST_OF_FILE : unzGoToFirstFile(handle_->file);
  for (; status == UNZ_OK; status = unzGoToNextFile(handle_->file)) {
    WEIGE_TRY(auto entry, next_entry(file_size, limits));
    total += entry.unpacked;
    if (total > limits.unpacked_bytes) return expands("total-size");
    if (!by_name_.emplace(lower(entry.name), entries_.size()).second) return unsafe("duplicate-entry");
    entries_.push_back(std::move(entry));
  }
  if (status != UNZ_END_OF_LIST_OF_FILE || entries_.size() != global.number_entry) return damaged("zip");
  return check_layout(file_size);
}

Result<ZipEntry> ZipArchive::next_entry(std::uint64_t file_size, const ReadLimits& limits) {
  unz_file_info64 info{};
  std::array<char, kLongestName + 1> name{};
  if (unzGetCurrentFileInfo64(handle_->file, &info, name.data(), name.size(), nullptr, 0, nullptr, 0) !=
      UNZ_OK)
    return damaged("zip");
  if (info.size_filename > kLongestName) return unsafe("entry-name");
  const std::string text(name.data(), info.size_filename);
  if (climbs(text) || text.find('\0') != text.npos) return unsafe("entry-name");
  WEIGE_CHECK(check_sizes(info, file_size, limits));
  unz64_file_pos position{};
  if (unzGetFilePos64(handle_->file, &position) != UNZ_OK) return damaged("zip");
  return ZipEntry{text, info.compressed_size, info.uncompressed_size, position.pos_in_zip_directory,
                  position.num_of_file};
}

// Opening raw makes minizip compare the local header with the directory and tells where the data begins.
Done ZipArchive::check_layout(std::uint64_t file_size) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
  for (const auto& entry : entries_) {
    const unz64_file_pos position{entry.directory_offset, entry.index};
    if (unzGoToFilePos64(handle_->file, &position) != UNZ_OK) return damaged("zip");
    if (unzOpenCurrentFile2(handle_->file, nullptr, nullptr, 1) != UNZ_OK) return damaged("zip");
    const std::uint64_t start = unzGetCurrentFileZStreamPos64(handle_->file);
    unzCloseCurrentFile(handle_->file);
    if (start > file_size || entry.packed > file_size - start) return damaged("zip");
    // The local header (30 bytes and the name) belongs to the entry too.
    ranges.emplace_back(start - std::min<std::uint64_t>(start, 30 + entry.name.size()), start + entry.packed);
  }
  std::sort(ranges.begin(), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (ranges[i].first < ranges[i - 1].second) return problem(ProblemCode::file_overlap);
  return done();
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = by_name_.find(lower(name));
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

Done ZipArchive::read(const ZipEntry& entry, const std::function<Result<Next>(std::string_view)>& consume) {
  const unz64_file_pos position{entry.directory_offset, entry.index};
  if (unzGoToFilePos64(handle_->file, &position) != UNZ_OK || unzOpenCurrentFile(handle_->file) != UNZ_OK)
    return damaged(entry.name);
  struct Closer {
    unzFile file;
    ~Closer() { unzCloseCurrentFile(file); }
  } closer{handle_->file};
  std::vector<char> buffer(64 * 1024);
  std::uint64_t total = 0;
  for (;;) {
    const int got = unzReadCurrentFile(handle_->file, buffer.data(), static_cast<unsigned>(buffer.size()));
    if (got < 0) return damaged(entry.name);
    if (got == 0) break;
    total += static_cast<std::uint64_t>(got);
    WEIGE_TRY(const auto next, consume({buffer.data(), static_cast<std::size_t>(got)}));
    if (next == Next::stop) return done();
  }
  closer.file = nullptr;
  if (unzCloseCurrentFile(handle_->file) != UNZ_OK || total != entry.unpacked) return damaged(entry.name);
  return done();
}

}  // namespace weige::formats
