// Request targets, cookies, languages, entity tags and codings: what is taken is clean, and nothing leads out
// of a folder.
#include <algorithm>

#include "fuzz_target.h"
#include "http/compression.h"
#include "http/etag.h"
#include "http/target.h"
#include "http/text.h"

namespace {

using namespace weige::http;

void check_target(std::string_view input) {
  const auto target = parse_target(input);
  if (!target) return;
  for (const auto& segment : target->segments) {
    WEIGE_FUZZ_EXPECT(segment != ".." && segment != ".");
    WEIGE_FUZZ_EXPECT(segment.find('/') == std::string::npos);
    WEIGE_FUZZ_EXPECT(is_clean_utf8(segment));
  }
  for (const auto& [name, value] : target->query)
    WEIGE_FUZZ_EXPECT(is_clean_utf8(name) && is_clean_utf8(value));
}

}  // namespace

WEIGE_FUZZ_TARGET(http_target) {
  check_target(input);
  for (const auto& [name, value] : parse_cookies(input))
    WEIGE_FUZZ_EXPECT(!name.empty() && value.size() < input.size());
  (void)accepted_language(input);
  (void)accepts_coding(input, "gzip");
  (void)names_tag(input, "\"7\"");
}
