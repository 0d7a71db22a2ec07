#include "intake/declaration_actions.h"

#include "access/post_store.h"
#include "access/throttle_store.h"
#include "base/sha256.h"
#include "intake/form_rows_actions.h"
#include "registry/town_store.h"

namespace weige::intake {
namespace {

using store::Transaction;

// An hour's worth: a family or an office behind one line, and what the disk of a town bears.
constexpr int kPerAddress = 10, kPerTown = 2000;

// Whoever holds the post, where the post may hand in.
std::optional<access::Actor> receiver(Transaction& tx, const DeclarationDesk& desk) {
  if (desk.post == access::PostId{}) return std::nullopt;
  const auto post = access::find_post(tx, desk.post, desk.clock());
  if (!post || !post->holder) return std::nullopt;
  auto actor =
      access::Actor::resume(tx, desk.clock(), *post->holder, desk.post, access::Purpose::data_quality);
  if (!actor || !actor->may(access::Right::hand_in_rosters)) return std::nullopt;
  return *std::move(actor);
}

// Counted anew each hour, so that peace is not needed for the count to fall.
Done count(Transaction& tx, const std::string& what, int most, Instant now) {
  const auto hour = std::chrono::floor<std::chrono::hours>(now);
  const auto key = sha256_hex(what + "\n" + std::to_string(hour.time_since_epoch().count()));
  auto state = access::find_throttle(tx, key);
  if (state.failures >= most) {
    const auto wait = std::chrono::ceil<std::chrono::seconds>(hour + std::chrono::hours{1} - now);
    return problem(ProblemCode::too_many_requests).with("seconds", std::to_string(wait.count()));
  }
  ++state.failures;
  state.last_failure = now;
  access::put_throttle(tx, key, state);
  return done();
}

}  // namespace

bool takes_declarations(Transaction& tx, const DeclarationDesk& desk) {
  return receiver(tx, desk).has_value();
}

Result<std::string> declare(Transaction& tx, const DeclarationDesk& desk, const SentDeclaration& sent) {
  const auto now = desk.clock();
  const auto actor = receiver(tx, desk);
  if (!actor) return problem(ProblemCode::not_found);
  WEIGE_CHECK(check(sent.declaration, {registry::town_text(tx), desk.town.day_of(now)}));
  WEIGE_CHECK(count(tx, "declaration " + access::counted_network(sent.address), kPerAddress, now));
  WEIGE_CHECK(count(tx, "declarations", kPerTown, now));
  auto receipt = new_receipt(desk.random);
  WEIGE_CHECK(hand_in_rows({tx, *actor, now, desk.town}, row_of(sent.declaration),
                           {.upload = {}, .source = "自主申报 " + receipt, .report = ReportKind::declared}));
  return receipt;
}

}  // namespace weige::intake
