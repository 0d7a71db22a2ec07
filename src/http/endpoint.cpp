#include "http/endpoint.h"

#include <chrono>
#include <exception>

#include "base/sha256.h"
#include "http/answer_form.h"
#include "http/etag.h"
#include "http/idempotency_store.h"
#include "http/origin_check.h"
#include "http/telling_store.h"

namespace weige::http {
namespace {

// An answer that is given once more is a reading once more, of the same people.
constexpr access::AuditAction kRepeated{"submission.repeated"},
    kRepeatedSingle{"submission.repeated", access::Counts::single};

constexpr std::size_t kShortestKey = 8;
constexpr std::size_t kLongestKey = 100;

Result<std::string> submission_key(const Request& request) {
  const auto key = request.headers.find("Idempotency-Key");
  if (!key) return problem(ProblemCode::missing_field, "Idempotency-Key");
  if (key->size() < kShortestKey || key->size() > kLongestKey)
    return problem(ProblemCode::bad_request, "Idempotency-Key");
  return std::string(*key);
}

// Route and content together: the same key for something else must not be answered with this.
std::string content_hash(const Request& request) {
  std::string text(name(request.method));
  text.append(" ").append(request.path).append("\n");
  if (request.upload)
    text.append(request.upload->sha256);
  else
    text.append(request.body);
  return sha256_hex(text);
}

// The texts belong to the kept answer.
std::vector<access::Reading> readings_again(const Call& call, const KeptAnswer& kept) {
  std::vector<access::Reading> out;
  for (const auto& reading : kept.readings)
    out.push_back({.at = call.now,
                   .account = call.actor().account(),
                   .post = call.actor().post(),
                   .purpose = reading.purpose,
                   .action = reading.counts == access::Counts::single ? kRepeatedSingle : kRepeated,
                   .kind = access::SubjectKind{reading.kind},
                   .subjects = reading.subjects,
                   .detail = "of=" + reading.action + (reading.detail.empty() ? "" : "," + reading.detail),
                   .role = call.actor().role()});
  return out;
}

// In whose name keys of submissions are kept: an account's, or by its negative number a person's.
std::int64_t submitter(const Call& call) {
  if (call.session) return call.actor().account().value;
  return call.resident ? -call.resident->person : 0;
}

Touched touched_by(const Call& call, const Route& route) {
  Touched out;
  if (route.options.presence == Presence::ignored) return out;
  if (call.session && call.session->wants_touch) out.session = call.session->id;
  if (call.resident && call.resident->wants_touch) out.resident = call.resident->id;
  return out;
}

DatabaseWork work_of(const Route& route) {
  if (route.options.work == Work::own) return DatabaseWork::own;
  return is_safe(route.method) || route.options.work == Work::read ? DatabaseWork::read : DatabaseWork::write;
}

}  // namespace

struct Endpoint::Outcome {
  Response response;
  access::ReadingLog readings = {};
  std::vector<std::function<void()>> after_commit = {};
  std::vector<Telling> tellings = {};
  Touched touched = {};
};

struct Endpoint::Refusal {
  Problem problem;
  access::ReadingLog readings;
};

// One request on its way. `post` is what the log is told; the rest is decided before the transaction and the
// same in every retry.
struct Endpoint::Attempt {
  const Request& request;
  const Route& route;
  DatabaseWork work;
  Instant now;
  std::optional<std::int64_t> version = {};
  std::optional<Submission> submission = {};
  std::int64_t post = 0;
  std::optional<Outcome> preview = {};  // what is answered although its transaction was rolled back
  std::optional<Refusal> refusal = {};  // a problem that tells of somebody, and so is a reading
};

void Endpoint::handle(const Request& request, const Route& route, const Answer& answer) const {
  Attempt attempt{.request = request, .route = route, .work = work_of(route), .now = parts_.clock()};
  const auto sink = [&](std::string_view what) { parts_.fault(request.trace, what); };
  auto outcome = guarded(sink, [&]() -> Result<Outcome> {
    WEIGE_CHECK(check_origin(request, parts_.public_origins));
    if (route.options.if_match == IfMatch::required) {
      WEIGE_TRY(attempt.version, expected_version(request));
    }
    if (route.options.idempotency == Idempotency::required) {
      WEIGE_TRY(auto key, submission_key(request));
      attempt.submission =
          Submission{.account = 0, .key = std::move(key), .body_hash = content_hash(request)};
    }
    return in_transaction(attempt);
  });
  if (outcome)
    finish(attempt, std::move(*outcome), answer);
  else if (attempt.refusal && attempt.refusal->problem == outcome.problem())
    refuse_and_note(attempt, answer);
  else
    refuse(attempt, outcome.problem(), answer);
}

Result<Endpoint::Outcome> Endpoint::in_transaction(Attempt& attempt) const {
  const auto started = std::chrono::steady_clock::now();
  const auto body = [&](store::Transaction& tx) { return this->attempt(attempt, &tx); };
  auto outcome = [&]() -> Result<Outcome> {
    switch (attempt.work) {
      case DatabaseWork::read:
        return parts_.database.read_shared(body);
      case DatabaseWork::write:
        return parts_.database.write(body);
      default:
        return this->attempt(attempt, nullptr);
    }
  }();
  // What is unnoted is in no figure: one less the others would be its number.
  if (attempt.route.options.noting == Noting::noted)
    parts_.timed(attempt.work,
                 std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
  if (attempt.preview) return *std::move(attempt.preview);
  return outcome;
}

Result<Endpoint::Outcome> Endpoint::attempt(Attempt& attempt, store::Transaction* tx) const {
  Call call{.request = attempt.request,
            .database = parts_.database,
            .now = attempt.now,
            .transaction = tx,
            .expected_version = attempt.version};
  if (!std::holds_alternative<Open>(*attempt.route.permission)) {
    const auto identified =
        tx ? identify(call, attempt, *tx)
           : parts_.database.read([&](store::Transaction& own) { return identify(call, attempt, own); });
    WEIGE_CHECK(identified);
  }
  attempt.preview.reset();
  attempt.refusal.reset();
  return attempt.submission ? answer_once(call, attempt) : run_handler(call, attempt);
}

Result<Endpoint::Outcome> Endpoint::answer_once(Call& call, Attempt& attempt) const {
  auto submission = *attempt.submission;
  submission.account = submitter(call);
  submission.post = attempt.post;
  WEIGE_TRY(auto claimed, claim(call.tx(), attempt.now, submission));
  if (claimed.earlier) {
    if (call.session) WEIGE_CHECK(audit(call, readings_again(call, *claimed.earlier)));
    return Outcome{.response = std::move(claimed.earlier->response)};
  }
  WEIGE_TRY(auto outcome, run_handler(call, attempt));
  keep_answer(call.tx(), claimed.id, outcome.response, call.readings.readings());
  return outcome;
}

Done Endpoint::audit(const Call& call, access::RequestReadings read) const {
  if (read.empty()) return done();
  return parts_.access.audit_readings(call.tx(), {&read, 1}).front();
}

Done Endpoint::identify(Call& call, Attempt& attempt, store::Transaction& tx) const {
  if (std::holds_alternative<ByResident>(*attempt.route.permission))
    return identify_resident(call, attempt, tx);
  const auto token = attempt.request.cookies.find(access::kSessionCookie);
  if (!token) return problem(ProblemCode::not_signed_in);
  WEIGE_TRY(call.session, parts_.access.find_session(tx, *token, attempt.now));
  attempt.post = call.actor().post().value;
  if (!std::holds_alternative<HalfSignedIn>(*attempt.route.permission))
    WEIGE_CHECK(parts_.access.has_passed(*call.session));
  if (const auto* right = std::get_if<access::Right>(&*attempt.route.permission))
    return parts_.access.may(call.actor(), *right);
  return done();
}

Done Endpoint::identify_resident(Call& call, const Attempt& attempt, store::Transaction& tx) const {
  const auto token = attempt.request.cookies.find(access::kResidentCookie);
  if (!token) return problem(ProblemCode::not_signed_in);
  WEIGE_TRY(call.resident, parts_.access.find_resident(tx, *token, attempt.now));
  return done();
}

// Readings of a request that writes are part of its own transaction; those of a request that reads are left
// to the group commit.
Result<Endpoint::Outcome> Endpoint::run_handler(Call& call, Attempt& attempt) const {
  auto answered = attempt.route.handler(call);
  if (!answered) {
    if (!call.told_by_refusal.empty())
      attempt.refusal = Refusal{answered.problem(), std::move(call.told_by_refusal)};
    return std::move(answered).problem();
  }
  auto response = std::move(answered).value();
  Outcome outcome{.response = std::move(response), .after_commit = std::move(call.after_commit)};
  const auto touched = touched_by(call, attempt.route);
  if (attempt.work != DatabaseWork::write || call.keeping == Keeping::nothing) {
    outcome.readings = std::move(call.readings);
    outcome.touched = touched;
    if (call.keeping == Keeping::everything) {
      outcome.tellings = std::move(call.tellings);
      return outcome;
    }
    attempt.preview = std::move(outcome);
    return problem(ProblemCode::internal);  // never told: it rolls the transaction back
  }
  WEIGE_CHECK(audit(call, call.readings.readings()));
  touch(parts_.access, call.tx(), touched, attempt.now);
  announce(call.tx(), parts_.events.run_id(), call.tellings);
  outcome.tellings = std::move(call.tellings);
  return outcome;
}

// Where the handler wrote in transactions of its own, other instances are told in one more. What was done
// stays done when that fails.
void Endpoint::announce_late(const Attempt& attempt, const Outcome& outcome) const {
  if (attempt.work == DatabaseWork::write) return;
  try {
    announce(parts_.database, parts_.events.run_id(), outcome.tellings);
  } catch (const std::exception& error) {
    parts_.fault(attempt.request.trace, error.what());
  }
}

void Endpoint::finish(Attempt& attempt, Outcome outcome, const Answer& answer) const {
  announce_late(attempt, outcome);
  if (outcome.readings.empty()) {
    if (outcome.touched.any())
      parts_.readings.submit({.readings = {}, .touched = outcome.touched, .now = attempt.now, .written = {}});
    return conclude(attempt, outcome, answer);
  }
  shape_answer(attempt.request, outcome.response);
  ReadingEntry entry{
      .readings = outcome.readings.readings(), .touched = outcome.touched, .now = attempt.now, .written = {}};
  auto kept = std::make_shared<Handled>(Handled{std::move(outcome.response), attempt.post});
  entry.written = [answer, kept, after = std::move(outcome.after_commit),
                   tellings = std::move(outcome.tellings), &events = parts_.events,
                   language = attempt.request.language, trace = attempt.request.trace](const Done& written) {
    if (!written) return answer({problem_response(written.problem(), language, trace), kept->post});
    for (const auto& act : after) act();
    for (const auto& telling : tellings) events.tell(telling);
    answer(std::move(*kept));
  };
  parts_.readings.submit(std::move(entry));
}

void Endpoint::conclude(const Attempt& attempt, Outcome& outcome, const Answer& answer) const {
  for (const auto& act : outcome.after_commit) act();
  for (const auto& telling : outcome.tellings) parts_.events.tell(telling);
  shape_answer(attempt.request, outcome.response);
  answer({std::move(outcome.response), attempt.post});
}

void Endpoint::refuse(const Attempt& attempt, const Problem& problem, const Answer& answer) const {
  answer({problem_response(problem, attempt.request.language, attempt.request.trace), attempt.post});
}

// Its transaction is rolled back, so the readings are left to the group commit.
void Endpoint::refuse_and_note(const Attempt& attempt, const Answer& answer) const {
  ReadingEntry entry{
      .readings = attempt.refusal->readings.readings(), .touched = {}, .now = attempt.now, .written = {}};
  entry.written = [answer, post = attempt.post, problem = attempt.refusal->problem,
                   language = attempt.request.language, trace = attempt.request.trace](const Done& written) {
    answer({problem_response(written ? problem : written.problem(), language, trace), post});
  };
  parts_.readings.submit(std::move(entry));
}

}  // namespace weige::http
