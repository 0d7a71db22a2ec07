// LineSource: lines of a stream from outside, none longer than told, so that no file can fill the memory.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>

namespace weige::access {

class LineSource {
 public:
  LineSource(std::istream& in, std::size_t longest) : in_(&in), longest_(longest) {}

  // line: with its end in the stream, which is not kept. rest: what stands behind the last line end, maybe
  // nothing. too_long: nothing can be read any more.
  enum class Found { line, rest, too_long };
  Found next(std::string& line);

 private:
  bool fill();

  std::istream* in_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t at_ = 0;
};

}  // namespace weige::access
