#include "formats/shapefile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <vector>

#include "formats/utf8_scan.h"

namespace weige::formats {
namespace {

constexpr std::uint64_t kHeader = 100, kIndexRecord = 8, kRecordHeader = 8;
constexpr std::uint32_t kFileCode = 9994, kVersion = 1000;
constexpr std::uint64_t kPolygonHeader = 44;  // type, box, counts

Problem damaged(std::string_view part) {
  return problem(ProblemCode::area_file_damaged).with("part", std::string(part));
}

// Numbers of a few bytes at a place of a file; 0 beyond its end.
template <std::size_t size>
class Bytes {
 public:
  Bytes(const ByteSource& source, std::uint64_t at) {
    whole_ = source.read_at(at, bytes_) == size;
    if (!whole_) bytes_.fill(0);
  }
  bool whole() const { return whole_; }
  std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes_[at]); }
  std::uint32_t little(std::size_t at, int bytes = 4) const {
    std::uint32_t value = 0;
    for (int i = bytes; i-- > 0;) value = value << 8 | byte(at + static_cast<std::size_t>(i));
    return value;
  }
  std::uint32_t big(std::size_t at) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | byte(at + i);
    return value;
  }

 private:
  std::array<char, size> bytes_;
  bool whole_ = false;
};

std::string_view shape_name(std::uint32_t type) {
  switch (type % 10) {
    case 0:
      return "Null";
    case 1:
      return type == 31 ? "MultiPatch" : "Point";
    case 3:
      return "PolyLine";
    case 8:
      return "MultiPoint";
    default:
      return "?";
  }
}

bool is_polygon(std::uint32_t type) {
  return type == 5 || type == 15 || type == 25;
}

// The header that .shp and .shx share; the type of the shapes.
Result<std::uint32_t> shape_type(const ByteSource& source, std::string_view part) {
  const Bytes<kHeader> header(source, 0);
  if (!header.whole()) return problem(ProblemCode::file_truncated, std::string(part));
  if (header.big(0) != kFileCode || header.little(28) != kVersion) return damaged(part);
  const auto told = std::uint64_t{header.big(24)} * 2;
  if (told > source.size()) return problem(ProblemCode::file_truncated, std::string(part));
  if (told < source.size()) return damaged(part);
  return header.little(32);
}

// Of the record that the index names: how many vertices it has.
Result<std::uint64_t> vertices_of(const ByteSource& shp, std::uint64_t at, std::uint64_t length,
                                  std::uint32_t type) {
  if (at < kHeader || at + kRecordHeader + length > shp.size()) return damaged(".shp");
  const Bytes<kRecordHeader + kPolygonHeader> record(shp, at);
  if (length < 4 || std::uint64_t{record.big(4)} * 2 != length) return damaged(".shp");
  const auto own_type = record.little(kRecordHeader);
  if (own_type == 0) return 0;
  if (own_type != type || length < kPolygonHeader || !record.whole()) return damaged(".shp");
  const std::uint64_t parts = record.little(kRecordHeader + 36), points = record.little(kRecordHeader + 40);
  if (parts > points || kPolygonHeader + 4 * parts + 16 * points > length) return damaged(".shp");
  return points;
}

struct DbfField {
  std::uint32_t offset = 0;  // within a record
  std::uint32_t bytes = 0;
  bool text = false;
};

struct DbfHeader {
  std::uint32_t records = 0, header_bytes = 0, record_bytes = 0;
  std::vector<DbfField> fields;
};

Result<DbfHeader> dbf_header(const ByteSource& dbf) {
  constexpr std::uint32_t kFixed = 32, kField = 32;
  const Bytes<kFixed> head(dbf, 0);
  if (!head.whole()) return problem(ProblemCode::file_truncated, ".dbf");
  DbfHeader out{.records = head.little(4),
                .header_bytes = head.little(8, 2),
                .record_bytes = head.little(10, 2),
                .fields = {}};
  if (out.header_bytes <= kFixed || out.record_bytes == 0) return damaged(".dbf");
  std::uint32_t offset = 1;  // behind the mark of deleted rows
  for (std::uint32_t at = kFixed; at + kField < out.header_bytes; at += kField) {
    const Bytes<kField> field(dbf, at);
    if (!field.whole() || field.byte(0) == 0x0D) break;
    out.fields.push_back({offset, field.byte(16), field.byte(11) == 'C'});
    offset += field.byte(16);
  }
  if (offset > out.record_bytes) return damaged(".dbf");
  if (out.header_bytes + std::uint64_t{out.records} * out.record_bytes > dbf.size())
    return problem(ProblemCode::file_truncated, ".dbf");
  return out;
}

// A text of the table, without the zeros and blanks behind it, where it stands, and for how many bytes there
// is room.
struct DbfText {
  std::uint64_t offset = 0;
  std::string_view text;
  std::size_t room = 0;
};
using TextVisitor = std::function<bool(const DbfText&)>;

std::string_view trimmed(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  const auto last = text.find_last_not_of(' ');
  return text.substr(0, last == text.npos ? 0 : last + 1);
}

// Names of fields, then the texts of all rows, until the visitor returns false.
void visit_texts(const ByteSource& dbf, const DbfHeader& header, const TextVisitor& visit) {
  constexpr std::size_t kName = 11;
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    std::array<char, kName> name{};
    const auto at = 32 * (i + 1);
    dbf.read_at(at, name);
    if (!visit({at, trimmed({name.data(), name.size()}), kName - 1})) return;
  }
  std::string record(header.record_bytes, '\0');
  for (std::uint32_t row = 0; row < header.records; ++row) {
    const auto at = header.header_bytes + std::uint64_t{row} * header.record_bytes;
    if (dbf.read_at(at, record) < record.size()) return;
    for (const auto& field : header.fields)
      if (field.text &&
          !visit({at + field.offset, trimmed(std::string_view(record).substr(field.offset, field.bytes)),
                  field.bytes}))
        return;
  }
}

}  // namespace

Done check_shapefile(const ShapefileSources& sources, const GeoLimits& limits) {
  WEIGE_TRY(const auto type, shape_type(sources.shp, ".shp"));
  if (!is_polygon(type))
    return problem(ProblemCode::geojson_geometry_type).with("type", std::string(shape_name(type)));
  WEIGE_TRY(const auto index_type, shape_type(sources.shx, ".shx"));
  const auto records = (sources.shx.size() - kHeader) / kIndexRecord;
  if (index_type != type || (sources.shx.size() - kHeader) % kIndexRecord != 0) return damaged(".shx");
  WEIGE_TRY(const auto table, dbf_header(sources.dbf));
  if (table.records != records) return damaged(".dbf");
  if (records == 0) return problem(ProblemCode::geojson_empty);
  if (records > limits.features)
    return problem(ProblemCode::geojson_features).with("max", std::to_string(limits.features));
  std::uint64_t vertices = 0;
  for (std::uint64_t i = 0; i < records; ++i) {
    const Bytes<kIndexRecord> entry(sources.shx, kHeader + i * kIndexRecord);
    WEIGE_TRY(const auto own, vertices_of(sources.shp, std::uint64_t{entry.big(0)} * 2,
                                          std::uint64_t{entry.big(4)} * 2, type));
    vertices += own;
    if (vertices > limits.vertices)
      return problem(ProblemCode::geojson_vertices).with("max", std::to_string(limits.vertices));
  }
  return done();
}

DbfEncoding dbf_encoding(const ByteSource& dbf) {
  const auto header = dbf_header(dbf);
  bool utf8 = header.ok();
  if (header)
    visit_texts(dbf, *header, [&](const DbfText& one) {
      const auto scan = scan_utf8(one.text);
      return utf8 = scan.valid == one.text.size() || (scan.cut && one.text.size() == one.room);
    });
  return utf8 ? DbfEncoding::utf8 : DbfEncoding::gb18030;
}

void find_cut_characters(const ByteSource& dbf,
                         const std::function<void(std::uint64_t offset, std::size_t bytes)>& found) {
  const auto header = dbf_header(dbf);
  if (!header) return;
  visit_texts(dbf, *header, [&](const DbfText& one) {
    const auto valid = scan_utf8(one.text).valid;
    if (valid < one.text.size()) found(one.offset + valid, one.text.size() - valid);
    return true;
  });
}

}  // namespace weige::formats
