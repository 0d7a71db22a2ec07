#include "http/attachment.h"

#include <cctype>
#include <string>

namespace weige::http {
namespace {

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".xlsx")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (name.ends_with(".csv")) return "text/csv; charset=utf-8";
  return "application/octet-stream";
}

// attr-char of RFC 8187; everything else as %XX.
std::string extended_value(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  static constexpr std::string_view kPlain = "!#$&+-.^_`|~";
  std::string out = "UTF-8''";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) || kPlain.find(c) != kPlain.npos))
      out.push_back(c);
    else
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

}  // namespace

Response attachment(std::shared_ptr<TemporaryFile> file, std::string_view name) {
  const auto path = file->path();
  Response response{
      .body = FileBody{.path = path, .size = std::filesystem::file_size(path), .keeper = std::move(file)}};
  response.headers.add("Content-Type", std::string(type_of(name)));
  response.headers.add("Content-Disposition", "attachment; filename*=" + extended_value(name));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Response attached_bytes(std::string bytes, std::string_view name) {
  Response response{.body = std::move(bytes)};
  response.headers.add("Content-Type", "application/octet-stream");
  response.headers.add("Content-Disposition", "attachment; filename*=" + extended_value(name));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace weige::http
