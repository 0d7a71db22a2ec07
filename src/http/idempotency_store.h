// SQL of submissions already answered. A claim is the first statement of a submission's transaction: whoever
// claims second waits, then is told the first one's answer. A submission that ends in a problem rolls its
// claim back and may be sent again. Bodies lie sealed, each under a key that goes with it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/audit.h"
#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"
#include "store/database.h"

namespace weige::http {

struct Submission {
  std::int64_t account = 0;  // 0: not signed in
  std::int64_t post = 0;     // that acted: another one is not told what this one was
  std::string key;
  std::string body_hash;
};

inline constexpr std::chrono::hours kAnswerKept{24};

// Whom an answer told of, as it was logged.
struct KeptReading {
  std::string action, kind, detail;
  access::Counts counts = access::Counts::nothing;
  std::optional<access::Purpose> purpose = {};
  std::vector<std::int64_t> subjects = {};
};
struct KeptAnswer {
  Response response;
  std::vector<KeptReading> readings = {};
};

struct Claim {
  std::int64_t id = 0;                     // of the row, for keep_answer
  std::optional<KeptAnswer> earlier = {};  // when this was submitted before
};
// Problem: idempotency_mismatch (other content, or another post).
Result<Claim> claim(store::Transaction& tx, Instant now, const Submission& submission);
// Removes what is older than kAnswerKept, also where nobody submits anything any more. How many there were.
std::int64_t forget_old_answers(store::Transaction& tx, Instant now);
// Removes answers that tell of people who are erased, by their ids; one that happens to hold the same digits
// goes with them, and one that does not open.
void forget_answers_about(store::Transaction& tx, std::span<const std::int64_t> people);
// Keeps status, Location, ETag, a text body, and what of the readings an answer has to leave behind when it
// is given again. Precondition: claimed in this transaction.
void keep_answer(store::Transaction& tx, std::int64_t claim, const Response& response,
                 const std::vector<access::Reading>& readings);

}  // namespace weige::http
