// The class of a user agent ("Chrome, Windows"), shown among one's own sessions. Coarse on purpose: enough to
// know one's own devices, too little to know a person by.
#pragma once

#include <string>
#include <string_view>

namespace weige::http {

std::string device_of(std::string_view user_agent);  // "" when nothing is recognised

}  // namespace weige::http
