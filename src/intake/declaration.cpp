#include "intake/declaration.h"

#include <array>

#include "intake/form_field.h"
#include "registry/address.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

constexpr std::size_t kLongestPlace = 200;  // characters

bool is_blank(std::string_view text) {
  return standards::trim(text).empty();
}

}  // namespace

Done check(const Declaration& declaration, const DeclarationTown& town) {
  const auto& [name, number, phone, place, moved_in] = declaration;
  if (is_blank(name)) return problem(ProblemCode::missing_field, "name");
  if (is_blank(number) && is_blank(phone)) return problem(ProblemCode::missing_field, "document_number");
  if (is_blank(place)) return problem(ProblemCode::missing_field, "place");
  WEIGE_CHECK(check_length(place, kLongestPlace, "place"));
  WEIGE_CHECK(check_name(name));
  WEIGE_CHECK(check_document(number));
  WEIGE_CHECK(check_phone(phone));
  const auto read = registry::parse_in_town(place, town.text);
  if (!read || registry::address_chain(read->key()).empty())
    return problem(ProblemCode::bad_address, "place");
  const Day earliest{std::chrono::year{1900} / 1 / 1};
  if (moved_in && (*moved_in > town.today || *moved_in < earliest))
    return problem(ProblemCode::date_out_of_range, "moved_in_on")
        .with("earliest", to_iso(earliest))
        .with("latest", to_iso(town.today));
  return done();
}

FormRows row_of(const Declaration& declaration) {
  static constexpr std::array kColumns{FormColumn{"姓名", "name"}, FormColumn{"证件号码", "document_number"},
                                       FormColumn{"联系电话", "phone"}, FormColumn{"现住地址", "address"},
                                       FormColumn{"入住日期", "from_day"}};
  const auto& [name, number, phone, place, moved_in] = declaration;
  const FormRow row{name, number, phone, place, moved_in ? to_iso(*moved_in) : ""};
  return form_rows(kColumns, std::span(&row, 1));
}

std::string new_receipt(const Random& random) {
  static constexpr std::string_view kSigns = "23456789ABCDEFGHJKMNPQRSTUVWXYZ?";
  static constexpr std::size_t kKept = 31, kLength = 8;  // the last one is drawn again
  std::string out;
  while (out.size() < kLength + 1) {
    std::byte drawn{};
    random(std::span(&drawn, 1));
    const auto at = static_cast<std::size_t>(drawn) % kSigns.size();
    if (at >= kKept) continue;
    if (out.size() == kLength / 2) out += '-';
    out += kSigns[at];
  }
  return out;
}

}  // namespace weige::intake
