#include "http/idempotency_store.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "access/data_keys.h"
#include "http/text.h"
#include "registry/sealed_field_store.h"

namespace weige::http {
namespace {

namespace json = boost::json;

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

access::KeyOwner answer_owner(std::int64_t id) {
  return {"answer", id};
}

seal::Place answer_place(std::int64_t id) {
  return {"idempotent_answer", "sealed", id};
}

json::object kept_reading(const access::Reading& reading) {
  json::object out{{"action", reading.action.code},
                   {"kind", reading.kind.code},
                   {"detail", reading.detail},
                   {"single", reading.action.counts == access::Counts::single}};
  if (reading.purpose) out["purpose"] = access::code(*reading.purpose);
  out["subjects"] = json::array(reading.subjects.begin(), reading.subjects.end());
  return out;
}

std::string member(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

KeptReading read_reading(const json::object& object) {
  KeptReading out{.action = member(object, "action"),
                  .kind = member(object, "kind"),
                  .detail = member(object, "detail"),
                  .counts = object.at("single").as_bool() ? access::Counts::single : access::Counts::nothing};
  if (object.contains("purpose")) out.purpose = access::purpose_of(member(object, "purpose"));
  for (const auto& id : object.at("subjects").as_array()) out.subjects.push_back(id.as_int64());
  return out;
}

void unpack(std::string_view sealed_text, KeptAnswer& answer) {
  const auto kept = json::parse(sealed_text).as_object();
  answer.response.body = member(kept, "body");
  for (const auto& reading : kept.at("readings").as_array())
    answer.readings.push_back(read_reading(reading.as_object()));
}

struct Kept {
  std::int64_t id = 0;
  std::string body_hash;
  KeptAnswer answer;
  std::optional<store::Blob> sealed = {};
};

Kept kept_from_row(const store::Row& row) {
  return {.id = row.int64(0),
          .body_hash = row.get<std::string>(1),
          .answer = {.response = {row.get<std::optional<int>>(2).value_or(200),
                                  read_headers(row.get<std::optional<std::string>>(3).value_or("")),
                                  std::string()}},
          .sealed = row.get<std::optional<store::Blob>>(4)};
}

// What lies beside an answer's key, and the text that may name people beside it.
struct SealedAnswer {
  std::int64_t id = 0;
  std::string headers;
  std::optional<store::Blob> sealed = {};
};

std::vector<SealedAnswer> answers_after(store::Transaction& tx, std::int64_t id) {
  constexpr int kAnswersAtOnce = 500;
  return tx.all(
      "SELECT id, headers, sealed FROM idempotent_answer WHERE id > $1 ORDER BY id LIMIT $2",
      [](const store::Row& row) {
        return SealedAnswer{row.int64(0), row.get<std::optional<std::string>>(1).value_or(""),
                            row.get<std::optional<store::Blob>>(2)};
      },
      id, kAnswersAtOnce);
}

bool tells_of(access::DataKeys& keys, const SealedAnswer& answer, const std::vector<std::string>& digits) {
  std::string text = answer.headers;
  try {
    if (answer.sealed) {
      const auto opened = keys.open(answer_owner(answer.id), answer_place(answer.id), answer.sealed->bytes);
      if (!opened) return true;
      text += *opened;
    }
  } catch (const access::SealBroken&) {
    return true;
  }
  return std::ranges::any_of(digits, [&](const auto& id) { return text.find(id) != std::string::npos; });
}

void forget_answer(store::Transaction& tx, std::int64_t id) {
  access::delete_data_key(tx, answer_owner(id));
  tx.exec("DELETE FROM idempotent_answer WHERE id = $1", id);
}

// Keyed: a body holds numbers that could be tried out beside the answer.
std::string kept_hash(store::Transaction& tx, const Submission& submission) {
  return registry::SealedFields::keyed(tx, "idempotent_answer", "body_hash",
                                       submission.body_hash + " " + std::to_string(submission.post));
}

}  // namespace

std::int64_t forget_old_answers(store::Transaction& tx, Instant now) {
  const auto oldest = now - kAnswerKept;
  const auto ids = tx.all(
      "SELECT id FROM idempotent_answer WHERE created_at < $1 AND sealed IS NOT NULL",
      [](const store::Row& row) { return row.int64(0); }, oldest);
  for (const auto id : ids) access::delete_data_key(tx, answer_owner(id));
  return tx.exec("DELETE FROM idempotent_answer WHERE created_at < $1", oldest);
}

void forget_answers_about(store::Transaction& tx, std::span<const std::int64_t> people) {
  std::vector<std::string> digits;
  for (const auto id : people) digits.push_back(std::to_string(id));
  access::DataKeys keys(tx);
  std::int64_t after = 0;
  for (auto page = answers_after(tx, after); !page.empty(); page = answers_after(tx, after)) {
    for (const auto& each : page)
      if (tells_of(keys, each, digits)) forget_answer(tx, each.id);
    after = page.back().id;
  }
}

Result<Claim> claim(store::Transaction& tx, Instant now, const Submission& submission) {
  const auto body_hash = kept_hash(tx, submission);
  forget_old_answers(tx, now);
  const auto id = tx.next_id();
  const auto claimed = tx.exec(
      "INSERT INTO idempotent_answer (id, account_id, key, body_hash, created_at) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT (account_id, key) DO NOTHING",
      id, submission.account, submission.key, body_hash, now);
  if (claimed == 1) return Claim{.id = id};
  auto kept = tx.first(
      "SELECT id, body_hash, status, headers, sealed FROM idempotent_answer WHERE account_id = $1 AND key = "
      "$2",
      kept_from_row, submission.account, submission.key);
  if (!kept)
    throw store::DatabaseError(store::Failure::serialization,
                               "the first submission was rolled back meanwhile");
  if (kept->body_hash != body_hash) return problem(ProblemCode::idempotency_mismatch, "Idempotency-Key");
  if (kept->sealed) {
    const auto text =
        access::DataKeys(tx).open(answer_owner(kept->id), answer_place(kept->id), kept->sealed->bytes);
    if (text) unpack(*text, kept->answer);
  }
  return Claim{.id = kept->id, .earlier = std::move(kept->answer)};
}

void keep_answer(store::Transaction& tx, std::int64_t claim, const Response& response,
                 const std::vector<access::Reading>& readings) {
  const auto* body = std::get_if<std::string>(&response.body);
  std::optional<store::Blob> sealed;
  if ((body && !body->empty()) || !readings.empty()) {
    json::object kept{{"body", body ? *body : std::string()}};
    json::array told;
    for (const auto& reading : readings) told.push_back(kept_reading(reading));
    kept["readings"] = std::move(told);
    sealed = store::Blob{
        access::DataKeys(tx).seal(answer_owner(claim), answer_place(claim), json::serialize(kept))};
  }
  tx.exec("UPDATE idempotent_answer SET status = $2, headers = $3, sealed = $4 WHERE id = $1", claim,
          response.status, kept_headers(response.headers), sealed);
}

}  // namespace weige::http
