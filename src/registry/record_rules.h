// What may stand in a record: each field checked and put into its normal form by the standards, and what must
// hold between fields. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "registry/record.h"

namespace weige::registry {

// Field name to what was typed or read; nullopt empties the field. Fields not named stay as they are.
using FieldInput = std::map<std::string, Text, std::less<>>;

// Fields that people may enter for a kind; the others (area_id, state, foreign keys) are set by the use
// cases.
bool is_enterable(RecordKind kind, std::string_view field);

// `base` with the input in normal form. An ID number fills sex and birth date where they are empty. Problems:
// invalid_fields with one part per wrong field (place = the field): unknown_field, missing_field, too_long,
// and those of the standards; id_number_disagrees where sex or birth date contradict the ID number.
Result<Record> with_input(const Record& base, const FieldInput& input, Day today);

// One field's normal form: nullopt for an empty one. Problems: those of the field's standard, place empty.
Result<Text> normal_form(RecordKind kind, std::string_view field, std::string_view text, Day today);

// Codes of what is accepted in a person but worth a look (unknown_division, old_division, reserved_demo ...):
// those of the ID number, the phone and the name. The division of an ID number is looked up in the country's
// table where the program has one.
std::vector<std::string> person_warnings(const Record& person);

// ID numbers and phones as lists and pages show them; other fields unchanged.
std::string masked(std::string_view field, std::string_view value);
// Free text in which somebody may have typed an ID number or a mobile phone: all but the first three and last
// two signs of such a run of digits become stars.
std::string mask_numbers(std::string_view text);
bool is_masked_field(std::string_view field);

}  // namespace weige::registry
