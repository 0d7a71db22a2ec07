#include "http/telling_store.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <exception>
#include <utility>

#include "store/notices.h"

namespace weige::http {
namespace {

namespace json = boost::json;

// A topic has at most some 40 bytes.
constexpr std::size_t kTopicsAtOnce = 100;

constexpr std::array<std::pair<TellingKind, std::string_view>, 5> kTellingKinds{{
    {TellingKind::event, "event"},
    {TellingKind::end_session, "end_session"},
    {TellingKind::end_topic, "end_topic"},
    {TellingKind::renew_session, "renew_session"},
    {TellingKind::renew_topic, "renew_topic"},
}};

std::string notice_of(std::string_view from, const Telling& telling, std::span<const std::string> topics) {
  const auto* const kind =
      std::ranges::find(kTellingKinds, telling.kind, &std::pair<TellingKind, std::string_view>::first);
  return json::serialize(json::object{{"from", from},
                                      {"kind", kind->second},
                                      {"topics", json::array(topics.begin(), topics.end())},
                                      {"name", telling.name},
                                      {"data", telling.data},
                                      {"session", telling.session}});
}

}  // namespace

std::vector<std::string> notices_of(std::string_view from, const Telling& telling) {
  std::span<const std::string> left = telling.topics;
  if (left.empty() && telling.kind == TellingKind::event) return {};  // nobody is to be told
  std::vector<std::string> out;
  do {
    const auto some = left.first(std::min(left.size(), kTopicsAtOnce));
    out.push_back(notice_of(from, telling, some));
    left = left.subspan(some.size());
  } while (!left.empty());
  return out;
}

std::optional<Heard> heard_in(std::string_view notice) {
  try {
    const auto value = json::parse(notice);
    const auto& fields = value.as_object();
    const auto* const kind = std::ranges::find(kTellingKinds, std::string_view(fields.at("kind").as_string()),
                                               &std::pair<TellingKind, std::string_view>::second);
    if (kind == kTellingKinds.end()) return std::nullopt;
    return Heard{.from = json::value_to<std::string>(fields.at("from")),
                 .telling = {.kind = kind->first,
                             .topics = json::value_to<std::vector<std::string>>(fields.at("topics")),
                             .name = json::value_to<std::string>(fields.at("name")),
                             .data = json::value_to<std::string>(fields.at("data")),
                             .session = json::value_to<std::int64_t>(fields.at("session"))}};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void announce(store::Transaction& tx, std::string_view from, std::span<const Telling> tellings) {
  if (tx.engine() == store::Engine::sqlite) return;
  for (const auto& telling : tellings)
    for (const auto& notice : notices_of(from, telling)) store::notify(tx, kTellingsChannel, notice);
}

void announce(store::Database& database, std::string_view from, std::span<const Telling> tellings) {
  if (database.engine() == store::Engine::sqlite || tellings.empty()) return;
  (void)database.write([&](store::Transaction& tx) -> Result<int> {
    announce(tx, from, tellings);
    return 0;
  });
}

}  // namespace weige::http
