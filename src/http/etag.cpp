#include "http/etag.h"

#include <charconv>

#include "http/text.h"

namespace weige::http {
namespace {

std::string_view opaque_part(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

std::string version_tag(std::int64_t version) {
  return '"' + std::to_string(version) + '"';
}

Result<std::int64_t> expected_version(const Request& request) {
  const auto header = request.headers.find("If-Match");
  if (!header) return problem(ProblemCode::version_required);
  const auto tag = trimmed(*header);
  std::int64_t version = 0;
  const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
  if (!quoted) return problem(ProblemCode::bad_request, "If-Match");
  const char* const last = tag.data() + tag.size() - 1;
  const auto [end, error] = std::from_chars(tag.data() + 1, last, version);
  if (error != std::errc{} || end != last || version < 0)
    return problem(ProblemCode::bad_request, "If-Match");
  return version;
}

bool names_tag(std::string_view list, std::string_view tag) {
  if (trimmed(list) == "*") return true;
  for (const auto part : split(list, ','))
    if (opaque_part(trimmed(part)) == opaque_part(tag)) return true;
  return false;
}

}  // namespace weige::http
