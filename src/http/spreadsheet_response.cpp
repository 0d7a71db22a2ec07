#include "http/spreadsheet_response.h"

#include <sys/stat.h>

#include <string>

namespace weige::http {

Result<Response> spreadsheet_response(const MemoryFile& file, std::string_view name) {
  struct stat known {};
  if (::fstat(*file.descriptor(), &known) != 0) return problem(ProblemCode::unavailable);
  Response response{.body = FileBody{.path = file.path(),
                                     .size = static_cast<std::uint64_t>(known.st_size),
                                     .keeper = file.descriptor()}};
  response.headers.add("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  response.headers.add("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace weige::http
