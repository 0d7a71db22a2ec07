#include "access/resident_code.h"

#include <array>
#include <span>

#include "access/code_list.h"
#include "access/one_time_code.h"
#include "standards/id_number.h"
#include "standards/text_fold.h"

namespace weige::access {
namespace {

constexpr CodeEntry<ResidentCodeKind> kCodeKindEntries[] = {
    {ResidentCodeKind::paper, "paper", "纸质", "on paper"},
    {ResidentCodeKind::phone, "phone", "手机", "by phone"},
};
constexpr CodeList<ResidentCodeKind> kCodeKinds{kCodeKindEntries};

constexpr std::string_view kPaperSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr std::string_view kPhoneSigns = "0123456789";
constexpr std::size_t kPaperLength = 12, kPhoneLength = 8, kCodeGroup = 4;

// Bytes past the last whole round of signs are drawn again, so that all signs are equally likely.
std::string drawn_signs(std::string_view signs, std::size_t length, const Random& random) {
  const std::size_t rounds = 256 / signs.size() * signs.size();
  std::string out;
  while (out.size() < length) {
    std::array<std::byte, 1> byte{};
    random(byte);
    const auto drawn = std::to_integer<std::size_t>(byte.front());
    if (drawn < rounds) out += signs[drawn % signs.size()];
  }
  return out;
}

}  // namespace

std::string_view code(ResidentCodeKind kind) {
  return kCodeKinds.of(kind).code;
}
std::optional<ResidentCodeKind> resident_code_kind_of(std::string_view code) {
  return kCodeKinds.find(code);
}

std::chrono::seconds life_of(ResidentCodeKind kind) {
  if (kind == ResidentCodeKind::phone) return std::chrono::minutes{10};
  return std::chrono::days{14};
}

std::optional<int> tries_of(ResidentCodeKind kind) {
  return kind == ResidentCodeKind::phone ? std::optional(5) : std::nullopt;
}

std::string new_resident_code(ResidentCodeKind kind, const Random& random) {
  if (kind == ResidentCodeKind::phone) return drawn_signs(kPhoneSigns, kPhoneLength, random);
  return drawn_signs(kPaperSigns, kPaperLength, random);
}

std::string shown_code(std::string_view plain) {
  std::string out;
  for (std::size_t i = 0; i < plain.size(); i += kCodeGroup)
    out.append(i == 0 ? "" : "-").append(plain.substr(i, kCodeGroup));
  return out;
}

std::string plain_resident_code(std::string_view typed) {
  return plain_code(standards::fold_text(typed));
}

std::string plain_document_number(std::string_view typed) {
  auto plain = plain_code(standards::fold_text(typed));
  const auto id = standards::IdNumber::parse(plain);
  return id ? id->as18() : plain;
}

}  // namespace weige::access
