// Kept models of weige link. Once the bytes as they are; once as what stands between the configuration's
// fingerprint and the checksum, both made right, so that what lies behind them is reached.
#include "base/sha256.h"
#include "fuzz/fuzz_target.h"
#include "linkage/link_model_bytes.h"
#include "linkage/link_scorer.h"

namespace {

using namespace weige::linkage;

constexpr std::string_view config_text = R"toml(
ids = ["id"]
blocks = [["name"], ["born", "name.start"]]
[[field]]
name = "name"
columns = ["name"]
kind = "text"
[[field]]
name = "born"
columns = ["born"]
kind = "date"
)toml";

const LinkConfig& config() {
  static const LinkConfig parsed = parse_link_config(config_text).value();
  return parsed;
}

// Magic, format and fingerprint: what stands before the fingerprint's end in the bytes of any model.
const std::string& head() {
  static const std::string bytes = [] {
    LinkModel model;
    for (const Field& field : config().fields) {
      const std::vector<double> even(field.kind->levels().size(), 0.25);
      model.fields.push_back({even, even});
    }
    const std::string whole = to_bytes(model, config()), print = fingerprint(config());
    return whole.substr(0, whole.find(print) + print.size());
  }();
  return bytes;
}

void read(std::string_view bytes) {
  const auto model = model_from_bytes(bytes, config());
  if (!model) return;
  WEIGE_FUZZ_EXPECT(to_bytes(*model, config()) == bytes);
  const Evidence evidence(*model);
  for (const auto& [levels, times] : model->related.counts()) {
    const double expected = model->related.expected(levels);
    WEIGE_FUZZ_EXPECT(expected > 0);
    const double log_odds = evidence.of(levels, {.relatives = expected});
    WEIGE_FUZZ_EXPECT(log_odds == log_odds);
  }
}

}  // namespace

WEIGE_FUZZ_TARGET(link_model) {
  read(input);
  const std::string sealed = head() + std::string(input);
  read(sealed + weige::sha256_hex(sealed));
}
