#include "http/erased_answer_store.h"

#include "http/idempotency_store.h"

namespace weige::http {
namespace {

constexpr std::string_view kAnswers = "idempotent_answer";

// An answer names people by their ids; one that happens to hold the same digits goes with them.
Done forget_answers_about(store::Transaction& tx, std::span<const std::int64_t> people) {
  for (const auto id : people)
    tx.exec(
        "DELETE FROM idempotent_answer WHERE body LIKE '%' || CAST($1 AS TEXT) || '%' OR headers LIKE '%' || "
        "CAST($1 AS TEXT) || '%'",
        std::to_string(id));
  return done();
}

Done forget_answers_of_yesterday(store::Transaction& tx, Instant now, std::int64_t& gone) {
  gone += tx.exec("DELETE FROM idempotent_answer WHERE created_at < $1", now - kAnswerKept);
  return done();
}

}  // namespace

void follow_erasures(town::ErasureEvents& events) {
  events.people.subscribe(forget_answers_about);
  events.night.subscribe(forget_answers_of_yesterday);
  events.tables.push_back(kAnswers);
}

}  // namespace weige::http
