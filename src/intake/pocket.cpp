#include "intake/pocket.h"

#include <array>

#include "base/sha256.h"
#include "intake/form_field.h"
#include "standards/name_fold.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

constexpr std::size_t kLongestAddress = 200;  // characters

bool is_blank(std::string_view text) {
  return standards::trim(text).empty();
}

}  // namespace

std::string_view code(PocketState state) {
  return state == PocketState::listed ? "listed" : "left";
}

std::optional<PocketState> pocket_state_of(std::string_view text) {
  if (text == "listed") return PocketState::listed;
  if (text == "left") return PocketState::left;
  return std::nullopt;
}

Done check(const PocketPerson& person) {
  if (is_blank(person.name)) return problem(ProblemCode::missing_field, "name");
  if (is_blank(person.document_number) && is_blank(person.phone) && is_blank(person.address))
    return problem(ProblemCode::missing_field, "document_number");
  WEIGE_CHECK(check_length(person.address, kLongestAddress, "address"));
  WEIGE_CHECK(check_name(person.name));
  WEIGE_CHECK(check_document(person.document_number));
  return check_phone(person.phone);
}

FormRows rows_of(std::span<const PocketPerson> people) {
  static constexpr std::array kColumns{FormColumn{"姓名", "name"}, FormColumn{"证件号码", "document_number"},
                                       FormColumn{"联系电话", "phone"}, FormColumn{"现住地址", "address"}};
  std::vector<FormRow> rows;
  rows.reserve(people.size());
  for (const auto& [name, number, phone, address] : people) rows.push_back({name, number, phone, address});
  return form_rows(kColumns, rows);
}

PocketPerson person_of(const RosterRow& row) {
  return {.name = row.like.name,
          .document_number = row.like.id_number,
          .phone = row.like.phone,
          .address = row.like.address.empty() ? row.place : row.like.address};
}

// By the number, else the name with the phone, else the name at the address.
std::string identity_of(const PocketPerson& person) {
  const auto number = standards::fold_text(person.document_number);
  if (!number.empty()) return sha256_hex("number\n" + number).substr(0, 32);
  const auto name = standards::name_key(person.name);
  const auto& beside = person.phone.empty() ? person.address : person.phone;
  return sha256_hex("name\n" + name + "\n" + standards::fold_text(beside)).substr(0, 32);
}

bool is_pocket_roster(const Roster& roster) {
  return !roster.report && !roster.due && roster.rows <= kMostPocketRows;
}

}  // namespace weige::intake
