// The first step of learning: what the register alone tells.
#include <algorithm>
#include <numeric>

#include "linkage/link_trainer.h"
#include "linkage/parallel.h"
#include "linkage/training_counts.h"

namespace weige::linkage {
namespace {

// Expectation maximisation begins with: agreement is usual among partners, every other level is possible.
constexpr double first_agreement = 0.8;

// Numbers of the records that are not retired, in ascending order, without a list where they are all.
class LiveRecords {
 public:
  explicit LiveRecords(const LinkIndex& index) : size_(index.live()) {
    if (size_ == index.size()) return;
    for (std::size_t i = 0; i < index.size(); ++i)
      if (const auto record = static_cast<RecordNumber>(i); !index.retired(record)) list_.push_back(record);
  }
  std::size_t size() const { return size_; }
  RecordNumber operator[](std::size_t i) const {
    return list_.empty() ? static_cast<RecordNumber>(i) : list_[i];
  }

 private:
  std::size_t size_;
  std::vector<RecordNumber> list_;
};

// Of whole numbers, so that the order does not matter.
void add(Counts& sum, const Counts& counts) {
  for (std::size_t f = 0; f < most_fields; ++f)
    for (std::size_t l = 0; l < counts[f].size(); ++l) sum[f][l] += counts[f][l];
}

Counts count_random_pairs(const Records& records, const LiveRecords& live, const TrainOptions& options) {
  constexpr std::size_t pairs_a_record = 100;  // a small file holds no more that is new
  const std::size_t pairs = std::min(options.random_pairs, live.size() * pairs_a_record);
  std::vector<Counts> of_worker(std::max(options.threads, 1u));
  const std::size_t share = (pairs + of_worker.size() - 1) / of_worker.size();
  in_parallel(options.threads, pairs, share, [&](Range range) {
    Counts counts{};
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const std::uint64_t dice = mixed(options.seed, i);
      const RecordNumber a = live[(dice >> 32) * live.size() >> 32];
      const RecordNumber b = live[(dice & 0xFFFFFFFF) * live.size() >> 32];
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

std::vector<FieldChances> first_chances(const LinkConfig& config, const Counts& random) {
  std::vector<FieldChances> fields;
  for (std::size_t f = 0; f < config.fields.size(); ++f) {
    const std::size_t levels = config.fields[f].kind->levels().size();
    FieldChances& chances = fields.emplace_back();
    double sum = 0;
    chances.u = shares(random[f], std::vector(levels, unseen), sum);
    chances.strangers = std::accumulate(random[f].begin() + 1, random[f].end(), 0.0);
    chances.m.assign(levels, (1 - first_agreement) / static_cast<double>(levels - 2));
    chances.m[missing] = 0;
    chances.m[1] = first_agreement;
  }
  return fields;
}

// The register's own records as queries: every partner but the record itself is another person.
RelatedPatterns count_related(const LinkIndex& index, const LiveRecords& live, const LinkModel& model,
                              const TrainOptions& options) {
  const Records& records = index.records();
  const auto chosen = spread_over(live.size(), options.sample);
  std::vector<std::vector<Levels>> seen(chosen.size());
  in_parallel(options.threads, chosen.size(), 256, [&](Range range) {
    LinkScorer scorer(index, model, Linking::two_files);
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const RecordNumber own = live[chosen[i]];
      for (const Partner& partner : scorer.compare_partners(records, own))
        if (partner.record != own && shared_by_relatives(records.config(), partner.levels))
          seen[i].push_back(partner.levels);
    }
  });
  RelatedPatterns related;
  for (const auto& patterns : seen)
    for (const Levels& levels : patterns) related.add(levels);
  related.finish(chosen.size(), records.config());
  return related;
}

}  // namespace

LinkModel learn_strangers(const LinkIndex& index, const TrainOptions& options, const Progress& progress) {
  progress("learn", 0);
  const Records& records = index.records();
  const LiveRecords live(index);
  const Counts random = count_random_pairs(records, live, options);
  LinkModel model{.fields = first_chances(records.config(), random),
                  .records = static_cast<double>(live.size())};
  progress("learn", 0.5);
  if (options.linking == Linking::two_files) model.related = count_related(index, live, model, options);
  progress("learn", 1);
  return model;
}

}  // namespace weige::linkage
