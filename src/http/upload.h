// BodySink: where a body goes while it arrives: into a string, or into a file in memory that is gone with its
// last holder. Uploads hold what must not be kept (protected traits), so they never reach the disk as they
// came.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace weige::http {

class BodySink {
 public:
  enum class Taken { all, too_large, failed };

  enum class Into { text, memory_file };
  BodySink(std::uint64_t limit, Into into);
  ~BodySink();
  BodySink(const BodySink&) = delete;
  BodySink& operator=(const BodySink&) = delete;

  Taken take(std::string_view bytes);
  // Moves what came into the request. False when the file could not be completed.
  bool give_to(Request& request);

 private:
  struct File;
  std::uint64_t limit_;
  std::uint64_t size_ = 0;
  std::string text_;
  std::unique_ptr<File> file_;
};

}  // namespace weige::http
