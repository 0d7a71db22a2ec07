#include "http/erased_answer_store.h"

#include "http/idempotency_store.h"

namespace weige::http {
namespace {

constexpr std::string_view kAnswers = "idempotent_answer";

Done forget_people(store::Transaction& tx, std::span<const std::int64_t> people) {
  forget_answers_about(tx, people);
  return done();
}

Done forget_yesterday(store::Transaction& tx, Instant now, std::int64_t& gone) {
  gone += forget_old_answers(tx, now);
  return done();
}

}  // namespace

void follow_erasures(town::ErasureEvents& events) {
  events.people.subscribe(forget_people);
  events.night.subscribe(forget_yesterday);
  events.tables.push_back(kAnswers);
}

}  // namespace weige::http
