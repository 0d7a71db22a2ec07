// What may be attached to an instruction: kinds known by their first bytes, a size, a name. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "work/instruction.h"

namespace weige::work {

inline constexpr std::uint64_t kLargestAttachment = std::uint64_t{5} << 20U;
inline constexpr std::size_t kLongestFileName = 100;

enum class AttachmentKind { pdf, xlsx, docx, png, jpg };
std::string_view code(AttachmentKind kind);
std::optional<AttachmentKind> attachment_kind_of(std::string_view code);
std::string_view media_type(AttachmentKind kind);

// By the first bytes and, where two kinds begin alike, by what the package holds; the name does not count.
// Problem: instruction_file_kind.
Result<AttachmentKind> kind_of_bytes(std::string_view bytes);
// The name without folders, ending as the kind does. Problems at "name": those of check_impersonal.
Result<std::string> attachment_name(std::string_view name, AttachmentKind kind);

struct InstructionFile {
  InstructionFileId id;
  std::string name;
  AttachmentKind kind = AttachmentKind::pdf;
  std::int64_t size = 0;
};

}  // namespace weige::work
