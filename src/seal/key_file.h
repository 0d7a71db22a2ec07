// The key file: a KeySet on the disk, readable and writable by its owner alone. Promises that a write is
// durable and that the file is at each moment the old or the new one, never a part.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "seal/key_set.h"

namespace weige::seal {

// Problems, each with the file's name: key_file_missing, key_file_open (somebody else may read or write it,
// or owns it), key_file (no plain file, unreadable, or its content: parse_key_set). Links are not followed.
Result<KeySet> read_key_file(const std::filesystem::path& file);

// Problems: file_exists; key_file with the system's reason.
Done write_new_key_file(const std::filesystem::path& file, const KeySet& keys);
Done replace_key_file(const std::filesystem::path& file, const KeySet& keys);

}  // namespace weige::seal
