#include "formats/file_kind.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace weige::formats {
namespace {

using namespace std::string_view_literals;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// [MS-CFB]: a password-protected workbook is a compound file whose directory has an "EncryptedPackage"
// stream.
bool names_encrypted_package(const ByteSource& source, std::string_view header) {
  if (header.size() < 52) return false;
  const auto shift = static_cast<unsigned char>(header[30]);
  if (shift != 9 && shift != 12) return false;
  const auto sector = std::uint64_t{little_endian(header.substr(48, 4))};
  std::array<char, 4096> directory{};
  const auto got = source.read_at((sector + 1) << shift, directory);
  return std::string_view(directory.data(), got).find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) !=
         std::string_view::npos;
}

bool starts_with_any(std::string_view head, std::initializer_list<std::string_view> marks) {
  return std::ranges::any_of(marks, [&](auto mark) { return head.starts_with(mark); });
}

bool is_image(std::string_view head) {
  return starts_with_any(head, {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "II*\0"sv, "MM\0*"sv}) ||
         (head.starts_with("RIFF") && head.substr(0, 12).ends_with("WEBP"));
}

bool is_archive(std::string_view head) {
  return starts_with_any(head, {"Rar!\x1A\x07", "7z\xBC\xAF\x27\x1C", "\x1F\x8B\x08",
                                "\xFD"
                                "7zXZ\0"sv,
                                "BZh91AY", "\x28\xB5\x2F\xFD"});
}

// Web pages and the XML of Excel 2003, which many systems hand out under the name xls; "MIME-Version:" is a
// page with all its parts in one file. No table of text begins so.
bool is_markup(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with("MIME-Version:")) return true;
  return head.size() > 1 && head[0] == '<' && (head[1] == '!' || head[1] == '?' || is_letter(head[1]));
}

}  // namespace

FileKind sniff_kind(const ByteSource& source) {
  std::array<char, 512> buffer{};
  const std::string_view head(buffer.data(), source.read_at(0, buffer));
  if (head.empty()) return FileKind::empty;
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return FileKind::zip;
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return names_encrypted_package(source, head) ? FileKind::encrypted_office : FileKind::old_office;
  if (head.starts_with("%PDF-")) return FileKind::pdf;
  if (is_image(head)) return FileKind::image;
  if (is_archive(head)) return FileKind::archive;
  if (is_markup(head)) return FileKind::markup;
  return FileKind::text;
}

}  // namespace weige::formats
