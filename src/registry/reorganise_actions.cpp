#include "registry/reorganise_actions.h"

#include <boost/json.hpp>

#include <algorithm>
#include <deque>
#include <set>

#include "access/area_actions.h"
#include "access/area_store.h"
#include "registry/operation_job_actions.h"
#include "registry/record_store.h"
#include "registry/reorganise_store.h"

namespace weige::registry {
namespace {

namespace json = boost::json;
using access::AreaId;

constexpr access::AuditAction kReorganised{"area.reorganised"};
constexpr std::size_t kAddressesPerStep = 40, kRecordsPerStep = 200;

// What is still to be done. roots: subtrees not moved yet; everything = all of the committee, which then
// ends.
struct Remaining {
  std::deque<std::int64_t> roots = {};
  bool everything = false;
};

struct Move {
  AreaId from, to;
  Remaining remaining;
};

Result<access::Area> committee(const WriteContext& context, std::int64_t id, const char* place) {
  const auto area = access::find_area(context.tx, AreaId{id});
  if (!area || !covers(context.tx, context.actor.scope(), id)) return problem(ProblemCode::not_found, place);
  if (area->kind != access::AreaKind::committee || area->state != access::AreaState::current)
    return problem(ProblemCode::bad_choice, place);
  return *area;
}

Result<Move> check(const WriteContext& context, const Reorganisation& wanted) {
  WEIGE_CHECK(context.actor.may(access::Right::reorganise_areas));
  if (wanted.reason.empty()) return problem(ProblemCode::missing_field, "reason");
  if (wanted.from_area_id == wanted.to_area_id) return problem(ProblemCode::same_record, "to_area_id");
  WEIGE_TRY(const auto from, committee(context, wanted.from_area_id, "from_area_id"));
  WEIGE_TRY(const auto to, committee(context, wanted.to_area_id, "to_area_id"));
  Move move{from.id, to.id, {.everything = !wanted.address_ids}};
  if (!wanted.address_ids) {
    WEIGE_CHECK(context.actor.may(access::Right::manage_areas));
    if (access::holds_current(context.tx, from.id)) return problem(ProblemCode::area_in_use, "from_area_id");
    return move;
  }
  for (const auto id : *wanted.address_ids) {
    const auto address = find_record(context.tx, context.actor.scope(), RecordKind::address, id);
    if (!address || access::above_grid(context.tx, AreaId{address->area()}) != from.id)
      return problem(ProblemCode::not_found, "address_ids");
    move.remaining.roots.push_back(id);
  }
  return move;
}

std::map<RecordKind, int> count(const WriteContext& context, const Move& move) {
  if (move.remaining.everything) return count_in_area(context.tx, move.from);
  std::vector<std::int64_t> addresses;
  for (const auto root : move.remaining.roots)
    std::ranges::copy(subtree_in_area(context.tx, root, move.from, 1'000'000), std::back_inserter(addresses));
  std::ranges::sort(addresses);
  addresses.erase(std::ranges::unique(addresses).begin(), addresses.end());
  return count_at(context.tx, addresses, move.from);
}

// Moves records with one writer, and what hangs on them.
class Mover {
 public:
  Mover(const WriteContext& context, RegisterWriter& writer, const Move& move,
        std::map<RecordKind, int>& affected)
      : context_(context),
        writer_(writer),
        move_(move),
        leaving_(access::areas_within(context.tx, move.from)),
        affected_(affected) {}

  Done place(std::int64_t address_id) {
    WEIGE_CHECK(record(RecordKind::address, address_id));
    for (const auto& premises : found(RecordKind::premises, "address_id", address_id)) {
      WEIGE_CHECK(one(premises));
      for (const auto& label : found(RecordKind::premises_label, "premises_id", premises.id))
        WEIGE_CHECK(one(label));
      for (const auto& residence : found(RecordKind::residence, "premises_id", premises.id)) {
        WEIGE_CHECK(one(residence));
        if (residence["main_key"]) WEIGE_CHECK(record(RecordKind::person, *residence.number("person_id")));
      }
      for (const auto& organisation : found(RecordKind::organisation, "premises_id", premises.id))
        WEIGE_CHECK(this->organisation(organisation));
    }
    return done();
  }

  Done organisation(const Record& organisation) {
    WEIGE_CHECK(one(organisation));
    for (const auto& employment : found(RecordKind::employment, "organisation_id", organisation.id))
      WEIGE_CHECK(one(employment));
    return done();
  }

  Done record(RecordKind kind, std::int64_t id) {
    const auto found = find_record(context_.tx, context_.actor.scope(), kind, id);
    if (!found) return done();
    return kind == RecordKind::organisation ? organisation(*found) : one(*found);
  }

 private:
  std::vector<Record> found(RecordKind kind, std::string_view field, std::int64_t id) {
    return find_records(context_.tx, context_.actor.scope(), kind, {field, std::to_string(id)}, 100'000);
  }

  Done one(const Record& record) {
    if (!leaving_.contains(record.area()) || record.text("state") == "undone") return done();
    Record moved = record;
    moved.set_number("area_id", move_.to.value);
    ++affected_[record.kind];
    return writer_.change(record, std::move(moved), context_.today());
  }

  const WriteContext& context_;
  RegisterWriter& writer_;
  const Move& move_;
  std::set<std::int64_t> leaving_;  // the committee and its grids
  std::map<RecordKind, int>& affected_;
};

// The next addresses to move; empty when none is left.
std::vector<std::int64_t> next_addresses(const WriteContext& context, Move& move) {
  auto& remaining = move.remaining;
  if (remaining.everything)
    return records_of_area(context.tx,
                           {.kind = RecordKind::address, .area = move.from, .limit = kAddressesPerStep});
  while (!remaining.roots.empty()) {
    auto next = subtree_in_area(context.tx, remaining.roots.front(), move.from, kAddressesPerStep);
    if (!next.empty()) return next;
    remaining.roots.pop_front();
  }
  return {};
}

enum class Step { more, finished };

// A committee that ends leaves nobody behind: whoever and whatever has no address there.
Result<Step> move_rest(const WriteContext& context, Mover& mover, const Move& move) {
  for (const auto kind : {RecordKind::organisation, RecordKind::person}) {
    const auto rest =
        records_of_area(context.tx, {.kind = kind, .area = move.from, .limit = kRecordsPerStep});
    for (const auto id : rest) WEIGE_CHECK(mover.record(kind, id));
    if (!rest.empty()) return Step::more;
  }
  return Step::finished;
}

Result<Step> step(const WriteContext& context, RegisterWriter& writer, Move& move, Reorganised& out) {
  Mover mover(context, writer, move, out.affected);
  const auto addresses = next_addresses(context, move);
  for (const auto id : addresses) WEIGE_CHECK(mover.place(id));
  if (!addresses.empty()) return Step::more;
  if (!move.remaining.everything) return Step::finished;
  WEIGE_TRY(const auto rest, move_rest(context, mover, move));
  if (rest == Step::more) return rest;
  WEIGE_CHECK(access::close_area(context.tx, context.now, context.actor, move.from));
  mark_closed(context.tx, *out.operation);
  return Step::finished;
}

// One step as a transaction's work: the first begins the operation, the others go on with it.
Result<Step> write_step(const WriteContext& context, const std::string& reason, Move& move,
                        Reorganised& out) {
  RegisterWriter writer(
      context,
      {.kind = OperationKind::reorganise, .reason = reason, .undoes = {}, .continues = out.operation},
      {.way = Way::correction});
  if (!out.operation)
    insert_reorganisation(context.tx, writer.operation(), {move.from, move.to, move.remaining.everything});
  out.operation = writer.operation();
  WEIGE_TRY(const auto made, step(context, writer, move, out));
  writer.finish(kReorganised);
  return made;
}

json::object input_of(const Reorganisation& wanted) {
  json::object out{{"from", wanted.from_area_id}, {"to", wanted.to_area_id}, {"reason", wanted.reason}};
  if (wanted.address_ids)
    out["addresses"] = json::array(wanted.address_ids->begin(), wanted.address_ids->end());
  return out;
}

std::vector<std::int64_t> ids(const json::value& list) {
  std::vector<std::int64_t> out;
  for (const auto& id : list.as_array()) out.push_back(id.as_int64());
  return out;
}

Reorganisation wanted_of(const std::string& input) {
  const auto text = json::parse(input);
  Reorganisation out{.from_area_id = text.at("from").as_int64(),
                     .to_area_id = text.at("to").as_int64(),
                     .reason = std::string(text.at("reason").as_string())};
  if (const auto* list = text.as_object().if_contains("addresses")) out.address_ids = ids(*list);
  return out;
}

// Where a job stands: {"operation": n, "affected": {...}, "roots": [...], "total": n}.
struct Position {
  Reorganised done = {};
  std::deque<std::int64_t> roots = {};
  std::int64_t total = 0;
};

std::string to_text(const Position& position) {
  json::object out{{"operation", position.done.operation->value},
                   {"affected", affected_json(position.done.affected)},
                   {"roots", json::array(position.roots.begin(), position.roots.end())},
                   {"total", position.total}};
  return json::serialize(out);
}

Position position_of(const std::string& text) {
  Position out;
  if (text.empty()) return out;
  const auto read = json::parse(text);
  out.done.operation = OperationId{read.at("operation").as_int64()};
  out.done.affected = affected_of(read.at("affected").as_object());
  for (const auto id : ids(read.at("roots"))) out.roots.push_back(id);
  out.total = read.at("total").as_int64();
  return out;
}

// One transaction of the job: what is wanted is checked at the first step only, as nothing else was written
// before it.
Result<Step> job_step(const WriteContext& context, const Reorganisation& wanted, Position& position) {
  Move move{AreaId{wanted.from_area_id}, AreaId{wanted.to_area_id}, {position.roots, !wanted.address_ids}};
  if (!position.done.operation) {
    WEIGE_TRY(move, check(context, wanted));
    position.total = sum(count(context, move));
  }
  WEIGE_TRY(const auto made, write_step(context, wanted.reason, move, position.done));
  position.roots = move.remaining.roots;
  return made;
}

}  // namespace

Result<Reorganised> preview_reorganisation(const WriteContext& context, const Reorganisation& wanted) {
  WEIGE_TRY(const auto move, check(context, wanted));
  return Reorganised{.operation = {}, .affected = count(context, move)};
}

Result<std::variant<Reorganised, jobs::JobId>> reorganise_areas(const WriteContext& context,
                                                                const Reorganisation& wanted) {
  using Out = std::variant<Reorganised, jobs::JobId>;
  WEIGE_TRY(auto move, check(context, wanted));
  if (sum(count(context, move)) > kMostAtOnce)
    return Out{submit_operation_job(context, kReorganiseJob, input_of(wanted))};
  Reorganised out;
  for (auto made = Step::more; made == Step::more;) {
    WEIGE_TRY(made, write_step(context, wanted.reason, move, out));
  }
  return Out{std::move(out)};
}

Done run_reorganisation(jobs::JobContext& job, const Clock& clock) {
  const auto wanted = wanted_of(job.job().input);
  auto position = position_of(job.job().position);
  return run_operation_job(job, clock, [&](const WriteContext& context) -> Result<OperationStep> {
    auto next = position;
    WEIGE_TRY(const auto made, job_step(context, wanted, next));
    return OperationStep{.position = to_text(next),
                         .operation = *next.done.operation,
                         .affected = next.done.affected,
                         .total = next.total,
                         .finished = made == Step::finished,
                         .kept = [&position, next] { position = next; }};
  });
}

}  // namespace weige::registry
