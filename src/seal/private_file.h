// Files that hold secrets: mode 0600, read with a limit, written durably. Shared by the key file and what is
// put in escrow.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::seal {

// What was wrong, for whoever words it.
enum class FileFault { none, missing, exists, open_to_others, other };
struct FileOutcome {
  FileFault fault = FileFault::none;
  std::string reason = {};  // of `other`: "not-a-plain-file", "too-large", or what the system says
  std::string bytes = {};   // what was read
};

enum class Privacy { required, any };

// At most `limit` bytes of a plain file; links are not followed. required: only the owner may have access,
// and that is who runs this (or this is root).
FileOutcome read_private(const std::filesystem::path& file, std::size_t limit, Privacy privacy);
// A file of this name does not exist afterwards, or exists whole and durably. fault exists: it was there.
FileOutcome write_new_private(const std::filesystem::path& file, std::string_view bytes);
// In place of the file that is there.
FileOutcome replace_private(const std::filesystem::path& file, std::string_view bytes);

}  // namespace weige::seal
