#include "formats/text_decoder.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <array>
#include <optional>
#include <stdexcept>

#include "formats/utf8_scan.h"

namespace weige::formats {
namespace {

constexpr std::size_t kChunk = 64 * 1024;

std::string_view converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::gb18030:
      return "gb18030";
  }
  return {};
}

UConverter* open_converter(Encoding encoding) {
  if (encoding == Encoding::utf8) return nullptr;
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(converter_name(encoding).data(), &error);
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  if (U_FAILURE(error)) throw std::runtime_error("text decoder: ICU lacks a converter");
  return converter;
}

std::optional<DetectedEncoding> by_mark(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return DetectedEncoding{Encoding::utf8, 3};
  if (head.starts_with("\xFF\xFE")) return DetectedEncoding{Encoding::utf16le, 2};
  if (head.starts_with("\xFE\xFF")) return DetectedEncoding{Encoding::utf16be, 2};
  if (head.starts_with("\x84\x31\x95\x33")) return DetectedEncoding{Encoding::gb18030, 4};
  return std::nullopt;
}

bool has_utf32_mark(std::string_view head) {
  using namespace std::string_view_literals;
  return head.starts_with("\xFF\xFE\0\0"sv) || head.starts_with("\0\0\xFE\xFF"sv);
}

struct Census {
  std::uint64_t long_sequences = 0;
  std::uint64_t broken = 0;      // runs of broken bytes
  std::size_t after_broken = 0;  // in the piece at hand: a broken byte here continues the run
  bool nul = false;
};

// Counts what is whole and what is broken in `text`; returns how many bytes were judged (all but a cut
// sequence, unless last).
std::size_t count_piece(std::string_view text, bool last, Census& census) {
  std::size_t at = 0;
  census.after_broken = text.npos;
  while (at < text.size()) {
    const auto scan = scan_utf8(text.substr(at));
    census.long_sequences += scan.long_sequences;
    at += scan.valid;
    if (at >= text.size() || (scan.cut && !last)) break;
    census.broken += at != census.after_broken || scan.valid > 0;
    census.after_broken = ++at;
  }
  return at;
}

Census take_census(const ByteSource& source) {
  Census census;
  std::string text;
  std::uint64_t offset = 0;
  for (bool last = false; !last && !census.nul;) {
    const auto kept = text.size();
    text.resize(kept + kChunk);
    const auto got = source.read_at(offset, std::span(text).subspan(kept));
    text.resize(kept + got);
    offset += got;
    last = got < kChunk;
    census.nul = text.find('\0') != std::string::npos;
    text.erase(0, count_piece(text, last, census));
  }
  return census;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "utf-8";
    case Encoding::utf16le:
      return "utf-16le";
    case Encoding::utf16be:
      return "utf-16be";
    case Encoding::gb18030:
      return "gb18030";
  }
  return {};
}

Result<DetectedEncoding> detect_encoding(const ByteSource& source) {
  std::array<char, 4> buffer{};
  const std::string_view head(buffer.data(), source.read_at(0, buffer));
  if (has_utf32_mark(head)) return problem(ProblemCode::csv_encoding);
  if (const auto marked = by_mark(head)) return *marked;
  const auto census = take_census(source);
  if (census.nul) return problem(ProblemCode::file_kind);
  const bool utf8 = census.broken == 0 || census.long_sequences > 10 * census.broken;
  return DetectedEncoding{utf8 ? Encoding::utf8 : Encoding::gb18030, 0};
}

TextDecoder::TextDecoder(const ByteSource& source, DetectedEncoding encoding)
    : source_(source),
      encoding_(encoding.encoding),
      offset_(encoding.mark_bytes),
      units_(kChunk + 1),
      converter_(open_converter(encoding.encoding), [](UConverter* converter) { ucnv_close(converter); }) {}

TextDecoder::~TextDecoder() = default;

TextDecoder::Step TextDecoder::next(std::string& out) {
  const auto kept = bytes_.size();
  bytes_.resize(kept + kChunk);
  const auto got = source_.read_at(offset_, std::span(bytes_).subspan(kept));
  bytes_.resize(kept + got);
  offset_ += got;
  const bool last = got < kChunk;
  const auto start = out.size();
  const auto step = encoding_ == Encoding::utf8 ? next_utf8(out, last) : next_converted(out, last);
  const auto nul = out.find('\0', start);
  if (nul == std::string::npos) return step;
  out.resize(nul);
  return Step::broken;
}

TextDecoder::Step TextDecoder::next_utf8(std::string& out, bool last) {
  const auto scan = scan_utf8(bytes_);
  out.append(bytes_, 0, scan.valid);
  bytes_.erase(0, scan.valid);
  if (bytes_.empty()) return last ? Step::end : Step::more;
  return scan.cut && !last ? Step::more : Step::broken;
}

// One byte gives at most one UTF-16 unit in these encodings, so a chunk always fits.
TextDecoder::Step TextDecoder::next_converted(std::string& out, bool last) {
  UErrorCode error = U_ZERO_ERROR;
  const char* from = bytes_.data();
  UChar* to = units_.data() + 1;
  ucnv_toUnicode(converter_.get(), &to, units_.data() + units_.size(), &from, bytes_.data() + bytes_.size(),
                 nullptr, last, &error);
  bytes_.clear();
  const auto step = append_units(out, static_cast<std::size_t>(to - units_.data() - 1));
  if (U_FAILURE(error) || step == Step::broken || (last && pending_lead_ != 0)) return Step::broken;
  return last ? Step::end : Step::more;
}

// A lead surrogate at the end waits for its other half in the next piece.
TextDecoder::Step TextDecoder::append_units(std::string& out, std::size_t count) {
  char16_t* first = units_.data() + 1;
  if (count == 0) return Step::more;
  if (pending_lead_ != 0) {
    *--first = pending_lead_;
    ++count;
    pending_lead_ = 0;
  }
  if (U16_IS_LEAD(first[count - 1])) pending_lead_ = first[--count];
  const auto start = out.size();
  out.resize(start + count * 3);
  UErrorCode error = U_ZERO_ERROR;
  std::int32_t written = 0;
  u_strToUTF8(out.data() + start, static_cast<std::int32_t>(count * 3), &written, first,
              static_cast<std::int32_t>(count), &error);
  out.resize(start + (U_SUCCESS(error) ? static_cast<std::size_t>(written) : 0));
  return U_SUCCESS(error) ? Step::more : Step::broken;
}

}  // namespace weige::formats
