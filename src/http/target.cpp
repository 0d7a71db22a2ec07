#include "http/target.h"

#include <charconv>

#include "http/text.h"

namespace weige::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The path of http://host/path; what is already a path stays.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

std::optional<std::vector<std::string>> path_segments(std::string_view path) {
  std::vector<std::string> out;
  if (path == "/") return out;
  for (const auto part : split(path.substr(1), '/')) {
    auto segment = percent_decoded(part, Plus::literal);
    if (!segment || *segment == "." || *segment == ".." || segment->find_first_of("/\\") != std::string::npos)
      return std::nullopt;
    out.push_back(std::move(*segment));
  }
  return out;
}

std::optional<Pairs> query_pairs(std::string_view query) {
  Pairs out;
  for (const auto part : split(query, '&')) {
    if (part.empty()) continue;
    const auto equals = part.find('=');
    auto name = percent_decoded(part.substr(0, equals), Plus::space);
    auto value =
        percent_decoded(equals == std::string_view::npos ? "" : part.substr(equals + 1), Plus::space);
    if (!name || !value) return std::nullopt;
    out.add(std::move(*name), std::move(*value));
  }
  return out;
}

struct LanguageRange {
  std::optional<Language> language;
  double quality = 1;
};

LanguageRange language_range(std::string_view text) {
  const auto semicolon = text.find(';');
  const auto tag = trimmed(text.substr(0, semicolon));
  LanguageRange out;
  if (same_token(tag.substr(0, 2), "zh") && (tag.size() == 2 || tag[2] == '-')) out.language = Language::zh;
  if (same_token(tag.substr(0, 2), "en") && (tag.size() == 2 || tag[2] == '-')) out.language = Language::en;
  if (semicolon == std::string_view::npos) return out;
  const auto weight = trimmed(text.substr(semicolon + 1));
  if (!weight.starts_with("q=")) return out;
  std::from_chars(weight.data() + 2, weight.data() + weight.size(), out.quality);
  return out;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::space) {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  if (!is_clean_utf8(out)) return std::nullopt;
  return out;
}

Result<Target> parse_target(std::string_view target) {
  const auto whole = origin_form(target);
  if (!whole.starts_with('/') || whole.find('#') != std::string_view::npos)
    return problem(ProblemCode::bad_request);
  const auto mark = whole.find('?');
  const auto path = whole.substr(0, mark);
  auto segments = path_segments(path);
  auto query = query_pairs(mark == std::string_view::npos ? "" : whole.substr(mark + 1));
  if (!segments || !query) return problem(ProblemCode::bad_request);
  return Target{std::string(path), std::move(*segments), std::move(*query)};
}

Pairs parse_cookies(std::string_view header) {
  Pairs out;
  for (const auto part : split(header, ';')) {
    const auto pair = trimmed(part);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    out.add(std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1)));
  }
  return out;
}

std::optional<Language> accepted_language(std::string_view header) {
  LanguageRange best{.language = {}, .quality = 0};
  for (const auto part : split(header, ',')) {
    const auto range = language_range(part);
    if (range.language && range.quality > best.quality) best = range;
  }
  return best.language;
}

}  // namespace weige::http
