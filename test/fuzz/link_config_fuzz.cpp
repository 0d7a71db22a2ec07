// Configurations of weige link.
#include "fuzz/fuzz_target.h"
#include "linkage/link_config.h"

WEIGE_FUZZ_TARGET(link_config) {
  const auto config = weige::linkage::parse_link_config(input);
  if (!config) return;
  for (const auto& block : config->blocks)
    for (const auto& part : block) {
      WEIGE_FUZZ_EXPECT(part.field < config->fields.size());
      WEIGE_FUZZ_EXPECT(part.part < config->fields[part.field].kind->parts().size());
    }
}
