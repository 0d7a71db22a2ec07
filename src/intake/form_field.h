// Fields of the forms through which people tell about others or themselves. Empty is no fault here. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::intake {

// most: characters. Problem: too_long.
Done check_length(std::string_view text, std::size_t most, std::string_view field);
// Problems: those of PersonName, at "name".
Done check_name(std::string_view text);
// Problems: those of Phone, at "phone".
Done check_phone(std::string_view text);
// Problems: those of an ID number, at "document_number". A number that does not tell of what kind it is, as a
// passport's, is for people to read.
Done check_document(std::string_view text);

}  // namespace weige::intake
