#include "intake/roster_actions.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "access/area_store.h"
#include "access/audit.h"
#include "base/sha256.h"
#include "intake/pocket_store.h"
#include "jobs/job_actions.h"
#include "registry/import_result.h"
#include "registry/record_store.h"
#include "registry/upload_rows.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

using registry::RecordKind;
using registry::TownFile;
using store::Transaction;

constexpr access::AuditAction kHandedIn{"roster.handed_in"};
constexpr int kLinesAtOnce = 4000;

Result<int> choose_sheet(const registry::Upload& upload, const std::string& name) {
  const auto& sheets = upload.sheets;
  const auto found = name.empty() ? std::ranges::max_element(sheets, {}, &registry::UploadSheet::rows)
                                  : std::ranges::find(sheets, name, &registry::UploadSheet::name);
  if (found != sheets.end()) return static_cast<int>(found - sheets.begin());
  std::string names;
  for (const auto& sheet : sheets) names += (names.empty() ? "" : "、") + sheet.name;
  return problem(ProblemCode::sheet_missing, "sheet").with("sheets", names);
}

Done check_days(const NewRoster& input, Day today) {
  const Day earliest{std::chrono::year{1990} / 1 / 1};
  if (input.reference && (*input.reference > today || *input.reference < earliest))
    return problem(ProblemCode::date_out_of_range, "reference_date")
        .with("earliest", to_iso(earliest))
        .with("latest", to_iso(today));
  return done();
}

Done check_input(const NewRoster& input, Day today) {
  if (standards::to_code_points(input.source).size() > kLongestSource)
    return problem(ProblemCode::too_long, "source").with("max", std::to_string(kLongestSource));
  return check_days(input, today);
}

std::string default_source(const registry::Upload& upload) {
  const auto characters = standards::to_code_points(upload.file_name);
  return standards::to_utf8(std::u32string_view(characters).substr(0, kLongestSource));
}

struct Scoped {
  RosterScope scope;
  access::AreaId area;
};

// A post that covers areas speaks of what lies in them; a helper of its own area only.
Result<Scoped> area_scope(Transaction& tx, const access::Actor& actor, access::AreaId wanted) {
  const auto area = access::find_area(tx, wanted);
  const bool own = wanted == actor.area() || access::is_within(tx, wanted, actor.area());
  if (!area || !(own || registry::covers(tx, actor.scope(), wanted.value)))
    return problem(ProblemCode::not_found, "scope.id");
  Scoped out{.scope = {.kind = ScopeKind::area, .id = wanted.value, .name = area->name}, .area = wanted};
  if (wanted == access::kTown) return out;
  if (area->kind == access::AreaKind::grid) {  // rows name committees
    out.scope.key = " " + std::to_string(area->parent->value) + " ";
    return out;
  }
  for (const auto& each : access::all_areas(tx))
    if (each.kind == access::AreaKind::committee && access::is_within(tx, each.id, wanted))
      out.scope.key += " " + std::to_string(each.id.value) + " ";
  return out;
}

Result<Scoped> record_scope(Transaction& tx, const access::Actor& actor, ScopeKind kind, std::int64_t id) {
  const bool address = kind == ScopeKind::address;
  const auto record =
      registry::find_record(tx, actor.scope(), address ? RecordKind::address : RecordKind::organisation, id);
  if (!record || record->text("state") != "current") return problem(ProblemCode::not_found, "scope.id");
  const auto text = std::string(record->text(address ? "canonical" : "name"));
  return Scoped{.scope = {.kind = kind,
                          .id = id,
                          .name = text,
                          .key = address ? text : std::string(record->text("credit_code"))},
                .area = access::AreaId{record->area()}};
}

Result<Scoped> find_scope(Transaction& tx, const access::Actor& actor, const NewRoster& input) {
  if (!input.scope) return area_scope(tx, actor, actor.area());
  if (*input.scope == ScopeKind::area)
    return area_scope(tx, actor, input.scope_id == 0 ? actor.area() : access::AreaId{input.scope_id});
  return record_scope(tx, actor, *input.scope, input.scope_id);
}

// The titles in their order: what makes two files of one sender look alike.
std::string layout_of(const registry::UploadSheet& sheet) {
  std::string titles;
  for (const auto& column : sheet.columns)
    titles.append(std::to_string(column.column)).append(column.title).append("\n");
  return sha256_hex(titles);
}

bool may_decide(const access::Actor& actor) {
  return actor.may_with_purpose(access::Right::decide_findings).ok();
}

std::vector<registry::ColumnMapping> fitting_mapping(Transaction& tx, const access::Actor& actor,
                                                     const registry::UploadSheet& sheet) {
  if (auto known = known_layout(tx, actor.post(), layout_of(sheet))) return *std::move(known);
  return registry::guess_mapping(TownFile::residents, sheet);
}

}  // namespace

Result<std::vector<registry::ColumnMapping>> mapping_for(Transaction& tx, const access::Actor& actor,
                                                         const registry::Upload& upload,
                                                         const std::string& sheet) {
  WEIGE_TRY(const auto chosen, choose_sheet(upload, sheet));
  return fitting_mapping(tx, actor, upload.sheets[static_cast<std::size_t>(chosen)]);
}

Result<Roster> hand_in(const RosterContext& context, const NewRoster& input) {
  auto& [tx, actor, now, town] = context;
  WEIGE_CHECK(actor.may(access::Right::hand_in_rosters));
  const auto today = town.day_of(now);
  WEIGE_CHECK(check_input(input, today));
  const auto upload = registry::find_upload(tx, actor, input.upload);
  if (!upload) return problem(ProblemCode::not_found, "upload_id");
  WEIGE_TRY(const auto sheet, choose_sheet(*upload, input.sheet));
  const auto& read = upload->sheets[static_cast<std::size_t>(sheet)];
  if (read.rows > kMostRosterRows)
    return problem(ProblemCode::roster_too_long, "upload_id").with("max", std::to_string(kMostRosterRows));
  const auto mapping = input.mapping ? *input.mapping : fitting_mapping(tx, actor, read);
  WEIGE_CHECK(
      registry::ImportColumns::of(TownFile::residents, read, mapping, registry::RowNeeds::whatever_there_is));
  WEIGE_TRY(auto scoped, find_scope(tx, actor, input));
  Roster roster{.id = RosterId{tx.next_id(store::IdSeries::handed_in)},
                .upload = upload->id,
                .account = actor.account(),
                .post = actor.post(),
                .area = scoped.area,
                .scope = std::move(scoped.scope),
                .complete = input.complete,
                .reference = input.reference.value_or(today),
                .due = input.due,
                .source = input.source.empty() ? default_source(*upload) : input.source,
                .file_name = upload->file_name,
                .sheet = sheet,
                .mapping = mapping,
                .rows = read.rows,
                .dropped_columns = read.dropped_columns,
                .report = input.report,
                .created_at = now,
                .expires_at = now + kRosterKept};
  const auto job_input = boost::json::serialize(boost::json::object{{"roster", roster.id.value}});
  // The program's own jobs: what they are at, and for how long, would tell the sender something of the
  // register.
  const auto submit = [&](std::string_view kind) {
    return jobs::submit_job(
        tx,
        {.kind = std::string(kind),
         .input = job_input,
         .owner = {access::kSystemAccount.value, access::kSystemPost.value, roster.area.value}},
        now);
  };
  roster.answer_job = submit(kRosterAnswerJob);
  roster.job = submit(kRosterJob);
  registry::keep_upload_until(tx, upload->id, roster.expires_at);
  if (input.mapping && !input.report) keep_layout(tx, roster, layout_of(read));
  access::audit_change(tx, now, actor, kHandedIn, insert_roster(tx, roster));
  return roster;
}

Result<RosterSeen> read_roster(Transaction& tx, const access::Actor& actor, RosterId id) {
  if (may_decide(actor))
    if (auto roster = find_roster_in_scope(tx, actor.scope(), id)) {
      const bool own = roster->post == actor.post();
      return RosterSeen{*std::move(roster), own, true};
    }
  WEIGE_CHECK(actor.may(access::Right::hand_in_rosters));
  auto roster = find_roster_of_sender(tx, actor, id);
  if (!roster) return problem(ProblemCode::not_found);
  return RosterSeen{*std::move(roster), true, false};
}

std::vector<RosterSeen> list_rosters(Transaction& tx, const access::Actor& actor, const RosterPage& page) {
  const bool decides = may_decide(actor);
  std::vector<RosterSeen> out;
  for (auto& roster :
       decides ? rosters_in_scope(tx, actor.scope(), page) : rosters_of_sender(tx, actor, page)) {
    const bool own = roster.post == actor.post();
    out.push_back({std::move(roster), own, decides});
  }
  return out;
}

Done erase_old_rosters(store::Database& database, Instant now) {
  for (bool more = true; more;) {
    WEIGE_TRY(more, database.write([&](Transaction& tx) -> Result<bool> {
      return erase_expired_rosters(tx, now) || erase_expired_lines(tx, now, kLinesAtOnce);
    }));
  }
  return done();
}

Result<std::vector<AnsweredRow>> read_answers(Transaction& tx, const access::Actor& actor, RosterId id,
                                              const AnswerQuery& query) {
  WEIGE_TRY(const auto seen, read_roster(tx, actor, id));
  if (!seen.roster.answered_at) return problem(ProblemCode::roster_running);
  return answers(tx, id, query);
}

Result<std::vector<ComparedRow>> read_compared(Transaction& tx, const access::Actor& actor, RosterId id,
                                               const ComparedQuery& query) {
  WEIGE_CHECK(actor.may(access::Right::decide_findings));
  const auto roster = find_roster_in_scope(tx, actor.scope(), id);
  if (!roster) return problem(ProblemCode::not_found);
  if (!roster->compared_at) return problem(ProblemCode::roster_running);
  auto rows = compared_rows(tx, id, query);
  std::vector<std::string> persons;
  for (const auto& row : rows)
    if (row.person != 0) persons.push_back(std::to_string(row.person));
  std::set<std::int64_t> seen;
  for (const auto& person : registry::find_records_in(tx, actor.scope(), RecordKind::person, {"id", persons}))
    seen.insert(person.id);
  for (auto& row : rows) {
    if (row.person == 0 || seen.contains(row.person)) continue;
    row.elsewhere = true;
    row.person = 0;
    row.probability = 0;
  }
  return rows;
}

Done write_answer_file(const AnswerFile& wanted, const std::string& path) {
  const auto read = [&](auto&& body) { return wanted.database.read(body); };
  WEIGE_TRY(const auto seen,
            read([&](Transaction& tx) { return read_roster(tx, wanted.actor, wanted.roster); }));
  const auto& roster = seen.roster;
  if (!roster.answered_at) return problem(ProblemCode::roster_running);
  const auto upload = read([&](Transaction& tx) { return registry::find_upload(tx, roster.upload); });
  if (!upload) return problem(ProblemCode::upload_gone);
  const auto& sheet = upload->sheets.at(static_cast<std::size_t>(roster.sheet));
  WEIGE_TRY(auto out, registry::ImportResult::create(path, {sheet.name, sheet.columns, wanted.language}));
  for (int after = -1;;) {
    const auto chunks = read(
        [&](Transaction& tx) { return registry::upload_chunks(tx, upload->id, roster.sheet, after, 1); });
    if (chunks.empty()) break;
    after = chunks.back().ordinal;
    const auto rows = registry::unpack_rows(chunks.back().bytes);
    const auto told = read([&](Transaction& tx) {
      return answers(tx, roster.id,
                     {.after = rows.front().number - 1, .limit = static_cast<int>(rows.size())});
    });
    for (std::size_t i = 0; i < rows.size() && i < told.size(); ++i)
      WEIGE_CHECK(out.add(rows[i], title(told[i].answer, wanted.language), told[i].mend));
  }
  return out.finish();
}

}  // namespace weige::intake
