// Telling: what open pages are to be told or whose streams end, as a value: the instance that decided it does
// it after the commit, the others when they hear of it (telling_store.h).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weige::http {

enum class TellingKind { event, end_session, end_topic, renew_session, renew_topic };

struct Telling {
  TellingKind kind = TellingKind::event;
  std::vector<std::string> topics = {};  // event: to whoever listens to any; *_topic: one
  std::string name = {}, data = {};      // of an event; ids and kinds only, no personal data
  std::int64_t session = 0;              // *_session: whose; end_topic: the one that is spared
  bool operator==(const Telling&) const = default;
};

inline Telling telling_event(std::string name, std::string data, std::vector<std::string> topics) {
  return {.topics = std::move(topics), .name = std::move(name), .data = std::move(data)};
}
inline Telling end_of_session(std::int64_t session) {
  return {.kind = TellingKind::end_session, .session = session};
}
inline Telling end_of_topic(std::string topic, std::int64_t spared_session = 0) {
  return {.kind = TellingKind::end_topic, .topics = {std::move(topic)}, .session = spared_session};
}
inline Telling renewal_of_session(std::int64_t session) {
  return {.kind = TellingKind::renew_session, .session = session};
}
inline Telling renewal_of_topic(std::string topic) {
  return {.kind = TellingKind::renew_topic, .topics = {std::move(topic)}};
}

}  // namespace weige::http
