#include "formats/frame.h"

namespace weige::formats {
namespace {

constexpr std::size_t kHeader = 5;

}  // namespace

bool FrameSplitter::split(std::string_view bytes,
                          const std::function<bool(FrameType, std::string_view)>& take) {
  buffer_.append(bytes);
  std::size_t at = 0;
  bool more = true;
  while (more && buffer_.size() - at >= kHeader) {
    std::uint32_t length = 0;
    std::memcpy(&length, buffer_.data() + at, sizeof length);
    if (length == 0 || length > largest_) return false;
    if (buffer_.size() - at < sizeof length + length) break;
    const auto type = static_cast<FrameType>(buffer_[at + sizeof length]);
    more = take(type, std::string_view(buffer_).substr(at + kHeader, length - 1));
    at += sizeof length + length;
  }
  buffer_.erase(0, at);
  return true;
}

}  // namespace weige::formats
