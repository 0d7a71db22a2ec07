#include "linkage/link_trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "linkage/parallel.h"

namespace weige::linkage {
namespace {

using Counts = std::array<std::array<double, 16>, most_fields>;

// What was never seen in n pairs is taken to be as probable as half a pair.
constexpr double unseen = 0.5;
// Expectation maximisation begins with: agreement is usual among partners, every other level is possible.
constexpr double first_agreement = 0.8;
// Pairs that every level of a field is held to have had already, so that none becomes impossible.
constexpr double prior_pairs = 0.5;

std::size_t level_count(const LinkConfig& config, std::size_t field) {
  return config.fields[field].kind->levels().size();
}

struct Sample {
  std::vector<std::size_t> ends;  // of each query's partners
  std::vector<Partner> partners;
};

// Every query on the way from the first to the last at equal steps.
std::vector<RecordNumber> spread_over(std::size_t count, std::size_t wanted) {
  std::vector<RecordNumber> chosen;
  const std::size_t number = std::min(count, wanted);
  for (std::size_t i = 0; i < number; ++i) chosen.push_back(static_cast<RecordNumber>(i * count / number));
  return chosen;
}

// Of whole numbers, so that the order does not matter.
void add(Counts& sum, const Counts& counts) {
  for (std::size_t f = 0; f < most_fields; ++f)
    for (std::size_t l = 0; l < counts[f].size(); ++l) sum[f][l] += counts[f][l];
}

Counts count_random_pairs(const Records& records, const TrainOptions& options) {
  constexpr std::size_t pairs_a_record = 100;  // a small file holds no more that is new
  const std::size_t pairs = std::min(options.random_pairs, records.size() * pairs_a_record);
  std::vector<Counts> of_worker(std::max(options.threads, 1u));
  const std::size_t piece = (pairs + of_worker.size() - 1) / of_worker.size();
  in_parallel(options.threads, pairs, piece, [&](Range range) {
    Counts counts{};
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const std::uint64_t dice = mixed(options.seed, i);
      const auto a = static_cast<RecordNumber>((dice >> 32) * records.size() >> 32);
      const auto b = static_cast<RecordNumber>((dice & 0xFFFFFFFF) * records.size() >> 32);
      if (a == b) continue;
      const Levels levels = compare(records, a, records, b);
      for (std::size_t f = 0; f < records.config().fields.size(); ++f) counts[f][levels[f]] += 1;
    }
    add(of_worker[range.worker], counts);
  });
  Counts sum{};
  for (const Counts& counts : of_worker) add(sum, counts);
  return sum;
}

std::vector<double> shares(const std::array<double, 16>& counts, std::size_t levels, double prior) {
  std::vector<double> out(levels);
  double sum = 0;
  for (std::size_t l = 1; l < levels; ++l) sum += counts[l] + prior;
  for (std::size_t l = 1; l < levels; ++l) out[l] = sum == 0 ? 0 : (counts[l] + prior) / sum;
  return out;
}

std::vector<FieldChances> first_chances(const LinkConfig& config, const Counts& random) {
  std::vector<FieldChances> fields;
  for (std::size_t f = 0; f < config.fields.size(); ++f) {
    const std::size_t levels = level_count(config, f);
    FieldChances& chances = fields.emplace_back();
    chances.u = shares(random[f], levels, unseen);
    chances.m.assign(levels, (1 - first_agreement) / static_cast<double>(levels - 2));
    chances.m[1] = first_agreement;
  }
  return fields;
}

// The register's own records as queries: every partner but the record itself is another person.
RelatedPatterns count_related(const LinkIndex& index, const LinkModel& model, const TrainOptions& options) {
  const Records& records = index.records();
  const auto chosen = spread_over(records.size(), options.sample);
  std::vector<std::vector<Levels>> seen(chosen.size());
  in_parallel(options.threads, chosen.size(), 256, [&](Range range) {
    LinkScorer scorer(index, model, Linking::two_files);
    for (std::size_t i = range.begin; i < range.end; ++i)
      for (const Partner& partner : scorer.compare_partners(records, chosen[i]))
        if (partner.record != chosen[i] && shared_by_relatives(records.config(), partner.levels))
          seen[i].push_back(partner.levels);
  });
  RelatedPatterns related;
  for (const auto& patterns : seen)
    for (const Levels& levels : patterns) related.add(levels);
  related.finish(chosen.size(), records.config());
  return related;
}

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

// In one file random pairs hold pairs of one person too: their levels are taken out of u.
void take_partners_out(LinkModel& model, const Counts& random) {
  const double share = std::min(model.found * 2 / model.records, 0.5);  // of all pairs
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    FieldChances& chances = model.fields[f];
    const std::vector<double> all = shares(random[f], chances.u.size(), unseen);
    double sum = 0, known = 0;
    for (std::size_t l = 1; l < all.size(); ++l) known += random[f][l];
    const double least = unseen / (known + 1);
    for (std::size_t l = 1; l < all.size(); ++l) {
      chances.u[l] = std::max((all[l] - share * chances.m[l]) / (1 - share), least);
      sum += chances.u[l];
    }
    for (double& u : chances.u) u /= sum;
  }
}

// Returns how much the share of found queries moved.
double maximise(LinkModel& model, const Expected& expected, std::size_t queries, Linking linking) {
  for (std::size_t f = 0; f < model.fields.size(); ++f)
    model.fields[f].m = shares(expected.levels[f], model.fields[f].m.size(), prior_pairs);
  const double share = (expected.partners + prior_pairs) / (static_cast<double>(queries) + 2 * prior_pairs);
  const double found =
      linking == Linking::two_files ? std::clamp(share, 1e-6, 1 - 1e-6) : std::max(share, 1e-9);
  return std::abs(found - std::exchange(model.found, found));
}

}  // namespace

LinkModel train(const Records& queries, const LinkIndex& index, const TrainOptions& options,
                const Progress& progress) {
  constexpr double settled = 1e-6;
  const LinkConfig& config = queries.config();
  progress("learn", 0);
  const Counts random = count_random_pairs(index.records(), options);
  LinkModel model{.fields = first_chances(config, random),
                  .records = static_cast<double>(index.records().size())};
  progress("learn", 0.3);
  if (options.linking == Linking::two_files) model.related = count_related(index, model, options);
  progress("learn", 0.6);
  const Sample sample = sample_partners(queries, index, model, options);
  for (std::size_t round = 0; round < options.rounds; ++round) {
    const Expected expected = expect(sample, model, options.linking);
    const double moved = maximise(model, expected, sample.ends.size(), options.linking);
    if (options.linking == Linking::one_file) take_partners_out(model, random);
    if (moved < settled) break;
  }
  progress("learn", 1);
  return model;
}

}  // namespace weige::linkage
