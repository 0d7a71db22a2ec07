#include "intake/form_field.h"

#include <algorithm>
#include <cctype>

#include "standards/document.h"
#include "standards/person_name.h"
#include "standards/phone.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

template <class Parsed>
Done at_field(const Parsed& parsed, std::string_view field) {
  if (parsed) return done();
  return Problem(parsed.problem()).at(std::string(field));
}

// So many digits are nothing else; one of them may be wrong or missing.
bool is_like_id_number(std::string_view text) {
  constexpr int kFewest = 15;
  const auto folded = standards::fold_text(text);
  return std::ranges::count_if(folded, [](unsigned char c) { return std::isdigit(c) != 0; }) >= kFewest;
}

}  // namespace

Done check_length(std::string_view text, std::size_t most, std::string_view field) {
  if (standards::to_code_points(text).size() <= most) return done();
  return problem(ProblemCode::too_long, std::string(field)).with("max", std::to_string(most));
}

Done check_name(std::string_view text) {
  if (text.empty()) return done();
  return at_field(standards::PersonName::parse(text), "name");
}

Done check_phone(std::string_view text) {
  if (text.empty()) return done();
  return at_field(standards::Phone::parse(text), "phone");
}

Done check_document(std::string_view text) {
  if (text.empty()) return done();
  const auto parsed = standards::Document::parse_untyped(text);
  if (parsed || parsed.problem().code != ProblemCode::document_type)
    return at_field(parsed, "document_number");
  if (!is_like_id_number(text)) return done();
  return at_field(standards::Document::parse(standards::DocumentType::resident_id, text), "document_number");
}

}  // namespace weige::intake
