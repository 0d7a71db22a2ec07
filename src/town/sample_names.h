// Names of invented people: surnames as frequent as they are, given names of their generation, double
// surnames, names with ·, Latin names, rare characters.
#pragma once

#include <string>
#include <string_view>

#include "standards/id_number.h"
#include "town/sample_random.h"

namespace weige::town {

std::string_view sample_surname(SampleRandom& random);
// A given name of one or two characters as people of that year and sex have them.
std::string sample_given(SampleRandom& random, int birth_year, standards::Sex sex);
std::string sample_dotted_name(SampleRandom& random, standards::Sex sex);  // 阿依古丽·买买提
std::string sample_latin_name(SampleRandom& random, standards::Sex sex);   // SMITH JOHN
std::string_view sample_traditional_surname(SampleRandom& random);
// The name with its last character heard as the first of `heard`; neither is empty.
std::string sample_misheard(std::string_view name, std::string_view heard);

}  // namespace weige::town
