// A problem as the contract has it (RFC 9457), in one language.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "base/problem.h"

namespace weige::http {

// type, title, status, detail (= mend), code, place, errors (= parts); trace when it is not empty.
boost::json::object problem_json(const Problem& problem, Language language, std::string_view trace = {});

}  // namespace weige::http
