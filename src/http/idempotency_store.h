// SQL of submissions already answered. A claim is the first statement of a submission's transaction: whoever
// claims second waits, then is told the first one's answer. A submission that ends in a problem rolls its
// claim back and may be sent again.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "http/message.h"
#include "store/database.h"

namespace weige::http {

struct Submission {
  std::int64_t account = 0;  // 0: not signed in
  std::string key;
  std::string body_hash;
};

inline constexpr std::chrono::hours kAnswerKept{24};

// The earlier answer when this was submitted before; none when it is claimed now. Problem:
// idempotency_mismatch (other content).
Result<std::optional<Response>> claim(store::Transaction& tx, Instant now, const Submission& submission);
// Removes what is older than kAnswerKept, also where nobody submits anything any more.
void forget_old_answers(store::Transaction& tx, Instant now);
// Keeps status, Location, ETag and a text body. Precondition: claimed in this transaction.
void keep_answer(store::Transaction& tx, const Submission& submission, const Response& response);

}  // namespace weige::http
