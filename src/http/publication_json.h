// Published statistics as the contract has them, and as a file for spreadsheets.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "town/publication.h"

namespace weige::http {

// Without rows.
boost::json::object publication_summary_json(const town::Publication& publication);
// What is not told has no member.
boost::json::object publication_json(const town::Publication& publication);

// RFC 4180 with a byte order mark: the table, then how to read it. What is not told stands as "…".
void write_publication_csv(const town::Publication& publication, Language language,
                           const std::function<void(std::string_view)>& sink);
std::string publication_file_name(const town::Publication& publication, Language language);

}  // namespace weige::http
