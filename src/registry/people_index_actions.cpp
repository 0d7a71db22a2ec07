#include "registry/people_index_actions.h"

#include <algorithm>

#include "registry/people_index_store.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr int kMostEntries = 5'000;             // beyond either, everything is read anew
constexpr std::int64_t kMostFollowed = 20'000;  // persons

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

Done read_all(PeopleIndex& index, store::Database& database, const Clock& clock) {
  WEIGE_TRY(const auto scope, everywhere(database, clock));
  FeedPosition position;
  auto people = database.read([&](Transaction& tx) {
    position = feed_end(tx);
    return everybody(tx, scope);
  });
  index.replace_all(std::move(people), position);
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

}  // namespace

Done follow_register(PeopleIndex& index, store::Database& database, const Clock& clock) {
  const std::lock_guard one_at_a_time(index.following());
  const auto position = index.position();
  if (!position || index.worn()) return read_all(index, database, clock);
  const auto news = database.read([&](Transaction& tx) { return news_after(tx, *position); });
  if (news.too_much) return read_all(index, database, clock);
  return take_in(index, database, clock, news);
}

}  // namespace weige::registry
