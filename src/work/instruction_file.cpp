#include "work/instruction_file.h"

#include <algorithm>
#include <array>

#include "access/text_check.h"
#include "work/instruction_form.h"

namespace weige::work {
namespace {

struct AttachmentWord {
  std::string_view code, media_type;
};
constexpr std::array kAttachmentWords{
    AttachmentWord{"pdf", "application/pdf"},
    AttachmentWord{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    AttachmentWord{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    AttachmentWord{"png", "image/png"}, AttachmentWord{"jpg", "image/jpeg"}};

}  // namespace

std::string_view code(AttachmentKind kind) {
  return kAttachmentWords.at(static_cast<std::size_t>(kind)).code;
}
std::string_view media_type(AttachmentKind kind) {
  return kAttachmentWords.at(static_cast<std::size_t>(kind)).media_type;
}
std::optional<AttachmentKind> attachment_kind_of(std::string_view text) {
  const auto found = std::ranges::find(kAttachmentWords, text, &AttachmentWord::code);
  if (found == kAttachmentWords.end()) return std::nullopt;
  return static_cast<AttachmentKind>(found - kAttachmentWords.begin());
}

Result<AttachmentKind> kind_of_bytes(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("%PDF-")) return AttachmentKind::pdf;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return AttachmentKind::png;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return AttachmentKind::jpg;
  // A zip package names its parts in its directory, in plain text.
  const bool is_package = bytes.starts_with("PK\x03\x04"sv);
  if (is_package && bytes.find("xl/workbook.xml") != bytes.npos) return AttachmentKind::xlsx;
  if (is_package && bytes.find("word/document.xml") != bytes.npos) return AttachmentKind::docx;
  return problem(ProblemCode::instruction_file_kind);
}

Result<std::string> attachment_name(std::string_view name, AttachmentKind kind) {
  const auto slash = name.find_last_of("/\\");
  std::string out(slash == name.npos ? name : name.substr(slash + 1));
  WEIGE_CHECK(access::check_impersonal(out, kLongestFileName, "name"));
  const auto ending = "." + std::string(code(kind));
  if (!out.ends_with(ending)) out += ending;
  return out;
}

}  // namespace weige::work
