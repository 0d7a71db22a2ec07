// Text files to UTF-8, in constant memory, with a rule for the encoding that gives the same answer every
// time.
// 1. A byte order mark decides: UTF-8, UTF-16LE, UTF-16BE or GB18030.
// 2. Without one, a file that is valid UTF-8 from its first byte to its last is UTF-8.
// 3. A file that has more than ten whole three- or four-byte UTF-8 sequences for each run of broken bytes is
// damaged UTF-8: it is
//    decoded as such, so that the damage is reported where it is.
// 4. Everything else is GB18030 (which covers GBK and GB2312); a sequence that GB18030 does not know is
// reported where it is. GB18030-2022 moved some characters out of the private use area; they are left as the
// 2005 mapping has them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/byte_source.h"

struct UConverter;

namespace weige::formats {

enum class Encoding { utf8, utf16le, utf16be, gb18030 };
std::string_view encoding_name(Encoding encoding);

struct DetectedEncoding {
  Encoding encoding = Encoding::utf8;
  std::uint32_t mark_bytes = 0;
};
// Problem file_kind when the file holds NUL bytes without a UTF-16 mark (then it is no text), csv_encoding
// when it has a UTF-32 mark.
Result<DetectedEncoding> detect_encoding(const ByteSource& source);

class TextDecoder {
 public:
  enum class Step { more, end, broken };

  TextDecoder(const ByteSource& source, DetectedEncoding encoding);
  ~TextDecoder();
  TextDecoder(const TextDecoder&) = delete;
  TextDecoder& operator=(const TextDecoder&) = delete;

  // Appends the next piece as UTF-8. `broken`: what was appended ends just before bytes that are no character
  // (or are U+0000).
  Step next(std::string& out);

 private:
  Step next_utf8(std::string& out, bool last);
  Step next_converted(std::string& out, bool last);
  Step append_units(std::string& out, std::size_t count);

  const ByteSource& source_;
  Encoding encoding_;
  std::uint64_t offset_;
  std::string bytes_;  // read and not yet decoded
  std::vector<char16_t> units_;
  char16_t pending_lead_ = 0;
  std::unique_ptr<UConverter, void (*)(UConverter*)> converter_;
};

}  // namespace weige::formats
