// SQL of what is attached to instructions: kept whole in the database, in the order in which it was named.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/instruction_file.h"

namespace weige::work {

inline constexpr access::SubjectKind kInstructionFileSubject{"instruction_file"};

// Of the acting post, not issued yet.
access::Change insert_file(store::Transaction& tx, access::PostId post, const InstructionFile& file,
                           const std::string& bytes, Instant now);
std::int64_t count_waiting_files(store::Transaction& tx, access::PostId post);
// To be issued with the instruction. False: one is not there, not the post's or has been issued.
bool attach_files(store::Transaction& tx, const access::Scope& scope, InstructionId id,
                  const std::vector<InstructionFileId>& files);
std::vector<InstructionFile> files_of(store::Transaction& tx, InstructionId id);
struct FileBytes {
  InstructionFile file;
  std::string bytes;
};
// Whoever asks has found the instruction in its scope.
std::optional<FileBytes> find_file(store::Transaction& tx, InstructionId instruction, InstructionFileId id);

}  // namespace weige::work
