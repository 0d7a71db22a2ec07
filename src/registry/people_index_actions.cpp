#include "registry/people_index_actions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "linkage/parallel.h"
#include "registry/people_index_store.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr int kMostEntries = 5'000;             // beyond either, everything is read anew
constexpr std::int64_t kMostFollowed = 20'000;  // persons
constexpr int kReadAtOnce =
    20'000;  // persons: a long snapshot would keep the log of SQLite from starting anew

struct News {
  FeedPosition position;
  std::vector<std::int64_t> persons;
  bool too_much = false;
};

News news_after(Transaction& tx, const FeedPosition& position) {
  News news{.position = feed_end(tx)};
  const auto entries = feed_after(tx, position, kMostEntries);
  news.too_much = entries.size() == static_cast<std::size_t>(kMostEntries);
  for (const auto& entry : entries) {
    if (news.too_much) return news;
    const auto found = persons_of_changes(tx, entry, kMostFollowed);
    news.persons.insert(news.persons.end(), found.begin(), found.end());
    news.too_much = static_cast<std::int64_t>(news.persons.size()) > kMostFollowed;
  }
  std::ranges::sort(news.persons);
  const auto doubles = std::ranges::unique(news.persons);
  news.persons.erase(doubles.begin(), doubles.end());
  return news;
}

Result<access::Scope> everywhere(store::Database& database, const Clock& clock) {
  return database.write([&](Transaction& tx) -> Result<access::Scope> {
    return access::Scope::system(tx, clock(), access::SystemReason::index_build);
  });
}

void append(std::vector<IndexedPerson>& people, std::vector<IndexedPerson> more) {
  people.insert(people.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<IndexedPerson> read_range(store::Database& database, const access::Scope& scope, PersonIds ids) {
  std::vector<IndexedPerson> people;
  for (bool more = true; more;) {
    auto piece = database.read([&](Transaction& tx) { return people_within(tx, scope, ids, kReadAtOnce); });
    more = piece.size() == static_cast<std::size_t>(kReadAtOnce);
    if (more) ids.after = piece.back().id;
    append(people, std::move(piece));
  }
  return people;
}

// Piece by piece, and a range of ids a thread, since opening what is sealed takes longer than reading it.
// What changes meanwhile stands in the feed behind the position, and is read again from there.
Done read_all(PeopleIndex& index, store::Database& database, const Clock& clock) {
  WEIGE_TRY(const auto scope, everywhere(database, clock));
  const auto position = database.read([](Transaction& tx) { return feed_end(tx); });
  const auto ids = database.read([](Transaction& tx) { return all_person_ids(tx); });
  const auto count = static_cast<std::int64_t>(index.threads());
  const auto bound = [&](std::size_t i) {
    return ids.after + (ids.last - ids.after) / count * static_cast<std::int64_t>(i);
  };
  std::vector<std::vector<IndexedPerson>> ranges(index.threads());
  linkage::in_parallel(index.threads(), ranges.size(), 1, [&](linkage::Range one) {
    const auto last = one.end == ranges.size() ? ids.last : bound(one.end);
    ranges[one.begin] = read_range(database, scope, {bound(one.begin), last});
  });
  for (std::size_t i = 1; i < ranges.size(); ++i) append(ranges[0], std::move(ranges[i]));
  index.replace_all(std::move(ranges[0]), position);
  return done();
}

Done take_in(PeopleIndex& index, store::Database& database, const Clock& clock, const News& news) {
  std::vector<IndexedPerson> people;
  if (!news.persons.empty()) {
    WEIGE_TRY(const auto scope, everywhere(database, clock));
    people = database.read([&](Transaction& tx) { return people_now(tx, scope, news.persons); });
  }
  index.update(people, news.persons, news.position);
  return done();
}

enum class When { now, when_calm };

// Whether nothing has changed since this was asked the last time.
bool is_calm(PeopleIndex& index, store::Database& database) {
  const auto mark = database.read([](Transaction& tx) { return feed_mark(tx); });
  return std::exchange(index.put_off_at(), mark) == mark;
}

Done follow(PeopleIndex& index, store::Database& database, const Clock& clock, When when) {
  const std::lock_guard one_at_a_time(index.following());
  const auto position = index.position();
  if (!position) return read_all(index, database, clock);
  const bool worn = index.worn();
  const auto news = worn ? News{.position = {}, .persons = {}, .too_much = true}
                         : database.read([&](Transaction& tx) { return news_after(tx, *position); });
  if (!news.too_much) return take_in(index, database, clock, news);
  if (when == When::when_calm && !is_calm(index, database)) return done();
  return read_all(index, database, clock);
}

}  // namespace

Done follow_register(PeopleIndex& index, store::Database& database, const Clock& clock) {
  return follow(index, database, clock, When::now);
}

Done keep_following(PeopleIndex& index, store::Database& database, const Clock& clock) {
  return follow(index, database, clock, When::when_calm);
}

}  // namespace weige::registry
