#include "intake/roster_reading_actions.h"

#include <algorithm>
#include <boost/json.hpp>

#include "intake/roster_store.h"
#include "linkage/parallel.h"
#include "registry/import_town_actions.h"
#include "registry/upload_store.h"

namespace weige::intake {
namespace {

using store::Transaction;

constexpr int kChunksAtOnce = 8;
constexpr std::size_t kParsedAtOnce = 128;

struct Opened {
  RosterSheet sheet;
  registry::ImportColumns columns;
};

Result<Opened> open(Transaction& tx, RosterId id, Instant now, TownTime town) {
  auto found = find_roster(tx, id);
  if (!found) return problem(ProblemCode::not_found);
  Opened out{.sheet = {.roster = *std::move(found)}};
  auto& roster = out.sheet.roster;
  if (roster.report != ReportKind::declared)
    WEIGE_CHECK(access::Actor::resume(tx, now, roster.account, roster.post, access::Purpose::data_quality));
  const auto upload = registry::find_upload(tx, roster.upload);
  if (!upload) return problem(ProblemCode::upload_gone);
  const auto& sheet = upload->sheets.at(static_cast<std::size_t>(roster.sheet));
  WEIGE_TRY(out.columns, registry::ImportColumns::of(registry::TownFile::residents, sheet, roster.mapping,
                                                     registry::RowNeeds::whatever_there_is));
  out.sheet.town =
      registry::import_town(tx, roster.area, {.reference = roster.reference, .today = town.day_of(now)});
  return out;
}

// Who reports is told of nothing to mend: what cannot be read is for people to read.
void take_as_told(RosterSheet& sheet) {
  for (auto& row : sheet.rows) {
    row.answer = RowAnswer::taken;
    row.mend.clear();
    if (!is_compared(*sheet.roster.report) || !row.parsed.address) row.usable = false;
  }
}

Done read_rows(jobs::JobContext& job, Opened& opened) {
  auto& sheet = opened.sheet;
  const auto& roster = sheet.roster;
  const RosterReading reading{opened.columns, sheet.town, roster.scope, place_of(roster.scope)};
  for (int after = -1;;) {
    WEIGE_CHECK(job.may_go_on());
    const auto chunks = job.database().read([&](Transaction& tx) {
      return registry::upload_chunks(tx, roster.upload, roster.sheet, after, kChunksAtOnce);
    });
    if (chunks.empty()) return done();
    std::vector<registry::UploadRow> cells;
    for (const auto& chunk : chunks)
      std::ranges::move(registry::unpack_rows(chunk.bytes), std::back_inserter(cells));
    const auto before = sheet.rows.size();
    sheet.rows.resize(before + cells.size());
    linkage::in_parallel(linkage::processors(), cells.size(), kParsedAtOnce, [&](linkage::Range range) {
      for (auto i = range.begin; i < range.end; ++i)
        sheet.rows[before + i] = parse_roster_row(cells[i], reading);
    });
    if (roster.report) sheet.report_cells = chunks.front().bytes;
    after = chunks.back().ordinal;
  }
}

}  // namespace

Result<RosterSheet> read_sheet(jobs::JobContext& job, Instant now, TownTime town) {
  const RosterId id{boost::json::parse(job.job().input).at("roster").to_number<std::int64_t>()};
  WEIGE_TRY(auto opened, job.database().write([&](Transaction& tx) { return open(tx, id, now, town); }));
  WEIGE_CHECK(read_rows(job, opened));
  auto& sheet = opened.sheet;
  if (sheet.roster.report) take_as_told(sheet);
  tell_doubles(sheet.rows);
  return std::move(sheet);
}

}  // namespace weige::intake
