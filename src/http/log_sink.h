// Where log lines go: a file that is reopened never (rotate by copytruncate or the journal), standard error,
// or nowhere.
#pragma once

#include <functional>
#include <string>

namespace weige::http {

// "-" is standard error, "none" nowhere, anything else a file to append to. Throws std::exception when the
// file cannot be opened.
std::function<void(std::string)> log_sink(const std::string& where);

}  // namespace weige::http
