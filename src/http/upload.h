// BodySink: where a body goes while it arrives: into a string, or into a temporary file that is removed with
// its last holder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace weige::http {

class BodySink {
 public:
  enum class Taken { all, too_large, failed };

  explicit BodySink(std::uint64_t limit);  // into text
  BodySink(std::uint64_t limit,
           const std::filesystem::path& folder);  // into a file; an empty folder is the system's
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
