// PeopleIndex: everybody in the register, packed in memory so that likely partners of a name, a number, an
// address are found in microseconds. Follows the register (people_index_actions.h); what it finds is read
// again in the transaction that decides. Safe for several threads.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "linkage/link_explanation.h"
#include "linkage/link_trainer.h"
#include "linkage/linker.h"
#include "registry/feed.h"

namespace weige::registry {

// What people are compared by; any text, as it came; empty = not known. birth_date is for those of whom no
// readable ID number is known.
struct PersonLike {
  std::string id_number, name, phone, birth_date, address;
};
struct IndexedPerson {
  std::int64_t id = 0;
  PersonLike like;
};

struct LikelyPerson {
  std::int64_t person = 0;
  double probability = 0;
  bool other_number = false;  // both have an ID number, and it is not the same
  linkage::LinkExplanation why = {};
};

struct MatchOptions {
  double false_match_rate = 0.001;  // among those called the same
  double missed_rate = 0.01;        // among those called new
  std::size_t most_candidates = 5;
  std::string known_model = {};  // as PeopleMatches::model gave it: what was learned before
};

struct PeopleMatches {
  std::vector<std::vector<LikelyPerson>> rows;  // of each query, the most probable first
  double same_from = 2;                         // a best candidate at least so probable is the same person
  double new_from = 2;  // where the probability that none is, is at least this, the person is new
  std::string model;    // what was learned, for the next batch
};

class PeopleIndex {
 public:
  explicit PeopleIndex(unsigned threads);
  ~PeopleIndex();

  // Learns the levels' chances from the batch itself, and finds the likely persons of each query.
  PeopleMatches match(std::span<const PersonLike> queries, const MatchOptions& options) const;

  // For following: the whole register, or persons as they are now; those of `gone` are not in it any more.
  void replace_all(std::vector<IndexedPerson> people, const FeedPosition& position);
  void update(std::span<const IndexedPerson> people, std::span<const std::int64_t> gone,
              const FeedPosition& position);
  std::optional<FeedPosition> position() const;  // none: nothing was read yet
  std::size_t size() const;
  unsigned threads() const { return threads_; }  // at least 1
  // Whether so much has changed that reading everything anew is better.
  bool worn() const;
  // One follower at a time. What it saw of the feed when it last put reading everything off.
  std::mutex& following() { return following_; }
  std::optional<std::int64_t>& put_off_at() { return put_off_at_; }

 private:
  struct Body;
  const unsigned threads_;
  mutable std::shared_mutex mutex_;
  std::mutex following_;
  std::optional<std::int64_t> put_off_at_;  // guarded by following_
  std::unique_ptr<Body> body_;
};

}  // namespace weige::registry
