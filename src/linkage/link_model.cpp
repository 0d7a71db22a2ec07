#include "linkage/link_model.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace weige::linkage {
namespace {

// Part of the counted patterns that is spread over all patterns by the shares of the single levels, so that
// one never seen is not held to be impossible.
constexpr double spread = 0.1;
// A level that no related pair has shown counts as half a pair.
constexpr double unseen = 0.5;

bool matches(const Levels& seen, const Levels& asked, std::size_t fields) {
  for (std::size_t i = 0; i < fields; ++i)
    if (asked[i] != missing && asked[i] != seen[i]) return false;
  return true;
}

}  // namespace

std::size_t RelatedPatterns::Hash::operator()(const Levels& levels) const {
  return text_hash({reinterpret_cast<const char*>(levels.data()), levels.size()});
}

void RelatedPatterns::add(const Levels& levels, double times) {
  counts_[levels] += times;
}

void RelatedPatterns::finish(std::size_t queries, const LinkConfig& config) {
  fields_ = config.fields.size();
  queries_ = static_cast<double>(queries);
  double sum = 0;
  for (std::size_t i = 0; i < fields_; ++i)
    for (std::size_t level = 1; level < config.fields[i].kind->levels().size(); ++level)
      shares_[i][level] = unseen;
  for (const auto& [levels, count] : counts_) {
    sum += count;
    for (std::size_t i = 0; i < fields_; ++i)
      if (levels[i] != missing) shares_[i][levels[i]] += count;
  }
  per_query_ = queries == 0 ? 0 : sum / queries_;
  for (auto& shares : shares_) {
    const double known = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share = known == 0 ? 0 : share / known;
  }
}

double RelatedPatterns::smoothed(const Levels& levels) const {
  double share = per_query_;
  for (std::size_t i = 0; i < fields_; ++i)
    if (levels[i] != missing) share *= shares_[i][levels[i]];
  return share;
}

double RelatedPatterns::expected(const Levels& levels) const {
  if (per_query_ == 0) return 0;
  double count = 0;
  for (const auto& [seen, times] : counts_)
    if (matches(seen, levels, fields_)) count += times;
  return (1 - spread) * count / queries_ + spread * smoothed(levels);
}

std::vector<std::pair<Levels, double>> RelatedPatterns::counts() const {
  std::vector<std::pair<Levels, double>> all(counts_.begin(), counts_.end());
  std::ranges::sort(all);
  return all;
}

bool shared_by_relatives(const LinkConfig& config, const Levels& levels) {
  for (std::size_t i = 0; i < config.fields.size(); ++i)
    if (levels[i] != missing && config.fields[i].kind->levels()[levels[i]].shared_by_relatives) return true;
  return false;
}

}  // namespace weige::linkage
