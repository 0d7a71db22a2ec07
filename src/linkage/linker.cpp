#include "linkage/linker.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <unordered_map>

#include "linkage/parallel.h"

namespace weige::linkage {
namespace {

constexpr std::size_t kQueriesAPiece = 512;
constexpr double doubtful = 0.5;  // below it "the same" is the less probable answer

struct Scored {
  std::vector<Link> links;
  std::uint64_t pairs = 0;
};

// Of one query: what is worth to be kept.
void keep(std::vector<Link>& links, RecordNumber query, const std::vector<Partner>& partners,
          const LinkOptions& options) {
  std::size_t kept = 0;
  for (const Partner& partner : partners) {
    if (partner.probability < options.review_from) break;
    if (options.linking == Linking::two_files && kept++ == options.review_most) break;
    links.push_back({query, partner.record, partner.probability});
  }
}

Scored score_all(const Records& queries, const LinkIndex& index, const LinkModel& model,
                 const LinkOptions& options, const Progress& progress) {
  std::vector<Scored> pieces((queries.size() + kQueriesAPiece - 1) / kQueriesAPiece);
  std::atomic<std::size_t> finished = 0;
  const unsigned workers = std::max(options.threads, 1u);
  // One scorer for each piece of pieces: what it remembers is worth keeping.
  constexpr std::size_t pieces_each = 16;
  in_parallel(workers, pieces.size(), pieces_each, [&](Range range) {
    LinkScorer scorer(index, model, options.linking);
    for (std::size_t p = range.begin; p < range.end; ++p) {
      for (std::size_t q = p * kQueriesAPiece; q < std::min((p + 1) * kQueriesAPiece, queries.size()); ++q) {
        const auto& partners = scorer.score(queries, static_cast<RecordNumber>(q));
        pieces[p].pairs += partners.size();
        keep(pieces[p].links, static_cast<RecordNumber>(q), partners, options);
      }
      const std::size_t done = ++finished;
      if (range.worker == 0) progress("link", static_cast<double>(done) / static_cast<double>(pieces.size()));
    }
  });
  Scored all;
  for (const Scored& part : pieces) {
    all.pairs += part.pairs;
    all.links.insert(all.links.end(), part.links.begin(), part.links.end());
  }
  return all;
}

// The links come query by query, the best first.
double choose_threshold(const std::vector<Link>& links, const LinkOptions& options) {
  std::vector<double> probabilities;
  for (std::size_t i = 0; i < links.size(); ++i)
    if (options.linking == Linking::one_file || i == 0 || links[i].query != links[i - 1].query)
      probabilities.push_back(links[i].probability);
  return threshold(std::move(probabilities), options.false_match_rate);
}

void keep_one_to_one(std::vector<Link>& links) {
  std::unordered_map<RecordNumber, std::size_t> best;
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (links[i].kind != LinkClass::same) continue;
    const auto [other, first] = best.try_emplace(links[i].record, i);
    if (first) continue;
    const bool better = links[i].probability > links[other->second].probability;
    links[better ? other->second : i].kind = LinkClass::review;
    if (better) other->second = i;
  }
}

class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0u); }
  RecordNumber of(RecordNumber record) {
    while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
    return record;
  }
  void join(RecordNumber a, RecordNumber b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

 private:
  std::vector<RecordNumber> parent_;
};

// Being the same is transitive: what is joined by a chain is the same, if no block brought it together too.
// The probability of such a pair is that of the weakest link it could hang on: the threshold.
void close_groups(std::vector<Link>& links, std::size_t records, double same_from) {
  Groups groups(records);
  for (const Link& link : links)
    if (link.kind == LinkClass::same) groups.join(link.query, link.record);
  std::map<RecordNumber, std::vector<RecordNumber>> members;
  for (RecordNumber record = 0; record < records; ++record) members[groups.of(record)].push_back(record);
  std::map<std::pair<RecordNumber, RecordNumber>, Link> all;
  for (const Link& link : links) all.emplace(std::pair(link.query, link.record), link);
  for (const auto& [first, group] : members)
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        all.try_emplace({group[i], group[j]}, Link{group[i], group[j], same_from}).first->second.kind =
            LinkClass::same;
  links.clear();
  for (const auto& [pair, link] : all) links.push_back(link);
}

}  // namespace

double threshold(std::vector<double> probabilities, double false_match_rate) {
  std::ranges::sort(probabilities, std::greater{});
  double wrong = 0, chosen = 2;
  for (std::size_t i = 0; i < probabilities.size() && probabilities[i] >= doubtful; ++i) {
    wrong += 1 - probabilities[i];
    if (wrong > false_match_rate * static_cast<double>(i + 1)) break;
    chosen = probabilities[i];
  }
  return chosen;
}

LinkResult link(const Records& queries, const LinkIndex& index, const LinkModel& model,
                const LinkOptions& options, const Progress& progress) {
  Scored scored = score_all(queries, index, model, options, progress);
  LinkResult result{std::move(scored.links), 1, scored.pairs};
  result.same_from = choose_threshold(result.links, options);
  for (std::size_t i = 0; i < result.links.size(); ++i) {
    Link& link = result.links[i];
    const bool best =
        options.linking == Linking::one_file || i == 0 || link.query != result.links[i - 1].query;
    if (best && link.probability >= result.same_from) link.kind = LinkClass::same;
  }
  if (options.linking == Linking::one_file)
    close_groups(result.links, queries.size(), std::min(result.same_from, 1.0));
  else if (options.one_to_one)
    keep_one_to_one(result.links);
  return result;
}

}  // namespace weige::linkage
