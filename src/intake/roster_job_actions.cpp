#include "intake/roster_job_actions.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <unordered_map>

#include "access/policy.h"
#include "intake/finding_store.h"
#include "intake/listed_store.h"
#include "intake/reported_place_actions.h"
#include "intake/roster_actions.h"
#include "intake/roster_match.h"
#include "intake/roster_reading_actions.h"
#include "intake/roster_rule_actions.h"
#include "linkage/parallel.h"
#include "registry/import_picture_store.h"
#include "registry/people_index_actions.h"
#include "registry/record_store.h"
#include "standards/name_fold.h"

namespace weige::intake {
namespace {

using registry::RowOutcome;
using store::Transaction;

constexpr int kOutcomesClearedAtOnce = 4000;
constexpr std::size_t kRowsAtOnce = 1000;   // decided over one picture, and written in one transaction
constexpr std::size_t kPlannedARow = 1000;  // more than one row can add
constexpr std::size_t kLearnsFrom = 200;    // rows from which what was learned is kept for others
constexpr std::size_t kFindingsAtOnce = 2000;

std::string place_text(const registry::ParsedRow& row) {
  return row.address ? row.address->canonical() : std::string();
}

// A row with its decision, as it is written down.
struct Judged {
  ComparedRow row;
  std::optional<Finding> finding = {};
  std::vector<Candidate> candidates = {};
};

Candidate to_candidate(const registry::LikelyPerson& likely) {
  Candidate out{.person = likely.person, .probability = likely.probability};
  out.why.push_back({"before", "", likely.why.before});
  for (const auto& field : likely.why.fields)
    out.why.push_back({std::string(field.field), std::string(field.level), field.bits});
  if (likely.why.relatives != 0) out.why.push_back({"relatives", "", likely.why.relatives});
  return out;
}

class Comparison {
 public:
  Comparison(jobs::JobContext& job, const RosterWork& work) : job_(job), work_(work) {}

  Done run() {
    WEIGE_TRY(auto sheet, read_sheet(job_, work_.clock(), work_.town));
    if (sheet.roster.compared_at) return done();  // published before the job could be ended
    take(sheet);
    WEIGE_CHECK(clear());
    WEIGE_CHECK(find_people());
    WEIGE_CHECK(judge_all());
    WEIGE_CHECK(look_for_gone());
    return publish();
  }

 private:
  void take(RosterSheet& sheet) {
    roster_ = std::move(sheet.roster);
    roster_.outcomes.clear();
    town_ = std::move(sheet.town);
    rows_ = std::move(sheet.rows);
    report_cells_ = std::move(sheet.report_cells);
  }

  Done clear() {
    for (bool more = true; more;) {
      WEIGE_TRY(more, job_.database().write([&](Transaction& tx) -> Result<bool> {
        return clear_comparison(tx, roster_.id, kOutcomesClearedAtOnce);
      }));
    }
    return done();
  }

  Done find_people() {
    WEIGE_CHECK(job_.database().write([&](Transaction& tx) -> Done {
      everywhere_ = access::Scope::system(tx, work_.clock(), access::SystemReason::import_job);
      return job_.show(tx, {"compare", 0, roster_.rows});
    }));
    WEIGE_CHECK(registry::follow_register(work_.people, job_.database(), work_.clock));
    std::vector<registry::PersonLike> likes;
    for (const auto& row : rows_) likes.push_back(row.usable ? row.like : registry::PersonLike{});
    registry::MatchOptions options;
    options.known_model = job_.database().read([](Transaction& tx) { return latest_model(tx); }).value_or("");
    matches_ = work_.people.match(likes, options);
    chosen_ = choose_people({rows_, matches_, owners()});
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].parsed.person = chosen_[i].person;
    return done();
  }

  // Whose document number each row gives.
  std::vector<NumberOwner> owners() {
    std::vector<NumberOwner> out(rows_.size());
    linkage::in_parallel(linkage::processors(), rows_.size(), kRowsAtOnce, [&](linkage::Range range) {
      const auto rows = std::span(rows_).subspan(range.begin, range.end - range.begin);
      std::set<std::string> keys;
      for (const auto& row : rows)
        if (!row.parsed.key.empty()) keys.insert(row.parsed.key);
      const auto holders = job_.database().read([&](Transaction& tx) {
        return registry::holders_of_numbers(tx, *everywhere_, std::vector(keys.begin(), keys.end()));
      });
      for (auto i = range.begin; i < range.end; ++i)
        if (const auto found = holders.find(rows_[i].parsed.key); found != holders.end())
          out[i] = {found->second.person,
                    standards::name_key(found->second.name) == rows_[i].parsed.name_key};
    });
    return out;
  }

  // Pieces know nothing of each other, so each thread reads and judges one; they are written in their order.
  Done judge_all() {
    const std::size_t pieces = (rows_.size() + kRowsAtOnce - 1) / kRowsAtOnce;
    const std::size_t at_once = linkage::processors();
    for (std::size_t first = 0; first < pieces; first += at_once) {
      WEIGE_CHECK(job_.may_go_on());
      std::vector<std::vector<Judged>> judged(std::min(at_once, pieces - first));
      linkage::in_parallel(linkage::processors(), judged.size(), 1, [&](linkage::Range range) {
        judged[range.begin] = job_.database().read(
            [&](Transaction& tx) { return judge(tx, piece_of_rows(first + range.begin)); });
      });
      for (std::size_t i = 0; i < judged.size(); ++i)
        WEIGE_CHECK(keep(judged[i], piece_of_rows(first + i).end));
    }
    return done();
  }

  linkage::Range piece_of_rows(std::size_t piece) const {
    return {piece * kRowsAtOnce, std::min((piece + 1) * kRowsAtOnce, rows_.size())};
  }

  // The rows of a piece are decided one after the other: what those further up would write is seen by those
  // below. What would be added has ids below zero, its own in each piece.
  std::vector<Judged> judge(Transaction& tx, linkage::Range rows) const {
    const auto [first, last, _] = rows;
    std::vector<registry::ParsedRow> parsed;
    for (std::size_t i = first; i < last; ++i)
      if (rows_[i].usable) parsed.push_back(rows_[i].parsed);
    auto picture =
        registry::load_picture(tx, {*everywhere_, *everywhere_}, registry::TownFile::residents, parsed);
    const registry::Deciding with{.kind = registry::TownFile::residents,
                                  .town = town_,
                                  .picture = picture,
                                  .new_id = [planned = -static_cast<std::int64_t>(
                                                 first * kPlannedARow)]() mutable { return --planned; }};
    std::vector<Judged> out;
    for (std::size_t i = first; i < last; ++i) {
      if (roster_.report && !rows_[i].usable) {
        out.push_back(reported(tx, i));
        continue;
      }
      auto decision = decide(i, with);
      for (const auto& write : decision.writes) picture.remember(write.after);
      out.push_back(judged(i, decision, picture));
    }
    return out;
  }

  registry::RowDecision decide(std::size_t i, const registry::Deciding& with) const {
    const auto& row = rows_[i];
    if (row.answer == RowAnswer::outside) return {.outcome = RowOutcome::refused};
    if (!row.usable) return {.outcome = RowOutcome::invalid};
    if (!chosen_[i].person) return {.outcome = RowOutcome::ambiguous};
    if (chosen_[i].same_as_row != 0) return {.outcome = RowOutcome::same};
    auto decision = registry::decide(row.parsed, with);
    // What stands against it lies in the register, so it is no fault of the row.
    if (!registry::is_taken(decision.outcome)) decision.outcome = RowOutcome::ambiguous;
    return decision;
  }

  Judged judged(std::size_t i, const registry::RowDecision& decision,
                const registry::ImportPicture& picture) const {
    const auto& row = rows_[i];
    const auto& choice = chosen_[i];
    Judged out{.row = {.row = row.number(),
                       .outcome = decision.outcome,
                       .person = choice.person.value_or(0),
                       .probability = choice.probability,
                       .notes = decision.findings}};
    if (choice.same_as_row != 0) {
      out.row.notes.push_back(registry::fault(ProblemCode::duplicate_row, row.parsed.name_column));
      out.row.notes.back().other_row = std::to_string(choice.same_as_row);
      out.row.notes.back().warning = choice.person.has_value();
    }
    auto kind = finding_kind_of(decision.outcome);
    if (kind == FindingKind::new_person && choice.person.value_or(0) != 0) kind = FindingKind::moved_in;
    if (!kind) return out;
    out.finding = Finding{.roster = roster_.id,
                          .row = row.number(),
                          .kind = *kind,
                          .area_id = area_of(row, decision, picture),
                          .person = choice.person.value_or(0) != 0 ? choice.person : std::nullopt,
                          .place = place_text(row.parsed),
                          .mark = mark(*kind, row.parsed, decision),
                          .opened_at = work_.clock(),
                          .expires_at = roster_.expires_at};
    for (const auto& each : choice.candidates) out.candidates.push_back(to_candidate(each));
    return out;
  }

  // For people to look at, with those who may be meant.
  Judged reported(Transaction& tx, std::size_t i) const {
    const auto& row = rows_[i];
    const auto place = find_reported_place(tx, *everywhere_, place_text(row.parsed));
    const bool placed = place && place->area != town_.area_id;
    Judged out{.row = {.row = row.number(), .outcome = RowOutcome::ambiguous},
               .finding = Finding{.roster = roster_.id,
                                  .row = row.number(),
                                  .kind = FindingKind::reported,
                                  .area_id = placed ? place->area : roster_.area.value,
                                  .place = place_text(row.parsed),
                                  .mark = mark_of_report(roster_, place_text(row.parsed), report_cells_),
                                  .opened_at = work_.clock(),
                                  .expires_at = roster_.expires_at}};
    if (place && *roster_.report == ReportKind::moved_out)
      for (const auto& each : who_may_have_left(tx, *everywhere_, *place, row.parsed.name_key))
        out.candidates.push_back({.person = each.person});
    return out;
  }

  // What is reported on another day is another event.
  std::string mark(FindingKind kind, const registry::ParsedRow& row,
                   const registry::RowDecision& decision) const {
    auto out = mark_of(kind, row, decision);
    return roster_.report ? mark_on(out, roster_.reference) : out;
  }

  // Where the place lies that the row gives, else where the person belongs, else the roster's own area.
  std::int64_t area_of(const RosterRow& row, const registry::RowDecision& decision,
                       const registry::ImportPicture& picture) const {
    const auto* place = row.parsed.address ? picture.address(row.parsed.address->canonical()) : nullptr;
    if (row.parsed.committee && place && town_.above_grid(place->area()) == *row.parsed.committee)
      return place->area();
    if (row.parsed.committee) return *row.parsed.committee;
    for (const auto& write : decision.writes)
      if (write.after.area() != town_.area_id) return write.after.area();
    return roster_.area.value;
  }

  Done keep(std::vector<Judged>& judged, std::size_t done_rows) {
    auto fresh = job_.database().write([&](Transaction& tx) -> Result<std::vector<Finding>> {
      std::set<std::string> marks;
      for (const auto& each : judged)
        if (each.finding) marks.insert(each.finding->mark);
      auto known = findings_by_mark(tx, marks);
      std::vector<ComparedRow> rows;
      std::vector<Finding> opened;
      for (auto& each : judged) {
        if (each.finding) each.row.finding = open(tx, each, known, opened).value;
        rows.push_back(each.row);
      }
      insert_findings(tx, opened);
      insert_compared(tx, roster_.id, rows);
      WEIGE_CHECK(job_.show(tx, {"compare", static_cast<std::int64_t>(done_rows), roster_.rows}));
      return opened;
    });
    return remember(fresh);
  }

  Done remember(Result<std::vector<Finding>>& opened) {
    WEIGE_CHECK(opened);
    opened_.insert(opened_.end(), opened->begin(), opened->end());
    return done();
  }

  // The finding that says so already, or a new one.
  static FindingId open(Transaction& tx, Judged& each, std::map<std::string, FindingId>& known,
                        std::vector<Finding>& opened) {
    const auto [place, fresh] = known.try_emplace(each.finding->mark, FindingId{});
    if (!fresh) return place->second;
    place->second = each.finding->id = FindingId{tx.next_id()};
    insert_candidates(tx, each.finding->id, each.candidates);
    opened.push_back(*each.finding);
    return place->second;
  }

  // Only for a complete list, only within its scope, and not of those whom a row may still mean.
  Done look_for_gone() {
    if (!roster_.complete) return done();
    std::set<std::int64_t> named;
    for (const auto& choice : chosen_) {
      if (choice.person) named.insert(*choice.person);
      for (const auto& each : choice.candidates)
        if (!choice.person) named.insert(each.person);
    }
    const auto listed = job_.database().read([&](Transaction& tx) { return whom_it_should_name(tx); });
    std::vector<Judged> gone;
    for (const auto& each : listed)
      if (!named.contains(each.person)) gone.push_back({.finding = gone_finding(each)});
    for (std::size_t first = 0; first < gone.size(); first += kFindingsAtOnce)
      WEIGE_CHECK(keep_gone(std::span(gone).subspan(first, std::min(kFindingsAtOnce, gone.size() - first))));
    if (!gone.empty()) roster_.outcomes["gone"] = static_cast<int>(gone.size());
    return done();
  }

  // A house may stand in two grids: of those in it whom the sender does not cover, others tell.
  std::vector<Listed> whom_it_should_name(Transaction& tx) const {
    const auto sender = access::Actor::resume(tx, work_.clock(), roster_.account, roster_.post, std::nullopt);
    const bool covers = sender && access::covers_areas(sender->role());
    return registered_within(tx, covers ? sender->scope() : *everywhere_, roster_.scope);
  }

  Finding gone_finding(const Listed& each) const {
    const bool works = roster_.scope.kind == ScopeKind::organisation;
    Finding out{.roster = roster_.id,
                .kind = FindingKind::gone,
                .area_id = each.area_id,
                .person = each.person,
                .place = each.place,
                .mark = mark_of_gone(works ? "employment" : "residence", each.link),
                .opened_at = work_.clock(),
                .expires_at = roster_.expires_at};
    (works ? out.employment : out.residence) = each.link;
    return out;
  }

  Done keep_gone(std::span<Judged> gone) {
    auto fresh = job_.database().write([&](Transaction& tx) -> Result<std::vector<Finding>> {
      std::set<std::string> marks;
      for (const auto& each : gone) marks.insert(each.finding->mark);
      auto known = findings_by_mark(tx, marks);
      std::vector<Finding> opened;
      for (auto& each : gone) (void)open(tx, each, known, opened);
      insert_findings(tx, opened);
      WEIGE_CHECK(job_.show(tx, {"gone", static_cast<std::int64_t>(gone.size()), roster_.rows}));
      return opened;
    });
    return remember(fresh);
  }

  // From here on it is seen.
  Done publish() {
    return job_.database().write([&](Transaction& tx) -> Done {
      for (const auto& [outcome, count] : count_compared(tx, roster_.id)) roster_.outcomes[outcome] = count;
      roster_.compared_at = work_.clock();
      update_outcomes(tx, roster_);
      if (!matches_.model.empty() && rows_.size() >= kLearnsFrom)
        insert_model(tx, roster_, matches_.model, work_.clock());
      for (const auto& finding : opened_) WEIGE_CHECK(work_.events.opened.publish(tx, finding));
      follow_rule(tx, roster_, work_.clock());
      return job_.save_result(tx, boost::json::serialize(boost::json::object{{"roster", roster_.id.value}}));
    });
  }

  jobs::JobContext& job_;
  const RosterWork& work_;
  Roster roster_;
  registry::ImportTown town_;
  std::optional<access::Scope> everywhere_;
  std::vector<RosterRow> rows_;
  registry::PeopleMatches matches_;
  std::vector<RowMatch> chosen_;
  std::vector<Finding> opened_;
  std::string report_cells_;
};

}  // namespace

jobs::JobRunner::Handler roster_handler(const RosterWork& work) {
  return [work](jobs::JobContext& job) -> Done { return Comparison(job, work).run(); };
}

}  // namespace weige::intake
