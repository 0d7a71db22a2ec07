// Files that browsers save instead of showing.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/temporary_file.h"
#include "http/message.h"

namespace weige::http {

// A file on its way out, removed when it is sent. name: what the browser saves it as, Chinese names too (RFC
// 6266, 8187); its ending gives the type.
Response attachment(std::shared_ptr<TemporaryFile> file, std::string_view name);
// Bytes at hand, of whatever kind: never shown in the page.
Response attached_bytes(std::string bytes, std::string_view name);

}  // namespace weige::http
