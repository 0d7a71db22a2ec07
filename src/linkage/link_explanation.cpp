#include "linkage/link_explanation.h"

#include <cmath>
#include <numbers>

namespace weige::linkage {
namespace {

double odds_before(const LinkModel& model, Linking linking) {
  const double found = linking == Linking::two_files ? model.found / (1 - model.found) : model.found;
  return std::log2(found / model.records);
}

// R stands beside the expected strangers in the denominator of the odds; here it is split off as a factor:
// 1 / (N u + R) = 1 / (N u) * N u / (N u + R).
double correction(double log2_strangers, double relatives) {
  if (relatives == 0) return 0;
  return log2_strangers - std::log2(std::exp2(log2_strangers) + relatives);
}

}  // namespace

LinkExplanation explain(LinkScorer& scorer, const Records& queries, RecordNumber query, RecordNumber record) {
  const LinkModel& model = scorer.model();
  const auto& fields = queries.config().fields;
  const Partner pair = scorer.compare_one(queries, query, record);
  LinkExplanation told{.before = odds_before(model, scorer.linking())};
  told.total = told.before;
  double log2_strangers = std::log2(model.records);  // expected number who agree like this
  for (std::size_t f = 0; f < fields.size(); ++f) {
    const Level level = pair.levels[f];
    auto& evidence =
        told.fields.emplace_back(FieldEvidence{fields[f].name, fields[f].kind->levels()[level].name});
    if (level == missing) continue;
    const auto log_share = scorer.log_share(queries, query, f, level);
    const double log2_one =
        log_share ? *log_share * std::numbers::log2e : std::log2(model.fields[f].u[level]);
    evidence.by_frequency = log_share.has_value();
    evidence.bits = std::log2(model.fields[f].m[level]) - log2_one;
    log2_strangers += log2_one;
    told.total += evidence.bits;
  }
  told.relatives = correction(log2_strangers, pair.stranger.relatives);
  told.total += told.relatives;
  return told;
}

}  // namespace weige::linkage
