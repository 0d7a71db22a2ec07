#include "standards/document.h"

#include <gtest/gtest.h>

namespace weige::standards {
namespace document_test {

std::string with_check(std::string digits) {
  return digits + id_check_digit(digits);
}

ProblemCode code_of(DocumentType type, std::string_view number) {
  return Document::parse(type, number).problem().code;
}

TEST(Document, ReadsEachTypesNumbers) {
  EXPECT_EQ(Document::parse(DocumentType::resident_id, "11010519491231002x")->reveal(), "11010519491231002X");
  EXPECT_EQ(Document::parse(DocumentType::hmt_residence, with_check("81000019900101001"))->type(),
            DocumentType::hmt_residence);
  EXPECT_EQ(Document::parse(DocumentType::passport, "e12345678")->reveal(), "E12345678");
  EXPECT_EQ(Document::parse(DocumentType::hk_macao_permit, "Ｈ１２３４５６７８")->reveal(), "H12345678");
  EXPECT_EQ(Document::parse(DocumentType::taiwan_permit, "1234567890（B）")->reveal(), "1234567890B");
  EXPECT_EQ(Document::parse(DocumentType::foreign_permanent, "USA310012345678")->reveal(), "USA310012345678");
  EXPECT_TRUE(Document::parse(DocumentType::foreign_permanent, with_check("93184019900101001")));
  EXPECT_EQ(Document::parse(DocumentType::other, "沪ABC-1").ok(), false);
}

TEST(Document, RefusesNumbersOfAnotherType) {
  EXPECT_EQ(code_of(DocumentType::hk_macao_permit, "11010519491231002X"), ProblemCode::document_number);
  EXPECT_EQ(code_of(DocumentType::resident_id, with_check("81000019900101001")),
            ProblemCode::document_number);
  EXPECT_EQ(code_of(DocumentType::hmt_residence, "11010519491231002X"), ProblemCode::document_number);
  EXPECT_EQ(code_of(DocumentType::resident_id, "110105194912310021"), ProblemCode::id_number_check_digit);
  EXPECT_EQ(code_of(DocumentType::passport, "ABC"), ProblemCode::document_number);
  EXPECT_EQ(code_of(DocumentType::taiwan_permit, "1.23E+09"), ProblemCode::digits_lost);
  EXPECT_EQ(code_of(DocumentType::passport, " "), ProblemCode::missing_field);
}

TEST(Document, GuessesOnlyWhatIsUnambiguous) {
  EXPECT_EQ(guess_document_type("11010519491231002X"), DocumentType::resident_id);
  EXPECT_EQ(guess_document_type(with_check("99900119900101001")), DocumentType::resident_id);
  EXPECT_EQ(guess_document_type(with_check("83000019900101001")), DocumentType::hmt_residence);
  EXPECT_EQ(guess_document_type(with_check("93184019900101001")), DocumentType::foreign_permanent);
  EXPECT_EQ(guess_document_type("H1234567801"), DocumentType::hk_macao_permit);
  EXPECT_EQ(guess_document_type("H12345678"), std::nullopt);
  EXPECT_EQ(guess_document_type("12345678"), std::nullopt);
  EXPECT_EQ(Document::parse_untyped("E12345678").problem().code, ProblemCode::document_type);
}

TEST(Document, TypesHaveCodesAndNames) {
  for (const auto type : all_document_types) {
    EXPECT_EQ(document_type_of_code(code(type)), type);
    EXPECT_EQ(document_type_of_text(zh_name(type)), type);
  }
  EXPECT_EQ(document_type_of_text(" 回乡证"), DocumentType::hk_macao_permit);
  EXPECT_EQ(document_type_of_text("驾驶证"), std::nullopt);
}

TEST(Document, MasksAndCompares) {
  EXPECT_EQ(Document::parse(DocumentType::passport, "E12345678")->masked(), "E1*****78");
  EXPECT_EQ(Document::parse(DocumentType::resident_id, "110105491231002").value(),
            Document::parse(DocumentType::resident_id, "11010519491231002X").value());
  EXPECT_LT(Document::parse(DocumentType::resident_id, "11010519491231002X").value(),
            Document::parse(DocumentType::passport, "E12345678").value());
}

}  // namespace document_test
}  // namespace weige::standards
