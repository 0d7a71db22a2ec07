#include "http/compression.h"

#include <zlib.h>

#include <stdexcept>

#include "http/headers.h"
#include "http/text.h"

namespace weige::http {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, with a gzip wrapper
constexpr int kMemoryLevel = 8;

bool is_refused(std::string_view weight) {
  const auto text = trimmed(weight);
  return text.starts_with("q=0") && text.find_first_not_of("0.", 2) == std::string_view::npos;
}

}  // namespace

bool accepts_coding(std::string_view header, std::string_view coding) {
  for (const auto part : split(header, ',')) {
    const auto semicolon = part.find(';');
    if (!same_token(trimmed(part.substr(0, semicolon)), coding)) continue;
    return semicolon == std::string_view::npos || !is_refused(part.substr(semicolon + 1));
  }
  return false;
}

std::string gzip(std::string_view bytes, GzipEffort effort) {
  z_stream stream{};
  const int level = effort == GzipEffort::fast ? 1 : 9;
  if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib reads only
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::logic_error("deflate did not end within its bound");
  return out;
}

}  // namespace weige::http
