// Commands that turn a file or standard input into lines on standard output: streams with buffers large
// enough for millions of lines.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace weige::cli {

using LineWork = std::function<int(std::istream& in, std::ostream& out)>;

// file: a path, or "-" for standard input. Gives what `work` gives; told problems: file_read of a file that
// cannot be opened, file_write when standard output takes no more.
int run_on_lines(const std::string& file, const LineWork& work);

}  // namespace weige::cli
