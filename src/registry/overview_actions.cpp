#include "registry/overview_actions.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "access/area_store.h"
#include "registry/counter_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr int kMonths = 12;

// The place asked for, once it is known to be in scope.
Result<FigureScope> figure_scope(const ReadContext& context, std::optional<std::int64_t> area_id) {
  WEIGE_CHECK(context.actor.may(access::Right::read_counters));
  FigureScope where{context.actor.scope(), {}};
  if (!area_id) return where;
  if (!covers(context.tx, context.actor.scope(), *area_id)) return problem(ProblemCode::not_found, "area_id");
  where.within = access::AreaId{*area_id};
  return where;
}

std::optional<bool> residential_of(const std::string& part) {
  if (part == kUnknown) return std::nullopt;
  return part == kResidential;
}

std::int64_t* counted_in(AreaCoverage& row, Figure figure) {
  switch (figure) {
    case Figure::addresses:
      return &row.addresses;
    case Figure::covered:
      return &row.covered;
    case Figure::premises:
      return &row.premises;
    case Figure::residents:
      return &row.residents;
    case Figure::organisations:
      return &row.organisations;
    default:
      return nullptr;
  }
}

// Grids are told with the committee they stand in, as far as that is in scope: a committee reads of
// committees, whoever covers grids only reads of those.
class ShownAreas {
 public:
  ShownAreas(store::Transaction& tx, const FigureScope& where) {
    std::set<std::int64_t> in_scope;
    const auto areas = access::areas_in_scope(tx, where.scope);
    for (const auto& area : areas) in_scope.insert(area.id.value);
    for (const auto& area : areas)
      if (area.kind == access::AreaKind::grid && area.id != where.within &&
          in_scope.contains(area.parent->value))
        shown_.emplace(area.id.value, area.parent->value);
  }
  std::int64_t of(std::int64_t area) const {
    const auto found = shown_.find(area);
    return found == shown_.end() ? area : found->second;
  }

 private:
  std::map<std::int64_t, std::int64_t> shown_;
};

class OverviewMaker {
 public:
  OverviewMaker(Overview& out, const ShownAreas& shown) : out_(out), shown_(shown) {}

  void take(const Figures& figures) {
    for (const auto& [counted, amount] : figures) {
      auto key = counted;
      key.area_id = shown_.of(key.area_id);
      if (key.figure == Figure::workers) out_.workers += amount;
      if (key.figure == Figure::category) take_category(key, amount);
      auto row = AreaCoverage{.area_id = key.area_id, .residential = residential_of(key.part)};
      if (!counted_in(row, key.figure)) continue;
      auto& kept = rows_.try_emplace({key.area_id, key.part}, row).first->second;
      *counted_in(kept, key.figure) += amount;
    }
  }

  // A committee of which nothing is known has a row of zeros: it is not covered, and shows.
  void take_committees(store::Transaction& tx, const FigureScope& where) {
    for (const auto& area : access::areas_in_scope(tx, where.scope)) {
      if (area.kind != access::AreaKind::committee || area.state != access::AreaState::current) continue;
      if (where.within && !access::is_within(tx, area.id, *where.within)) continue;
      const bool known =
          std::ranges::any_of(rows_, [&](const auto& row) { return row.second.area_id == area.id.value; });
      if (!known) rows_[{area.id.value, {}}].area_id = area.id.value;
    }
  }

  void finish() {
    for (const auto& [part, residents] : categories_) out_.categories.push_back({part, residents});
    for (const auto& [key, row] : rows_) {
      out_.addresses += row.addresses;
      out_.premises += row.premises;
      out_.organisations += row.organisations;
      out_.coverage.push_back(row);
    }
  }

  // Whoever was not confirmed within the year.
  void take_ages(const std::vector<AgeCount>& recent) {
    std::map<std::pair<std::int64_t, AgeBucket>, std::int64_t> residents;
    for (const auto& each : recent) {
      const auto area = shown_.of(each.area_id);
      residents[{area, each.bucket}] += each.residents;
      residents_of_[area] -= each.residents;
    }
    for (const auto& [area, rest] : residents_of_) residents[{area, AgeBucket::older}] = rest;
    for (const auto& [key, count] : residents)
      if (count != 0) out_.ages.push_back({key.first, key.second, count});
  }

 private:
  void take_category(const FigureKey& key, std::int64_t amount) {
    out_.residents += amount;
    categories_[key.part] += amount;
    residents_of_[key.area_id] += amount;
  }

  Overview& out_;
  const ShownAreas& shown_;
  std::map<std::pair<std::int64_t, std::string>, AreaCoverage> rows_;
  std::map<std::string, std::int64_t> categories_;
  std::map<std::int64_t, std::int64_t> residents_of_;
};

// The last twelve months, oldest first: a month without any change is told as well.
std::vector<MonthCount> twelve_months(const ReadContext& context, const FigureScope& where) {
  const auto this_month = std::chrono::year_month{context.today().year(), context.today().month()};
  std::vector<MonthCount> out;
  for (int back = kMonths - 1; back >= 0; --back)
    out.push_back({.month = month_of(Day{(this_month - std::chrono::months{back}) / 1})});
  for (const auto& counted : changes_since(context.tx, where, out.front().month)) {
    const auto month = std::ranges::find(out, counted.month, &MonthCount::month);
    if (month != out.end()) *month = counted;
  }
  return out;
}

// A month as 2026-11, as its first day.
std::optional<Day> first_of_month(const std::string& month) {
  return month.size() == 7 ? parse_iso_day(month + "-01") : std::nullopt;
}

// "month:area:records:post".
std::string to_cursor(const CounterKey& key) {
  return key.month + ":" + std::to_string(key.area_id) + ":" + key.records + ":" +
         std::to_string(key.post_id);
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::optional<CounterKey> from_cursor(const std::string& text) {
  if (text.empty()) return CounterKey{};
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(':', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (parts.size() != 4 || !first_of_month(parts[0])) return std::nullopt;
  const auto area = number(parts[1]), post = number(parts[3]);
  if (!area || !post || (parts[2] != "residents" && parts[2] != "other")) return std::nullopt;
  return CounterKey{parts[0], *area, parts[2], *post};
}

Result<CounterQuery> counter_query(const CounterRequest& request) {
  CounterQuery query{.from = request.from.value_or("0000-00"),
                     .to = request.to.value_or("9999-99"),
                     .after = {},
                     .limit = request.limit + 1};
  if (request.from && !first_of_month(*request.from)) return problem(ProblemCode::bad_date, "from");
  if (request.to && !first_of_month(*request.to)) return problem(ProblemCode::bad_date, "to");
  const auto after = from_cursor(request.cursor);
  if (!after) return problem(ProblemCode::bad_request, "cursor");
  query.after = *after;
  return query;
}

// Title of the post, and who held it at the end of the month.
std::string doer(const ReadContext& context, const CounterRow& row) {
  const auto month = first_of_month(row.key.month).value();
  const auto next = Day{(std::chrono::year_month{month.year(), month.month()} + std::chrono::months{1}) / 1};
  const auto holder = holder_before(context.tx, row.key.post_id, context.town.start_of(next));
  if (holder.empty() || row.post_title.empty()) return row.post_title + holder;
  return row.post_title + " " + holder;
}

}  // namespace

Result<Overview> read_overview(const ReadContext& context, std::optional<std::int64_t> area_id) {
  WEIGE_TRY(const auto where, figure_scope(context, area_id));
  Overview out{.as_of = context.now};
  const ShownAreas shown(context.tx, where);
  OverviewMaker maker(out, shown);
  maker.take(find_figures(context.tx, where));
  maker.take_committees(context.tx, where);
  maker.finish();
  maker.take_ages(recent_ages(context.tx, where, context.today()));
  out.changes = twelve_months(context, where);
  return out;
}

Result<CounterPage> list_counters(const ReadContext& context, const CounterRequest& request) {
  WEIGE_TRY(const auto where, figure_scope(context, request.area_id));
  WEIGE_TRY(const auto query, counter_query(request));
  auto rows = find_counters(context.tx, where, query);
  CounterPage page;
  if (rows.size() > request.limit) {
    rows.pop_back();
    page.next_cursor = to_cursor(rows.back().key);
  }
  for (const auto& row : rows)
    page.items.push_back({.area_id = row.key.area_id,
                          .month = row.key.month,
                          .records = row.key.records,
                          .post_id = row.key.post_id,
                          .doer = doer(context, row),
                          .adds = row.adds,
                          .changes = row.changes,
                          .cancellations = row.cancellations});
  return page;
}

}  // namespace weige::registry
