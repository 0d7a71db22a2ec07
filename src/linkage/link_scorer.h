// Weighs the partners of a record: evidence in favour of being the same, and probability among all that
// compete.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "linkage/link_index.h"
#include "linkage/link_model.h"

namespace weige::linkage {

// What is being linked. two_files: each query has at most one true partner, so partners compete; one_file:
// records of the register among themselves, where several may be the same.
enum class Linking { two_files, one_file };

// The chance that a stranger's record agrees as this one does, without the part that depends on the model's
// u.
struct StrangerChance {
  double log_frequencies =
      0;  // of the levels whose values are counted: sum of ln(records with the value / records)
  std::uint32_t by_frequency = 0;  // bit i: field i is in that sum
  double relatives = 0;            // expected records that are related
};

struct Partner {
  RecordNumber record = 0;
  Levels levels{};
  StrangerChance stranger;
  double probability = 0;
};

// A model's probabilities as logarithms, ready for many pairs.
class Evidence {
 public:
  explicit Evidence(const LinkModel& model);

  // ln of the odds that the pair is one person, apart from how many queries have a partner at all: ln m less
  // ln of the expected number of other records that agree so.
  double of(const Levels& levels, const StrangerChance& stranger) const;
  // Sets the probabilities of all partners of one query.
  void weigh(std::vector<Partner>& partners, Linking linking) const;

 private:
  using ByLevel = std::array<double, 16>;
  std::size_t fields_;
  double log_records_, found_;
  std::array<ByLevel, most_fields> log_m_{}, log_u_{};  // 0 for missing: no evidence
};

// One thread's own: remembers what it has worked out.
class LinkScorer {
 public:
  LinkScorer(const LinkIndex& index, const LinkModel& model, Linking linking);

  // All partners of the query with their probabilities, the most probable first. In one file only records
  // before the query itself.
  const std::vector<Partner>& score(const Records& queries, RecordNumber query);
  // The same without probabilities, in the records' order; for training.
  const std::vector<Partner>& compare_partners(const Records& queries, RecordNumber query);
  // The query and any one record, found by a block or not; without probability.
  Partner compare_one(const Records& queries, RecordNumber query, RecordNumber record);
  // ln of the share of records with the query's value, where the field's level counts by it; nothing where
  // the average over all pairs counts. Of the query that was compared last.
  std::optional<double> log_share(const Records& queries, RecordNumber query, std::size_t field, Level level);

  const LinkIndex& index() const { return index_; }
  const LinkModel& model() const { return model_; }
  Linking linking() const { return linking_; }

 private:
  Partner compared(const Records& queries, RecordNumber query, RecordNumber record);
  StrangerChance stranger(const Records& queries, RecordNumber query, const Levels& levels);
  double relatives(const Levels& levels);
  double log_frequency(const Records& queries, RecordNumber query, std::size_t field, std::uint8_t part);

  struct Hash {
    std::size_t operator()(const Levels& levels) const {
      return text_hash({reinterpret_cast<const char*>(levels.data()), levels.size()});
    }
  };
  const LinkIndex& index_;
  const LinkModel& model_;
  const Evidence evidence_;
  const Linking linking_;
  std::vector<RecordNumber> found_;
  std::vector<Partner> partners_;
  std::unordered_map<Levels, double, Hash> expected_;
  std::array<std::array<double, 8>, most_fields>
      frequencies_{};  // of the query being scored; 0 = not asked yet
};

}  // namespace weige::linkage
