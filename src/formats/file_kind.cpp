#include "formats/file_kind.h"

#include <array>

namespace weige::formats {
namespace {

using namespace std::string_view_literals;

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

}  // namespace

FileKind sniff_kind(const ByteSource& source) {
  std::array<char, 512> buffer{};
  const std::string_view head(buffer.data(), source.read_at(0, buffer));
  if (head.empty()) return FileKind::empty;
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return FileKind::zip;
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return names_encrypted_package(source, head) ? FileKind::encrypted_office : FileKind::old_office;
  if (head.starts_with("%PDF-")) return FileKind::pdf;
  if (head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") || head.starts_with("GIF8"))
    return FileKind::image;
  return FileKind::text;
}

}  // namespace weige::formats
