#include "registry/people_index.h"

#include <algorithm>
#include <array>

#include "linkage/id_number_kind.h"
#include "linkage/link_model_bytes.h"
#include "linkage/parallel.h"

namespace weige::registry {
namespace {

using linkage::RecordNumber;

// The birth date is compared only where a side has no ID number, which holds it already.
constexpr std::string_view kConfig = R"toml(
ids = ["id"]
blocks = [
  ["id"],
  ["phone"],
  ["name", "id.birth"],
  ["name", "id.ends"],
  ["name", "birth"],
  ["name.sounds", "address.lane"],
  ["name.surname", "address.door"],
  ["address.door"],
  ["name"],
]

[[field]]
name = "id"
columns = ["id_number"]
kind = "id_number"

[[field]]
name = "name"
columns = ["name"]
kind = "person_name"

[[field]]
name = "phone"
columns = ["phone"]
kind = "phone"

[[field]]
name = "birth"
columns = ["birth_date"]
kind = "date"

[[field]]
name = "address"
columns = ["address"]
kind = "address"
)toml";

const linkage::LinkConfig& config() {
  static const auto parsed = linkage::parse_link_config(kConfig).value();
  return parsed;
}

const linkage::Progress kSilent = [](std::string_view, double) {};

void pack(linkage::Records& records, RecordNumber number, const PersonLike& like) {
  const std::array<std::string_view, 5> values{like.id_number, like.name, like.phone, like.birth_date,
                                               like.address};
  records.pack(number, values);
}

// The ID number is the first field.
bool is_other_number(const linkage::Levels& levels) {
  return levels[0] != linkage::missing && levels[0] != linkage::IdNumberKind::exact;
}

constexpr std::size_t kPackedAtOnce = 1024, kScoredAtOnce = 64;

void pack_all(linkage::Records& records, std::size_t first, unsigned threads,
              const std::function<const PersonLike&(std::size_t)>& like_of) {
  const auto count = records.size() - first;
  linkage::in_parallel(threads, count, kPackedAtOnce, [&](linkage::Range range) {
    for (std::size_t i = range.begin; i < range.end; ++i)
      pack(records, static_cast<RecordNumber>(first + i), like_of(i));
  });
}

}  // namespace

struct PeopleIndex::Body {
  explicit Body(unsigned threads, const std::vector<IndexedPerson>& people) : records(config(), pool) {
    records.grow(people.size());
    pack_all(records, 0, threads, [&](std::size_t i) -> const PersonLike& { return people[i].like; });
    for (const auto& person : people) note(person.id);
    index.emplace(records, threads, kSilent);
    strangers = linkage::learn_strangers(*index, {.threads = threads}, kSilent);
  }
  void note(std::int64_t person) {
    number_of[person] = static_cast<RecordNumber>(ids.size());
    ids.push_back(person);
  }
  static void learn_from(linkage::LinkModel& known, const std::string& bytes);
  void retire(std::int64_t person) {
    const auto found = number_of.find(person);
    if (found == number_of.end()) return;
    index->retire(found->second);
    number_of.erase(found);
  }

  mutable linkage::TextPool pool;  // queries add to it; it locks by itself
  linkage::Records records;
  std::optional<linkage::LinkIndex> index;
  linkage::LinkModel strangers;
  std::vector<std::int64_t> ids;  // by record
  std::unordered_map<std::int64_t, RecordNumber> number_of;
  FeedPosition position;
};

PeopleIndex::PeopleIndex(unsigned threads) : threads_(std::max(threads, 1u)) {}
PeopleIndex::~PeopleIndex() = default;

void PeopleIndex::replace_all(std::vector<IndexedPerson> people, const FeedPosition& position) {
  auto body = std::make_unique<Body>(threads_, people);
  body->position = position;
  const std::unique_lock lock(mutex_);
  body_.swap(body);
}

void PeopleIndex::update(std::span<const IndexedPerson> people, std::span<const std::int64_t> gone,
                         const FeedPosition& position) {
  const std::unique_lock lock(mutex_);
  auto& body = *body_;
  for (const auto person : gone) body.retire(person);
  for (const auto& person : people) body.retire(person.id);
  const auto first = body.records.size();
  body.records.grow(first + people.size());
  pack_all(body.records, first, threads_, [&](std::size_t i) -> const PersonLike& { return people[i].like; });
  for (const auto& person : people) body.note(person.id);
  body.index->extend(threads_);
  body.position = position;
}

std::optional<FeedPosition> PeopleIndex::position() const {
  const std::shared_lock lock(mutex_);
  return body_ ? std::optional(body_->position) : std::nullopt;
}

std::size_t PeopleIndex::size() const {
  const std::shared_lock lock(mutex_);
  return body_ ? body_->number_of.size() : 0;
}

bool PeopleIndex::worn() const {
  constexpr std::size_t kAlwaysBorne = 10'000;
  const std::shared_lock lock(mutex_);
  return body_ && body_->ids.size() > body_->number_of.size() * 5 / 4 + kAlwaysBorne;
}

// What an earlier batch has taught of how people err; what depends on the register stays.
void PeopleIndex::Body::learn_from(linkage::LinkModel& known, const std::string& bytes) {
  const auto before = linkage::model_from_bytes(bytes, config());
  if (!before) return;
  for (std::size_t field = 0; field < known.fields.size(); ++field) {
    known.fields[field].m = before->fields[field].m;
    known.fields[field].matches = before->fields[field].matches;
  }
  known.found = before->found;
  known.queries = before->queries;
}

PeopleMatches PeopleIndex::match(std::span<const PersonLike> queries, const MatchOptions& options) const {
  PeopleMatches out;
  out.rows.resize(queries.size());
  const std::shared_lock lock(mutex_);
  if (!body_ || body_->index->live() == 0) {
    out.new_from = 0;
    return out;
  }
  const auto& index = *body_->index;
  linkage::Records records(config(), body_->pool);
  records.grow(queries.size());
  pack_all(records, 0, threads_, [&](std::size_t i) -> const PersonLike& { return queries[i]; });
  auto known = body_->strangers;
  Body::learn_from(known, options.known_model);
  const auto model = linkage::learn_matches(records, index, std::move(known), {.threads = threads_}, kSilent);
  out.model = linkage::to_bytes(model, config());

  std::vector<double> best(queries.size()), none(queries.size(), 1.0);
  const auto each_query = [&](auto&& work) {
    linkage::in_parallel(threads_, queries.size(), kScoredAtOnce, [&](linkage::Range range) {
      linkage::LinkScorer scorer(index, model, linkage::Linking::two_files);
      for (std::size_t i = range.begin; i < range.end; ++i) work(scorer, i);
    });
  };
  each_query([&](linkage::LinkScorer& scorer, std::size_t i) {
    for (const auto& partner : scorer.score(records, static_cast<RecordNumber>(i))) {
      best[i] = std::max(best[i], partner.probability);
      none[i] -= partner.probability;
      if (out.rows[i].size() < options.most_candidates)
        out.rows[i].push_back({.person = body_->ids[partner.record],
                               .probability = partner.probability,
                               .other_number = is_other_number(partner.levels)});
    }
  });
  out.same_from = linkage::threshold(best, options.false_match_rate);
  out.new_from = linkage::threshold(none, options.missed_rate);
  each_query([&](linkage::LinkScorer& scorer, std::size_t i) {
    if (best[i] >= out.same_from) return;
    for (auto& likely : out.rows[i])
      likely.why =
          linkage::explain(scorer, records, static_cast<RecordNumber>(i), body_->number_of.at(likely.person));
  });
  return out;
}

}  // namespace weige::registry
