// Document: the type and number of an identity document. Personal data: no stream operator, only masked() and
// reveal().
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "standards/id_number.h"

namespace weige::standards {

enum class DocumentType {
  resident_id,      // 居民身份证: IdNumber
  hmt_residence,    // 港澳台居民居住证: IdNumber form, places 810000, 820000, 830000
  passport,         // 护照, of any country: 5 to 20 letters and digits
  hk_macao_permit,  // 港澳居民来往内地通行证: H or M, 8 digits, and 2 more on older cards
  taiwan_permit,  // 台湾居民来往大陆通行证: 8 digits; older booklets 10 digits, with or without a letter
  foreign_permanent,  // 外国人永久居留身份证: 3 letters and 12 digits, or 18 digits that start with 9 (since
                      // 2023)
  other,  // 其他: 3 to 30 letters, digits and - / ( ) .
};
inline constexpr std::array all_document_types{DocumentType::resident_id,   DocumentType::hmt_residence,
                                               DocumentType::passport,      DocumentType::hk_macao_permit,
                                               DocumentType::taiwan_permit, DocumentType::foreign_permanent,
                                               DocumentType::other};

std::string_view code(DocumentType type);     // "resident_id": in JSON and in the database
std::string_view zh_name(DocumentType type);  // "居民身份证"
std::optional<DocumentType> document_type_of_code(std::string_view code);
// From a cell of a file: codes, full names and the usual short names (身份证, 回乡证, 台胞证, 永居证, 护照).
std::optional<DocumentType> document_type_of_text(std::string_view text);

class Document {
 public:
  // Widths, blanks, lower case and brackets are folded. Problems: missing_field; for the ID forms those of
  // IdNumber; digits_lost; document_number when the number does not fit the type.
  static Result<Document> parse(DocumentType type, std::string_view number);
  // The type is told by the number alone, which only some forms allow: see guess_document_type(). Problem
  // besides: document_type.
  static Result<Document> parse_untyped(std::string_view number);

  DocumentType type() const { return type_; }
  std::string reveal() const { return number_; }
  std::string masked() const;  // ID forms as IdNumber, others: first and last two signs
  // The number as IdNumber where it has that form.
  std::optional<IdNumber> id_number() const;

  bool operator==(
      const Document& other) const;  // same type and number; old and new form of an ID number are equal
  std::strong_ordering operator<=>(const Document& other) const;

 private:
  Document(DocumentType type, std::string number) : type_(type), number_(std::move(number)) {}
  std::string key() const;
  DocumentType type_;
  std::string number_;
};

// Only where one type can be meant: valid ID forms (by their place), 3 letters with 12 digits, H or M with 10
// digits.
std::optional<DocumentType> guess_document_type(std::string_view number);

}  // namespace weige::standards
