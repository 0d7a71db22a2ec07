#include "intake/pocket_actions.h"

#include <algorithm>
#include <set>

#include "access/audit.h"
#include "intake/form_field.h"
#include "intake/form_rows_actions.h"
#include "intake/report_actions.h"
#include "registry/address.h"
#include "registry/town_store.h"

namespace weige::intake {
namespace {

using store::Transaction;

constexpr access::AuditAction kMended{"pocket_line.mended"}, kAdded{"pocket_line.added"},
    kLeft{"pocket_line.left"};
constexpr std::size_t kRowsAtOnce = 4000;

PocketLine line_of(const Roster& roster, const PocketPerson& person) {
  return {.post = roster.post,
          .scope = roster.scope,
          .identity = identity_of(person),
          .person = person,
          .roster = roster.id,
          .listed_on = roster.reference,
          .expires_at = roster.expires_at};
}

bool says_the_same(const PocketLine& a, const PocketLine& b) {
  return a.person == b.person && a.state == b.state && a.listed_on == b.listed_on;
}

// Brings the lines of a sender's scope to what a list says, piece by piece.
class Keeper {
 public:
  Keeper(store::Database& database, const Roster& roster)
      : database_(database),
        roster_(roster),
        known_(database.read([&](Transaction& tx) { return pocket_of(tx, roster.post, roster.scope); })) {}

  void take(const PocketPerson& person) {
    auto line = line_of(roster_, person);
    if (!named_.insert(line.identity).second) return;
    const auto known = known_.find(line.identity);
    if (known == known_.end()) {
      if (known_.size() + fresh_.size() < kMostPocketRows) fresh_.push_back(std::move(line));
    } else if (!says_the_same(known->second, line) && is_older(known->second)) {
      line.id = known->second.id;
      line.version = known->second.version;
      changed_.push_back(std::move(line));
    }
  }

  void leave_the_others() {
    for (const auto& [identity, line] : known_) {
      if (named_.contains(identity) || line.state == PocketState::left || !is_older(line)) continue;
      changed_.push_back(line);
      changed_.back().roster = roster_.id;
      changed_.back().state = PocketState::left;
      changed_.back().listed_on = roster_.reference;
    }
  }

  Done write() {
    WEIGE_CHECK(in_pieces(fresh_, [&](Transaction& tx, std::span<PocketLine> piece) {
      // Once a piece and not once a line: the comparison waits for this.
      const auto added_meanwhile = pocket_of(tx, roster_.post, roster_.scope);
      std::vector<PocketLine> still_fresh;
      for (auto& line : piece) {
        if (added_meanwhile.contains(line.identity)) continue;
        line.id = PocketLineId{tx.next_id(store::IdSeries::handed_in)};
        still_fresh.push_back(line);
      }
      insert_lines(tx, still_fresh);
    }));
    // Whoever mended a line meanwhile knows better.
    return in_pieces(changed_, [&](Transaction& tx, std::span<PocketLine> piece) {
      for (const auto& line : piece) (void)update_line(tx, line);
    });
  }

 private:
  // Not of a later day, nor by a later list or by hand since this one came in.
  bool is_older(const PocketLine& line) const {
    return line.listed_on <= roster_.reference && line.roster.value < roster_.id.value;
  }

  template <class F>
  Done in_pieces(std::vector<PocketLine>& lines, F&& write) {
    for (std::size_t first = 0; first < lines.size(); first += kRowsAtOnce) {
      const auto piece = std::span(lines).subspan(first, std::min(kRowsAtOnce, lines.size() - first));
      WEIGE_CHECK(database_.write([&](Transaction& tx) -> Done {
        write(tx, piece);
        return done();
      }));
    }
    return done();
  }

  store::Database& database_;
  const Roster& roster_;
  std::map<std::string, PocketLine> known_;
  std::set<std::string> named_;
  std::vector<PocketLine> fresh_, changed_;
};

Result<PocketLine> line_to_change(const RosterContext& context, PocketLineId id, std::int64_t version) {
  WEIGE_CHECK(context.actor.may(access::Right::hand_in_rosters));
  auto line = find_line(context.tx, context.actor, id);
  if (!line) return problem(ProblemCode::not_found);
  if (line->version != version) return problem(ProblemCode::version_conflict);
  return *std::move(line);
}

Done check_free(Transaction& tx, const PocketLine& line) {
  const auto known = line_with(tx, line);
  if (known && known->id != line.id) return problem(ProblemCode::line_listed, "name");
  return done();
}

NewRoster of_scope(const RosterScope& scope) {
  return {.upload = {}, .scope = scope.kind, .scope_id = scope.id};
}

void take_edit(PocketPerson& person, const PocketEdit& edit) {
  const auto take = [](std::string& text, const std::optional<std::string>& wish) {
    if (wish) text = *wish;
  };
  take(person.name, edit.name);
  take(person.document_number, edit.document_number);
  take(person.phone, edit.phone);
  take(person.address, edit.address);
}

// A door as those of lists are kept, so that the same one is the same; what is none stays as it was typed.
void read_address(Transaction& tx, PocketPerson& person) {
  const auto read = registry::parse_in_town(person.address, registry::town_text(tx));
  if (!read) return;
  const auto chain = registry::address_chain(read->key());
  if (!chain.empty() && registry::can_hold_premises(chain.back().level)) person.address = read->canonical();
}

// What a report of somebody who left can say; a cell that was never mended does not keep it back.
Report report_of(const PocketLine& line) {
  const bool works = line.scope.kind == ScopeKind::organisation;
  const auto& [name, number, phone, home] = line.person;
  return {.kind = works ? ReportKind::left_work : ReportKind::moved_out,
          .place = works || home.empty() ? line.scope.name : home,
          .name = check_name(name) ? name : std::string(),
          .phone = check_phone(phone) ? phone : std::string()};
}

Result<PocketLine> write_line(const RosterContext& context, PocketLine line, access::AuditAction action) {
  auto change = update_line(context.tx, line);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, action, *std::move(change));
  ++line.version;
  return line;
}

}  // namespace

Done keep_pocket(store::Database& database, const Roster& roster, std::span<const RosterRow> rows) {
  if (!is_pocket_roster(roster)) return done();
  Keeper keeper(database, roster);
  for (const auto& row : rows)
    if (row.usable && row.answer != RowAnswer::outside) keeper.take(person_of(row));
  if (roster.complete) keeper.leave_the_others();
  return keeper.write();
}

Result<std::vector<PocketLine>> list_pocket(Transaction& tx, const access::Actor& actor,
                                            const PocketPage& page) {
  WEIGE_CHECK(actor.may(access::Right::hand_in_rosters));
  return find_lines(tx, actor, page);
}

Result<std::vector<PocketSummary>> summarise_pocket(Transaction& tx, const access::Actor& actor) {
  WEIGE_CHECK(actor.may(access::Right::hand_in_rosters));
  return pocket_summaries(tx, actor);
}

Result<PocketLine> mend_line(const RosterContext& context, const PocketEdit& edit) {
  WEIGE_TRY(auto line, line_to_change(context, edit.id, edit.version));
  take_edit(line.person, edit);
  WEIGE_CHECK(check(line.person));
  read_address(context.tx, line.person);
  line.identity = identity_of(line.person);
  WEIGE_CHECK(check_free(context.tx, line));
  WEIGE_TRY(const auto roster,
            hand_in_rows(context, rows_of(std::span(&line.person, 1)), of_scope(line.scope)));
  line.state = PocketState::listed;
  line.roster = roster.id;
  line.listed_on = roster.reference;
  line.expires_at = roster.expires_at;
  return write_line(context, std::move(line), kMended);
}

Result<PocketLine> add_line(const RosterContext& context, const NewPocketLine& wish) {
  WEIGE_CHECK(context.actor.may(access::Right::hand_in_rosters));
  WEIGE_CHECK(check(wish.person));
  auto added = wish;
  read_address(context.tx, added.person);
  WEIGE_TRY(const auto roster,
            hand_in_rows(context, rows_of(std::span(&added.person, 1)),
                         {.upload = {}, .scope = added.scope, .scope_id = added.scope_id}));
  auto line = line_of(roster, added.person);
  WEIGE_CHECK(check_free(context.tx, line));
  line.id = PocketLineId{context.tx.next_id(store::IdSeries::handed_in)};
  insert_lines(context.tx, std::span(&line, 1));
  access::audit_change(context.tx, context.now, context.actor, kAdded,
                       access::Change::of(kPocketSubject, line.id));
  return line;
}

Result<PocketLine> tell_left(const RosterContext& context, const PocketLeft& left) {
  WEIGE_TRY(auto line, line_to_change(context, left.id, left.version));
  if (line.state == PocketState::left) return line;
  WEIGE_TRY(const auto roster, hand_in_report(context, report_of(line)));
  line.state = PocketState::left;
  line.roster = roster.id;
  line.listed_on = roster.reference;
  return write_line(context, std::move(line), kLeft);
}

Result<Roster> tell_unchanged(const RosterContext& context, const PocketScope& scope) {
  WEIGE_CHECK(context.actor.may(access::Right::hand_in_rosters));
  std::vector<PocketPerson> people;
  for (const auto& [identity, line] :
       pocket_of(context.tx, context.actor.post(), {.kind = scope.kind, .id = scope.id}))
    if (line.state == PocketState::listed) people.push_back(line.person);
  if (people.empty()) return problem(ProblemCode::not_found);
  auto wish = of_scope({.kind = scope.kind, .id = scope.id});
  wish.complete = scope.complete;
  return hand_in_rows(context, rows_of(people), std::move(wish));
}

}  // namespace weige::intake
