#include "linkage/link_scorer.h"

#include <algorithm>
#include <cmath>

namespace weige::linkage {

LinkScorer::LinkScorer(const LinkIndex& index, const LinkModel& model, Linking linking)
    : index_(index), model_(model), evidence_(model), linking_(linking) {}

const std::vector<Partner>& LinkScorer::compare_partners(const Records& queries, RecordNumber query) {
  found_.clear();
  partners_.clear();
  frequencies_ = {};
  index_.partners(queries, query, found_);
  for (const RecordNumber record : found_) {
    if (linking_ == Linking::one_file && record >= query) break;
    partners_.push_back(compared(queries, query, record));
  }
  return partners_;
}

Partner LinkScorer::compare_one(const Records& queries, RecordNumber query, RecordNumber record) {
  frequencies_ = {};
  return compared(queries, query, record);
}

Partner LinkScorer::compared(const Records& queries, RecordNumber query, RecordNumber record) {
  Partner partner;
  partner.record = record;
  partner.levels = compare(queries, query, index_.records(), record);
  partner.stranger = stranger(queries, query, partner.levels);
  return partner;
}

const std::vector<Partner>& LinkScorer::score(const Records& queries, RecordNumber query) {
  compare_partners(queries, query);
  evidence_.weigh(partners_, linking_);
  std::ranges::stable_sort(partners_, std::greater{}, &Partner::probability);
  return partners_;
}

StrangerChance LinkScorer::stranger(const Records& queries, RecordNumber query, const Levels& levels) {
  StrangerChance chance;
  for (std::size_t i = 0; i < index_.records().config().fields.size(); ++i)
    if (const auto log_one = log_share(queries, query, i, levels[i])) {
      chance.log_frequencies += *log_one;
      chance.by_frequency |= 1u << i;
    }
  if (linking_ == Linking::two_files && shared_by_relatives(index_.records().config(), levels))
    chance.relatives = relatives(levels);
  return chance;
}

std::optional<double> LinkScorer::log_share(const Records& queries, RecordNumber query, std::size_t field,
                                            Level level) {
  const std::uint8_t part = index_.records().config().fields[field].kind->levels()[level].part;
  if (level == missing || part == no_part) return std::nullopt;
  const double known = log_frequency(queries, query, field, part);
  if (known > 0) return std::nullopt;  // the query has no such part: the average will do
  return known;
}

// ln of the share of records with the query's value; 1 where there is none.
double LinkScorer::log_frequency(const Records& queries, RecordNumber query, std::size_t field,
                                 std::uint8_t part) {
  double& known = frequencies_[field][part];
  if (known != 0) return known;
  const FieldPart asked{static_cast<std::uint8_t>(field), part};
  double records = index_.frequency(queries, query, asked);
  if (linking_ == Linking::one_file) records -= 1;  // itself
  known = records <= 0 ? 1 : std::min(std::log(records / model_.records), -1e-9);
  return known;
}

double LinkScorer::relatives(const Levels& levels) {
  const auto [known, first] = expected_.try_emplace(levels, 0.0);
  if (first) known->second = model_.related.expected(levels);
  return known->second;
}

Evidence::Evidence(const LinkModel& model)
    : fields_(model.fields.size()), log_records_(std::log(model.records)), found_(model.found) {
  for (std::size_t i = 0; i < fields_; ++i)
    for (std::size_t level = 1; level < model.fields[i].m.size(); ++level) {
      log_m_[i][level] = std::log(model.fields[i].m[level]);
      log_u_[i][level] = std::log(model.fields[i].u[level]);
    }
}

double Evidence::of(const Levels& levels, const StrangerChance& stranger) const {
  double log_m = 0, log_u = stranger.log_frequencies;
  for (std::size_t i = 0; i < fields_; ++i) {
    log_m += log_m_[i][levels[i]];
    if (!(stranger.by_frequency >> i & 1)) log_u += log_u_[i][levels[i]];
  }
  if (stranger.relatives == 0) return log_m - log_u - log_records_;
  return log_m - std::log(std::exp(log_u + log_records_) + stranger.relatives);
}

// Linking: P(partner r) = o_r / (1 + sum of o), with o_r = found / (1 - found) * m / expected strangers: the
// posterior over "none" and every record, each equally likely beforehand. In one file each pair stands for
// itself.
void Evidence::weigh(std::vector<Partner>& partners, Linking linking) const {
  const double before = linking == Linking::two_files ? found_ / (1 - found_) : found_;
  double sum = 1;
  for (Partner& partner : partners) {
    partner.probability = before * std::exp(std::min(of(partner.levels, partner.stranger), 300.0));
    sum += partner.probability;
  }
  for (Partner& partner : partners)
    partner.probability /= linking == Linking::two_files ? sum : 1 + partner.probability;
}

}  // namespace weige::linkage
