#include "access/audit_fields.h"

#include <charconv>

namespace weige::access {
namespace {

constexpr std::int64_t kGreatest = (std::int64_t{1} << 53) - 1;

}  // namespace

std::vector<std::string_view> fields_of(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto end = text.find(separator);
    out.push_back(text.substr(0, end));
    if (end == text.npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  if (text.front() == '0' && text.size() > 1) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > kGreatest) return std::nullopt;
  return value;
}

}  // namespace weige::access
