// Record linkage the slow and obvious way: every pair is compared, nothing is remembered, no index is asked.
#pragma once

#include <cmath>
#include <vector>

#include "linkage/link_model.h"
#include "linkage/records.h"

namespace weige::reference {

// The probability that the query is each of the known records, by the formulas of docs/linkage.md; a value's
// frequency is counted by looking at all records.
class SlowLinkage {
 public:
  SlowLinkage(const linkage::Records& known, const linkage::LinkModel& model)
      : known_(known), model_(model) {}

  std::vector<double> probabilities(const linkage::Records& queries, linkage::RecordNumber query) const {
    std::vector<double> odds(known_.size());
    double sum = 1;
    for (linkage::RecordNumber record = 0; record < known_.size(); ++record)
      sum += odds[record] = model_.found / (1 - model_.found) * likelihood_ratio(queries, query, record);
    for (double& one : odds) one /= sum;
    return odds;
  }

 private:
  double likelihood_ratio(const linkage::Records& queries, linkage::RecordNumber query,
                          linkage::RecordNumber record) const {
    const auto levels = linkage::compare(queries, query, known_, record);
    double m = 1, strangers = model_.records;
    for (std::size_t field = 0; field < model_.fields.size(); ++field) {
      if (levels[field] == linkage::missing) continue;
      m *= model_.fields[field].m[levels[field]];
      strangers *= share(queries, query, field, levels[field]);
    }
    if (linkage::shared_by_relatives(known_.config(), levels)) strangers += model_.related.expected(levels);
    return m / strangers;
  }

  double share(const linkage::Records& queries, linkage::RecordNumber query, std::size_t field,
               linkage::Level level) const {
    const auto part = known_.config().fields[field].kind->levels()[level].part;
    const linkage::FieldPart asked{static_cast<std::uint8_t>(field), part};
    const std::uint64_t key = part == linkage::no_part ? 0 : queries.key(query, asked);
    double count = 0;
    for (linkage::RecordNumber record = 0; key != 0 && record < known_.size(); ++record)
      count += known_.key(record, asked) == key;
    return count == 0 ? model_.fields[field].u[level] : std::min(count / model_.records, 1 - 1e-9);
  }

  const linkage::Records& known_;
  const linkage::LinkModel& model_;
};

}  // namespace weige::reference
