#include "linkage/link_trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "linkage/parallel.h"
#include "linkage/training_counts.h"

namespace weige::linkage {
namespace {

// What every batch is held to have seen before, the same in each round of expectation and maximisation.
struct Prior {
  std::vector<std::vector<double>> levels;  // pairs, by field and level
  double found = unseen, queries = 2 * unseen;
};

// Every field keeps the pairs that it was learned from, or as many as the options allow, in proportion: the
// power prior of Ibrahim and Chen (2000). No field's weight is chosen.
Prior prior_of(const LinkModel& known, const TrainOptions& options) {
  Prior prior;
  for (const FieldChances& chances : known.fields) {
    auto& levels = prior.levels.emplace_back(chances.m.size(), unseen);
    const double weight = std::min(chances.matches, options.known_pairs);
    for (std::size_t l = 1; weight > 0 && l < levels.size(); ++l) levels[l] = weight * chances.m[l];
  }
  if (const double weight = std::min(known.queries, options.known_queries); weight > 0) {
    prior.found = weight * known.found;
    prior.queries = weight;
  }
  return prior;
}

struct Sample {
  std::vector<std::size_t> ends;  // of each query's partners
  std::vector<Partner> partners;
};

Sample sample_partners(const Records& queries, const LinkIndex& index, const LinkModel& model,
                       const TrainOptions& options) {
  const auto chosen = spread_over(queries.size(), options.sample);
  std::vector<std::vector<Partner>> found(chosen.size());
  in_parallel(options.threads, chosen.size(), 256, [&](Range range) {
    LinkScorer scorer(index, model, options.linking);
    for (std::size_t i = range.begin; i < range.end; ++i)
      found[i] = scorer.compare_partners(queries, chosen[i]);
  });
  Sample sample;
  for (const auto& partners : found) {
    sample.partners.insert(sample.partners.end(), partners.begin(), partners.end());
    sample.ends.push_back(sample.partners.size());
  }
  return sample;
}

struct Expected {
  Counts levels{};
  double partners = 0;
};

Expected expect(const Sample& sample, const LinkModel& model, Linking linking) {
  Expected expected;
  const Evidence evidence(model);
  std::vector<Partner> group;
  std::size_t begin = 0;
  for (const std::size_t end : sample.ends) {
    group.assign(sample.partners.begin() + static_cast<std::ptrdiff_t>(begin),
                 sample.partners.begin() + static_cast<std::ptrdiff_t>(end));
    begin = end;
    evidence.weigh(group, linking);
    for (const Partner& partner : group) {
      expected.partners += partner.probability;
      for (std::size_t f = 0; f < model.fields.size(); ++f)
        expected.levels[f][partner.levels[f]] += partner.probability;
    }
  }
  return expected;
}

// In one file random pairs hold pairs of one person too: their levels are taken out of u, which was `all`
// before.
void take_partners_out(FieldChances& chances, const std::vector<double>& all, double share) {
  const double least = unseen / (chances.strangers + 1);
  double sum = 0;
  for (std::size_t l = 1; l < all.size(); ++l) {
    chances.u[l] = std::max((all[l] - share * chances.m[l]) / (1 - share), least);
    sum += chances.u[l];
  }
  for (double& u : chances.u) u /= sum;
}

void take_partners_out(LinkModel& model, const std::vector<FieldChances>& known) {
  const double share = std::min(model.found * 2 / model.records, 0.5);  // of all pairs
  for (std::size_t f = 0; f < known.size(); ++f) take_partners_out(model.fields[f], known[f].u, share);
}

// Returns how much the share of found queries moved.
double maximise(LinkModel& model, const Expected& expected, const Prior& prior, const Sample& sample,
                Linking linking) {
  for (std::size_t f = 0; f < model.fields.size(); ++f)
    model.fields[f].m = shares(expected.levels[f], prior.levels[f], model.fields[f].matches);
  model.queries = static_cast<double>(sample.ends.size()) + prior.queries;
  const double share = (expected.partners + prior.found) / model.queries;
  const double found =
      linking == Linking::two_files ? std::clamp(share, 1e-6, 1 - 1e-6) : std::max(share, 1e-9);
  return std::abs(found - std::exchange(model.found, found));
}

}  // namespace

LinkModel learn_matches(const Records& queries, const LinkIndex& index, LinkModel known,
                        const TrainOptions& options, const Progress& progress) {
  constexpr double settled = 1e-6;
  progress("learn", 0);
  known.records = static_cast<double>(index.live());
  const Prior prior = prior_of(known, options);
  const Sample sample = sample_partners(queries, index, known, options);
  progress("learn", 0.5);
  LinkModel model = known;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    const Expected expected = expect(sample, model, options.linking);
    const double moved = maximise(model, expected, prior, sample, options.linking);
    if (options.linking == Linking::one_file) take_partners_out(model, known.fields);
    if (moved < settled) break;
  }
  progress("learn", 1);
  return model;
}

LinkModel train(const Records& queries, const LinkIndex& index, const TrainOptions& options,
                const Progress& progress) {
  constexpr double strangers_share = 0.6;  // of the time
  LinkModel known = learn_strangers(index, options, [&](std::string_view phase, double share) {
    progress(phase, strangers_share * share);
  });
  return learn_matches(queries, index, std::move(known), options, [&](std::string_view phase, double share) {
    progress(phase, strangers_share + (1 - strangers_share) * share);
  });
}

}  // namespace weige::linkage
