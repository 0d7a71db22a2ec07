#include "linkage/training_counts.h"

#include <algorithm>

namespace weige::linkage {

std::vector<RecordNumber> spread_over(std::size_t count, std::size_t wanted) {
  std::vector<RecordNumber> chosen;
  const std::size_t number = std::min(count, wanted);
  for (std::size_t i = 0; i < number; ++i) chosen.push_back(static_cast<RecordNumber>(i * count / number));
  return chosen;
}

std::vector<double> shares(const std::array<double, 16>& counts, std::span<const double> prior, double& sum) {
  std::vector<double> out(prior.size());
  sum = 0;
  for (std::size_t l = 1; l < out.size(); ++l) sum += counts[l] + prior[l];
  for (std::size_t l = 1; l < out.size(); ++l) out[l] = sum == 0 ? 0 : (counts[l] + prior[l]) / sum;
  return out;
}

}  // namespace weige::linkage
