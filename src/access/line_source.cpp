#include "access/line_source.h"

namespace weige::access {
namespace {

constexpr std::size_t kBuffer = std::size_t{64} << 10;

}  // namespace

LineSource::Found LineSource::next(std::string& line) {
  line.clear();
  for (;;) {
    if (at_ == buffer_.size() && !fill()) return Found::rest;
    const auto end = buffer_.find('\n', at_);
    const auto part = std::string_view(buffer_).substr(at_, end == buffer_.npos ? end : end - at_);
    if (line.size() + part.size() > longest_) return Found::too_long;
    line.append(part);
    at_ += part.size();
    if (end == buffer_.npos) continue;
    ++at_;
    return Found::line;
  }
}

bool LineSource::fill() {
  buffer_.resize(kBuffer);
  at_ = 0;
  in_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  buffer_.resize(static_cast<std::size_t>(in_->gcount()));
  return !buffer_.empty();
}

}  // namespace weige::access
