// Any bytes as the settings file.
#include "fuzz_target.h"
#include "http/serve_settings.h"

WEIGE_FUZZ_TARGET(settings) {
  using namespace weige::http;
  const auto values = settings_from_text(input, "weige.toml");
  if (!values) return;
  for (const auto& [name, value] : *values) WEIGE_FUZZ_EXPECT(name.find('_') == name.npos);
  (void)settled({*values}).ok();
}
