#include "cli/link_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <optional>

#include "formats/csv_parser.h"
#include "formats/csv_reader.h"
#include "formats/utf8_scan.h"
#include "linkage/parallel.h"
#include "standards/text_fold.h"

namespace weige::cli {
namespace {

constexpr std::size_t piece_bytes = 4 << 20;
constexpr std::size_t most_records = UINT32_MAX;  // numbers of records have 32 bits
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

formats::ReadOptions unlimited() {
  formats::ReadOptions options;
  options.limits.file_bytes = std::uint64_t{1} << 40;
  options.limits.rows = options.limits.columns = UINT32_MAX;
  options.limits.cells = options.limits.gaps = UINT64_MAX;
  return options;
}

// A file's bytes, read by the kernel as they are looked at.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    struct stat state {};
    if (::fstat(fd, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0) {
      size_ = static_cast<std::size_t>(state.st_size);
      bytes_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
      if (bytes_ != MAP_FAILED) ::madvise(bytes_, size_, MADV_SEQUENTIAL);
    }
    ::close(fd);
  }
  ~MappedFile() {
    if (bytes_ != MAP_FAILED) ::munmap(bytes_, size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view text() const {
    return bytes_ == MAP_FAILED ? std::string_view()
                                : std::string_view(static_cast<const char*>(bytes_), size_);
  }

 private:
  void* bytes_ = MAP_FAILED;
  std::size_t size_ = 0;
};

// Where the values are: column of the id, and of each field (none: 0).
struct Layout {
  std::size_t id = 0;
  std::vector<std::optional<std::size_t>> fields;
};

std::string plain_header(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return std::string(standards::trim(text));
}

std::optional<std::size_t> column_of(const std::vector<std::string>& names,
                                     const std::vector<std::string>& headers) {
  for (const auto& name : names)
    if (const auto found = std::ranges::find(headers, name); found != headers.end())
      return static_cast<std::size_t>(found - headers.begin());
  return std::nullopt;
}

Result<Layout> layout_of(const formats::RowView& header, const linkage::LinkConfig& config) {
  std::vector<std::string> headers;
  for (const auto& cell : header.cells) headers.push_back(plain_header(cell.text));
  Layout layout;
  const auto id = column_of(config.id_columns, headers);
  for (const auto& field : config.fields) layout.fields.push_back(column_of(field.columns, headers));
  const bool any = std::ranges::any_of(layout.fields, [](const auto& column) { return column.has_value(); });
  if (!id || !any) return problem(ProblemCode::header_missing);
  layout.id = *id;
  return layout;
}

// Rows of one piece to records from `first` on.
class RowPacker {
 public:
  // most_rows: as far as it is known, so that no memory is taken for more.
  RowPacker(linkage::Records& records, const Layout& layout, std::size_t first, std::size_t most_rows = 0)
      : records_(records), layout_(layout), values_(layout.fields.size()) {
    ids_.first = first;
    ids_.ends.reserve(most_rows);
  }

  void take(const formats::RowView& row) {
    const auto text_of = [&](std::size_t column) {
      return column < row.cells.size() ? row.cells[column].text : std::string_view();
    };
    for (std::size_t i = 0; i < values_.size(); ++i)
      values_[i] = layout_.fields[i] ? text_of(*layout_.fields[i]) : std::string_view();
    records_.pack(static_cast<linkage::RecordNumber>(ids_.first + ids_.ends.size()), values_);
    ids_.texts += text_of(layout_.id);
    ids_.ends.push_back(static_cast<std::uint32_t>(ids_.texts.size()));
  }
  const RecordIds::Piece& ids() const { return ids_; }
  RecordIds::Piece take_ids() {
    ids_.texts.shrink_to_fit();
    return std::move(ids_);
  }

 private:
  linkage::Records& records_;
  const Layout& layout_;
  std::vector<std::string_view> values_;
  RecordIds::Piece ids_;
};

struct Piece {
  std::string_view text;
  std::size_t first = 0, lines = 0;  // records begin at, and are at most
};

// The text after the header, cut at ends of lines. Precondition: no quotes, so that every line is a row.
std::vector<Piece> pieces_of(std::string_view text, unsigned threads) {
  std::vector<Piece> pieces;
  while (!text.empty()) {
    auto end = text.size() <= piece_bytes ? text.npos : text.find('\n', piece_bytes);
    end = end == text.npos ? text.size() : end + 1;
    pieces.push_back({text.substr(0, end)});
    text.remove_prefix(end);
  }
  linkage::in_parallel(threads, pieces.size(), 1, [&](linkage::Range range) {
    Piece& piece = pieces[range.begin];
    piece.lines =
        static_cast<std::size_t>(std::ranges::count(piece.text, '\n')) + !piece.text.ends_with('\n');
  });
  for (std::size_t i = 1; i < pieces.size(); ++i) pieces[i].first = pieces[i - 1].first + pieces[i - 1].lines;
  return pieces;
}

// Nothing that only a whole reading could tell apart.
bool is_plain(std::string_view text, unsigned threads) {
  std::atomic<bool> plain = true;
  linkage::in_parallel(threads, text.size(), piece_bytes, [&](linkage::Range range) {
    const auto part = text.substr(range.begin, range.end - range.begin);
    if (part.find('"') != part.npos || part.find('\0') != part.npos) plain = false;
  });
  return plain && text.find("\r\n") == text.find('\r');
}

bool is_utf8(const std::vector<Piece>& pieces, unsigned threads) {
  std::atomic<bool> valid = true;
  linkage::in_parallel(threads, pieces.size(), 1, [&](linkage::Range range) {
    const std::string_view text = pieces[range.begin].text;
    if (formats::scan_utf8(text).valid != text.size()) valid = false;
  });
  return valid;
}

class FileRead {
 public:
  FileRead(const LinkFileReader& reader, const linkage::Progress& progress)
      : reader_(reader), progress_(progress) {
    file_.records = std::make_unique<linkage::Records>(reader.config, reader.pool);
  }

  Result<LinkFile> in_pieces(std::string_view text, const std::vector<Piece>& pieces, char separator) {
    WEIGE_CHECK(read_header(text, separator));
    const Piece& last = pieces.back();
    if (last.first + last.lines > most_records)
      return problem(ProblemCode::table_rows).with("max", std::to_string(most_records));
    file_.records->grow(last.first + last.lines);
    std::vector<RecordIds::Piece> ids(pieces.size());
    std::vector<Done> outcomes(pieces.size(), done());
    std::atomic<std::size_t> finished = 0;
    linkage::in_parallel(reader_.threads, pieces.size(), 1, [&](linkage::Range range) {
      RowPacker packer(*file_.records, *layout_, pieces[range.begin].first, pieces[range.begin].lines);
      outcomes[range.begin] = parse(pieces[range.begin].text, separator, packer);
      ids[range.begin] = packer.take_ids();
      const auto count = ++finished;
      if (range.worker == 0)
        progress_("read", static_cast<double>(count) / static_cast<double>(pieces.size()));
    });
    for (const Done& outcome : outcomes) WEIGE_CHECK(outcome);
    return finish(std::move(ids));
  }

  Result<LinkFile> in_one(const std::string& path) {
    WEIGE_TRY(const auto source, formats::FileSource::open(path));
    std::optional<RowPacker> packer;
    Done header = done();
    const auto sink = [&](const formats::RowView& row) {
      if (!packer) {
        header = take_header(row);
        if (!header) return formats::Next::stop;
        packer.emplace(*file_.records, *layout_, 0);
        return formats::Next::more;
      }
      file_.records->grow(packer->ids().ends.size() + 1);
      packer->take(row);
      return formats::Next::more;
    };
    WEIGE_CHECK(formats::read_csv(source, unlimited(), sink));
    WEIGE_CHECK(header);
    if (!packer) return problem(ProblemCode::header_missing);
    std::vector<RecordIds::Piece> ids;
    ids.push_back(packer->take_ids());
    return finish(std::move(ids));
  }

 private:
  Done parse(std::string_view text, char separator, RowPacker& packer) const {
    const auto options = unlimited();
    const formats::RowSink sink = [&](const formats::RowView& row) {
      packer.take(row);
      return formats::Next::more;
    };
    formats::CsvParser parser(separator, options, sink);
    WEIGE_CHECK(parser.feed(text));
    return parser.finish();
  }

  Done read_header(std::string_view text, char separator) {
    const auto options = unlimited();
    Done outcome = problem(ProblemCode::header_missing);
    const formats::RowSink sink = [&](const formats::RowView& row) {
      outcome = take_header(row);
      return formats::Next::stop;
    };
    formats::CsvParser parser(separator, options, sink);
    WEIGE_CHECK(parser.feed(text.substr(0, text.find('\n') + 1)));
    return outcome;
  }

  Done take_header(const formats::RowView& row) {
    WEIGE_TRY(layout_, layout_of(row, reader_.config));
    for (std::size_t i = 0; i < layout_->fields.size(); ++i)
      if (!layout_->fields[i]) file_.absent.push_back(reader_.config.fields[i].name);
    return done();
  }

  LinkFile finish(std::vector<RecordIds::Piece> ids) {
    for (const auto& piece : ids) file_.rows += piece.ends.size();
    file_.ids = RecordIds(std::move(ids));
    progress_("read", 1);
    return std::move(file_);
  }

  const LinkFileReader& reader_;
  const linkage::Progress& progress_;
  std::optional<Layout> layout_;
  LinkFile file_;
};

}  // namespace

std::string_view RecordIds::of(linkage::RecordNumber record) const {
  const auto after = std::ranges::upper_bound(pieces_, std::size_t{record}, {}, &Piece::first);
  if (after == pieces_.begin()) return {};
  const Piece& piece = *std::prev(after);
  const std::size_t at = record - piece.first;
  if (at >= piece.ends.size()) return {};
  const std::uint32_t begin = at == 0 ? 0 : piece.ends[at - 1];
  return std::string_view(piece.texts).substr(begin, piece.ends[at] - begin);
}

Result<LinkFile> LinkFileReader::read(const std::string& path, const linkage::Progress& progress) const {
  progress("read", 0);
  const MappedFile mapped(path);
  const std::string_view text = mapped.text();
  FileRead reading(*this, progress);
  const auto placed = [&](Result<LinkFile> result) -> Result<LinkFile> {
    if (result) return result;
    return std::move(result).problem().at(path + (result.problem().place.empty() ? "" : " ") +
                                          result.problem().place);
  };
  const auto head_end = text.find('\n');
  if (head_end != text.npos && is_plain(text, threads)) {
    const auto pieces = pieces_of(text.substr(head_end + 1), threads);
    if (!pieces.empty() && is_utf8(pieces, threads)) {
      const auto dialect = formats::sniff_dialect(text.substr(0, 1 << 16));
      if (dialect.skip == 0) return placed(reading.in_pieces(text, pieces, dialect.separator));
    }
  }
  return placed(reading.in_one(path));
}

}  // namespace weige::cli
