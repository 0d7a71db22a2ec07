// How codes reach phones: by a program of the operator's, or into a file while developing. The program gets
// the phone and the text as two lines on its standard input, no arguments, no environment and no shell, and
// has ten seconds.
#pragma once

#include <chrono>
#include <string>

#include "base/result.h"
#include "town/resident_code_actions.h"

namespace weige::http {

// setting: "off" gives an empty function; "file:PATH"; "command:/ABSOLUTE/PATH". Problem: setting.
Result<town::SendCode> code_sender(const std::string& setting);

// Appends "phone TAB text" to the file, which only this user may read.
town::SendCode file_sender(std::string path);
// Done when the program ends with 0 in time.
town::SendCode command_sender(std::string program,
                              std::chrono::milliseconds at_most = std::chrono::seconds{10});

}  // namespace weige::http
