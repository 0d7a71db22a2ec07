// A file taken in as the server does it: by the sandboxed child, with the header found and the rows unpacked.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "registry/upload_reader.h"
#include "support/invented_table.h"

namespace weige::test {

// The program's own parsing child, with more time where a sanitizer slows it.
registry::UploadSandbox parse_sandbox();

struct ReadUpload {
  Result<std::vector<registry::UploadSheet>> sheets;
  TextTable rows;  // below the headers, of every sheet, as people would write the cells
  // Of the parsing child, and of this process beside it.
  std::uint64_t peak_bytes = 0;
  std::chrono::microseconds child_processor{0}, own_processor{0}, wall{0};
  int children = 0;  // that have run
};

// stretched_to: see HostileFile.
ReadUpload read_as_upload(std::string_view bytes, std::uint64_t stretched_to = 0);

// How many files of each family a test takes; the long check sets the variable.
std::uint32_t files_per_family(const char* variable);
// Adds a line for tools/checks/hostile-files.sh when it listens; family: with its kind, "hostile ZipBomb".
void tell_file_check(const std::string& family, const ReadUpload& read);

}  // namespace weige::test
