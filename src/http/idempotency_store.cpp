#include "http/idempotency_store.h"

#include <array>

#include "http/text.h"
#include "registry/sealed_field_store.h"

namespace weige::http {
namespace {

constexpr std::array<std::string_view, 3> kKeptHeaders{"Content-Type", "Location", "ETag"};

std::string kept_headers(const Headers& headers) {
  std::string out;
  for (const auto name : kKeptHeaders)
    if (const auto value = headers.find(name)) out.append(name).append(":").append(*value).append("\n");
  return out;
}

Headers read_headers(std::string_view text) {
  Headers out;
  for (const auto line : split(text, '\n'))
    if (const auto colon = line.find(':'); colon != std::string_view::npos)
      out.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 1)));
  return out;
}

struct Kept {
  std::string body_hash;
  Response response;
};

Kept kept_from_row(const store::Row& row) {
  return {row.get<std::string>(0),
          {row.get<std::optional<int>>(1).value_or(200),
           read_headers(row.get<std::optional<std::string>>(2).value_or("")),
           row.get<std::optional<std::string>>(3).value_or("")}};
}

}  // namespace

void forget_old_answers(store::Transaction& tx, Instant now) {
  tx.exec("DELETE FROM idempotent_answer WHERE created_at < $1", now - kAnswerKept);
}

Result<std::optional<Response>> claim(store::Transaction& tx, Instant now, const Submission& submission) {
  // Keyed: a body holds numbers that could be tried out beside the answer.
  const auto body_hash =
      registry::SealedFields::keyed(tx, "idempotent_answer", "body_hash", submission.body_hash);
  forget_old_answers(tx, now);
  const auto claimed = tx.exec(
      "INSERT INTO idempotent_answer (account_id, key, body_hash, created_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (account_id, key) DO NOTHING",
      submission.account, submission.key, body_hash, now);
  if (claimed == 1) return std::optional<Response>{};
  auto kept = tx.first(
      "SELECT body_hash, status, headers, body FROM idempotent_answer WHERE account_id = $1 AND key = $2",
      kept_from_row, submission.account, submission.key);
  if (!kept)
    throw store::DatabaseError(store::Failure::serialization,
                               "the first submission was rolled back meanwhile");
  if (kept->body_hash != body_hash) return problem(ProblemCode::idempotency_mismatch, "Idempotency-Key");
  return std::optional(std::move(kept->response));
}

void keep_answer(store::Transaction& tx, const Submission& submission, const Response& response) {
  const auto* body = std::get_if<std::string>(&response.body);
  tx.exec(
      "UPDATE idempotent_answer SET status = $3, headers = $4, body = $5 WHERE account_id = $1 AND key = $2",
      submission.account, submission.key, response.status, kept_headers(response.headers),
      body ? *body : std::string());
}

}  // namespace weige::http
