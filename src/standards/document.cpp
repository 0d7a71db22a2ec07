#include "standards/document.h"

#include <algorithm>
#include <tuple>

#include "standards/number_text.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

struct TypeEntry {
  DocumentType type;
  std::string_view code, zh;
};

constexpr std::array types{
    TypeEntry{DocumentType::resident_id, "resident_id", "居民身份证"},
    TypeEntry{DocumentType::hmt_residence, "hmt_residence", "港澳台居民居住证"},
    TypeEntry{DocumentType::passport, "passport", "护照"},
    TypeEntry{DocumentType::hk_macao_permit, "hk_macao_permit", "港澳居民来往内地通行证"},
    TypeEntry{DocumentType::taiwan_permit, "taiwan_permit", "台湾居民来往大陆通行证"},
    TypeEntry{DocumentType::foreign_permanent, "foreign_permanent", "外国人永久居留身份证"},
    TypeEntry{DocumentType::other, "other", "其他"}};

constexpr std::pair<std::string_view, DocumentType> short_names[] = {
    {"身份证", DocumentType::resident_id},
    {"二代身份证", DocumentType::resident_id},
    {"港澳台居住证", DocumentType::hmt_residence},
    {"港澳居民居住证", DocumentType::hmt_residence},
    {"台湾居民居住证", DocumentType::hmt_residence},
    {"外国护照", DocumentType::passport},
    {"普通护照", DocumentType::passport},
    {"中国护照", DocumentType::passport},
    {"回乡证", DocumentType::hk_macao_permit},
    {"港澳通行证", DocumentType::hk_macao_permit},
    {"港澳居民通行证", DocumentType::hk_macao_permit},
    {"台胞证", DocumentType::taiwan_permit},
    {"台湾通行证", DocumentType::taiwan_permit},
    {"台湾居民通行证", DocumentType::taiwan_permit},
    {"永居证", DocumentType::foreign_permanent},
    {"外国人永久居留证", DocumentType::foreign_permanent},
    {"外国人居留证", DocumentType::foreign_permanent},
    {"其它", DocumentType::other},
    {"其他证件", DocumentType::other}};

bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_alphanumeric(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

bool letters_then_digits(std::string_view text, std::size_t letters, std::size_t digits) {
  return text.size() == letters + digits &&
         std::all_of(text.begin(), text.begin() + static_cast<long>(letters), is_letter) &&
         all_digits(text.substr(letters));
}

bool is_hmt_place(const IdNumber& id) {
  const auto place = id.division_prefix();
  return !id.is_old_form() && (place == "810000" || place == "820000" || place == "830000");
}

// Card of 2023: 9, province of issue, nationality (GB/T 2659), birth date, sequence, check digit. The
// reserved range 999 is told apart by its province, which no place has.
bool is_permanent_card(const IdNumber& id) {
  const auto place = id.division_prefix();
  return !id.is_old_form() && place[0] == '9' && is_province_code(place.substr(1, 2));
}

bool is_permanent_card_text(std::string_view number) {
  const auto id = IdNumber::parse(number);
  return id.ok() && is_permanent_card(*id);
}

bool is_passport(std::string_view text) {
  return text.size() >= 5 && text.size() <= 20 && std::all_of(text.begin(), text.end(), is_alphanumeric) &&
         std::any_of(text.begin(), text.end(), [](char c) { return !is_letter(c); });
}

bool is_hk_macao(std::string_view text) {
  return (text.starts_with('H') || text.starts_with('M')) &&
         (letters_then_digits(text, 1, 8) || letters_then_digits(text, 1, 10));
}

bool is_taiwan(std::string_view text) {
  if (all_digits(text)) return text.size() == 8 || text.size() == 10;
  return text.size() == 11 && all_digits(text.substr(0, 10)) && is_letter(text.back());
}

bool is_other(std::string_view text) {
  return text.size() >= 3 && text.size() <= 30 && std::all_of(text.begin(), text.end(), [](char c) {
           return is_alphanumeric(c) || std::string_view{"-/()."}.find(c) != std::string_view::npos;
         });
}

bool fits(DocumentType type, std::string_view number) {
  switch (type) {
    case DocumentType::resident_id:
    case DocumentType::hmt_residence:
      break;  // by IdNumber
    case DocumentType::passport:
      return is_passport(number);
    case DocumentType::hk_macao_permit:
      return is_hk_macao(number);
    case DocumentType::taiwan_permit:
      return is_taiwan(number);
    case DocumentType::foreign_permanent:
      return letters_then_digits(number, 3, 12) || is_permanent_card_text(number);
    case DocumentType::other:
      return is_other(number);
  }
  return false;
}

std::string clean_document(DocumentType type, std::string_view number) {
  std::string text = clean_number(number);
  if (type != DocumentType::other)
    std::erase_if(text, [](char c) { return c == '(' || c == ')' || c == '-'; });
  return text;
}

}  // namespace

std::string_view code(DocumentType type) {
  return types[static_cast<std::size_t>(type)].code;
}
std::string_view zh_name(DocumentType type) {
  return types[static_cast<std::size_t>(type)].zh;
}

std::optional<DocumentType> document_type_of_code(std::string_view code) {
  for (const auto& entry : types)
    if (entry.code == code) return entry.type;
  return std::nullopt;
}

std::optional<DocumentType> document_type_of_text(std::string_view raw) {
  if (raw.size() > 256) return std::nullopt;
  std::string text = fold_text(raw);
  std::erase(text, ' ');
  for (const auto& entry : types)
    if (text == entry.zh || text == entry.code) return entry.type;
  for (const auto& [name, type] : short_names)
    if (text == name) return type;
  return std::nullopt;
}

Result<Document> Document::parse(DocumentType type, std::string_view raw) {
  if (raw.size() > 256) return problem(ProblemCode::document_number);
  std::string number = clean_document(type, raw);
  if (number.empty()) return problem(ProblemCode::missing_field);
  if (type == DocumentType::resident_id || type == DocumentType::hmt_residence) {
    WEIGE_TRY(const auto id, IdNumber::parse(number));
    const bool hmt = type == DocumentType::hmt_residence;
    if (is_hmt_place(id) != hmt || is_permanent_card(id)) return problem(ProblemCode::document_number);
    return Document{type, id.reveal()};
  }
  if (shows_lost_digits(number) && number.find('.') != number.npos) return problem(ProblemCode::digits_lost);
  if (!fits(type, number)) return problem(ProblemCode::document_number);
  return Document{type, std::move(number)};
}

Result<Document> Document::parse_untyped(std::string_view number) {
  if (clean_number(number.substr(0, 256)).empty()) return problem(ProblemCode::missing_field);
  const auto type = guess_document_type(number);
  if (!type) return problem(ProblemCode::document_type);
  return parse(*type, number);
}

std::string Document::masked() const {
  if (const auto id = id_number()) return id->masked();
  if (number_.size() <= 4) return std::string(number_.size(), '*');
  return number_.substr(0, 2) + std::string(number_.size() - 4, '*') + number_.substr(number_.size() - 2);
}

std::optional<IdNumber> Document::id_number() const {
  const bool id_form = type_ == DocumentType::resident_id || type_ == DocumentType::hmt_residence;
  if (!id_form) return std::nullopt;
  return IdNumber::parse(number_).value();
}

std::string Document::key() const {
  const auto id = id_number();
  return id ? id->as18() : number_;
}

bool Document::operator==(const Document& other) const {
  return type_ == other.type_ && key() == other.key();
}

std::strong_ordering Document::operator<=>(const Document& other) const {
  if (const auto by_type = type_ <=> other.type_; by_type != 0) return by_type;
  return key() <=> other.key();
}

std::optional<DocumentType> guess_document_type(std::string_view raw) {
  if (raw.size() > 256) return std::nullopt;
  const std::string number = clean_number(raw);
  if (const auto id = IdNumber::parse(number)) {
    if (is_hmt_place(*id)) return DocumentType::hmt_residence;
    return is_permanent_card(*id) ? DocumentType::foreign_permanent : DocumentType::resident_id;
  }
  if (letters_then_digits(number, 3, 12)) return DocumentType::foreign_permanent;
  if (is_hk_macao(number) && number.size() == 11) return DocumentType::hk_macao_permit;
  return std::nullopt;
}

}  // namespace weige::standards
