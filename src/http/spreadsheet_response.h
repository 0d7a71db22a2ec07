// A file in memory that is gone when it has been sent: what holds people's data on its way out never reaches
// a disk.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace weige::http {

class MemoryFile {
 public:
  MemoryFile();
  // To be opened and written by its path, as long as the object or a response with it lives.
  std::string path() const;
  const std::shared_ptr<const int>& descriptor() const { return descriptor_; }

 private:
  std::shared_ptr<const int> descriptor_;
};

// What was written, as a spreadsheet that the browser saves under the name (ASCII) and does not keep.
// Problem: unavailable.
Result<Response> spreadsheet_response(const MemoryFile& file, std::string_view name);

}  // namespace weige::http
