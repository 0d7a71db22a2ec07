#include "linkage/field_kind.h"

#include <array>

#include "linkage/address_kind.h"
#include "linkage/date_kind.h"
#include "linkage/id_number_kind.h"
#include "linkage/person_name_kind.h"
#include "linkage/phone_kind.h"
#include "linkage/text_kind.h"

namespace weige::linkage {

std::span<const FieldKind* const> field_kinds() {
  static const IdNumberKind id_number;
  static const PersonNameKind person_name;
  static const PhoneKind phone;
  static const DateKind date;
  static const AddressKind address;
  static const TextKind text;
  static const std::array<const FieldKind*, 6> all{&id_number, &person_name, &phone, &date, &address, &text};
  return all;
}

const FieldKind* field_kind(std::string_view name) {
  for (const FieldKind* kind : field_kinds())
    if (kind->name() == name) return kind;
  return nullptr;
}

}  // namespace weige::linkage
