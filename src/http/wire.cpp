#include "http/wire.h"

#include <ctime>

#include "http/answer_form.h"

namespace weige::http {
namespace {

struct Reason {
  int status;
  std::string_view words;
};
constexpr Reason kReasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

// IMF-fixdate (RFC 9110, 5.6.7), made once a second per thread.
const std::string& date_now() {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  const auto now = std::time(nullptr);
  if (now == second) return text;
  second = now;
  std::tm parts{};
  gmtime_r(&now, &parts);
  char buffer[40];
  text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts));
  return text;
}

// Made once a thread and origin: there is one origin in a program.
const std::string& security_lines(std::string_view tiles) {
  thread_local std::string made_for, lines;
  if (!lines.empty() && made_for == tiles) return lines;
  Headers headers;
  add_security_headers(headers, tiles);
  lines.clear();
  for (const auto& [name, value] : headers.fields())
    lines.append(name).append(": ").append(value).append("\r\n");
  made_for = tiles;
  return lines;
}

bool has_length(const Response& response) {
  return response.status != 204 && response.status != 304 &&
         !std::holds_alternative<EventStream>(response.body);
}

}  // namespace

std::string_view reason(int status) {
  for (const auto& known : kReasons)
    if (known.status == status) return known.words;
  return "Unknown";
}

std::uint64_t body_size(const Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return text->size();
  if (const auto* bytes = std::get_if<SharedBytes>(&response.body)) return *bytes ? (*bytes)->size() : 0;
  if (const auto* file = std::get_if<FileBody>(&response.body)) return file->size;
  return 0;
}

std::string wire_head(const Response& response, After after, std::string_view tiles) {
  std::string out;
  out.reserve(768);
  out.append("HTTP/1.1 ")
      .append(std::to_string(response.status))
      .append(" ")
      .append(reason(response.status))
      .append("\r\n");
  out.append("Date: ").append(date_now()).append("\r\n");
  for (const auto& [name, value] : response.headers.fields()) {
    // A line break in a value would begin a header of the attacker's choice.
    if (value.find_first_of("\r\n") != std::string::npos) continue;
    out.append(name).append(": ").append(value).append("\r\n");
  }
  out.append(security_lines(tiles));
  if (has_length(response))
    out.append("Content-Length: ").append(std::to_string(body_size(response))).append("\r\n");
  if (after == After::close) out.append("Connection: close\r\n");
  return out.append("\r\n");
}

}  // namespace weige::http
