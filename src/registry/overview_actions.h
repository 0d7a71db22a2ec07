// Figures for people: the overview of what the register holds and how fresh it is, and the counters of who
// changed how much (G2, L6, S2). Sums only; no reading of anybody's record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/figure_store.h"
#include "registry/view_actions.h"

namespace weige::registry {

struct AreaCoverage {
  std::int64_t area_id = 0;
  std::optional<bool> residential = {};     // none: no premises are known there, so nobody can tell
  std::int64_t addresses = 0, covered = 0;  // leaves, and those of them covered: figures.h, is_covered
  std::int64_t premises = 0, residents = 0, organisations = 0;
};

struct CategoryCount {
  std::string category;  // empty: not entered
  std::int64_t residents = 0;
};

struct Overview {
  Instant as_of{};
  std::int64_t residents = 0;  // each once, where they mainly live
  std::int64_t workers = 0;    // employments that go on: whoever works at two organisations counts at both
  std::int64_t addresses = 0;  // leaves: what G2 wants covered
  std::int64_t premises = 0, organisations = 0;
  std::vector<CategoryCount> categories = {};
  // By area and use. Every current committee in scope has a row, also one of which nothing is known yet.
  std::vector<AreaCoverage> coverage = {};
  // Residents by how long ago their main residence was confirmed; only what is not zero.
  std::vector<AgeCount> ages = {};
  std::vector<MonthCount> changes = {};  // the last twelve months, this one included, oldest first
};

// Of the actor's scope, or of one area in it with all that lies beneath. For whoever may read counters: a
// committee sees its own figures, small ones included, because it keeps those very records; nothing of this
// is for publication (boundaries 6). Problems: forbidden, not_found (area_id is out of scope).
Result<Overview> read_overview(const ReadContext& context, std::optional<std::int64_t> area_id);

struct Counter {
  std::int64_t area_id = 0;
  std::string month;    // 2026-11
  std::string records;  // residents, or other: what L6's 20 % are counted of, and all else
  std::int64_t post_id = 0;
  std::string doer = {};  // title of the post and who held it in that month
  std::int64_t adds = 0, changes = 0, cancellations = 0;
};
struct CounterRequest {
  std::optional<std::int64_t> area_id = {};
  std::optional<std::string> from = {}, to = {};  // months, both included
  std::string cursor = {};
  std::size_t limit = 50;
};
struct CounterPage {
  std::vector<Counter> items;  // newest month first, then by area, records and post
  std::optional<std::string> next_cursor = {};
};
// L6 and S2 measure whose work it was, so the doer is named; whoever may read counters sees those of the
// scope. Problems: forbidden, not_found, bad_date (from, to), bad_request (cursor).
Result<CounterPage> list_counters(const ReadContext& context, const CounterRequest& request);

}  // namespace weige::registry
