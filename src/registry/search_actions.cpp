#include "registry/search_actions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "registry/address_store.h"
#include "registry/record_store.h"
#include "registry/search_store.h"
#include "registry/search_terms.h"
#include "registry/view_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kSearched{"register.searched"};
// Also when nobody was found: what a mask hides of a number could be tried out.
constexpr access::AuditAction kNumberSearched{"register.number_searched", access::Counts::single};

// "probe:id:term": which probe of the plan comes next, and after which of its terms.
struct Cursor {
  std::size_t probe = 0;
  std::int64_t after_id = 0;
  std::string after_term = {};
};

std::optional<Cursor> parse_cursor(const std::string& text) {
  Cursor cursor;
  if (text.empty()) return cursor;
  const auto end = text.data() + text.size();
  const auto probe = std::from_chars(text.data(), end, cursor.probe);
  if (probe.ec != std::errc{} || probe.ptr == end || *probe.ptr != ':') return std::nullopt;
  const auto id = std::from_chars(probe.ptr + 1, end, cursor.after_id);
  if (id.ec != std::errc{} || id.ptr == end || *id.ptr != ':' || cursor.after_id < 0) return std::nullopt;
  cursor.after_term.assign(id.ptr + 1, end);
  return cursor;
}

std::string to_text(const Cursor& cursor) {
  return std::to_string(cursor.probe) + ":" + std::to_string(cursor.after_id) + ":" + cursor.after_term;
}

RecordKind record_kind(SearchKind kind) {
  switch (kind) {
    case SearchKind::person:
      return RecordKind::person;
    case SearchKind::organisation:
      return RecordKind::organisation;
    case SearchKind::address:
    case SearchKind::premises:
      return RecordKind::address;
  }
  throw std::logic_error("no such kind");
}

using Kinds = std::set<SearchKind>;

access::Right right_to_find(SearchKind kind) {
  if (kind == SearchKind::person) return access::Right::search_people;
  return right_to_read(record_kind(kind));
}

// The kinds asked for and allowed; asking by name for what one may not read is refused, and so is who may
// read nothing at all. A purpose that is wanting is asked for: leaving people out would look as if there were
// none.
Result<Kinds> kinds_to_search(const ReadContext& context, const SearchRequest& request) {
  static const std::vector<SearchKind> all{SearchKind::person, SearchKind::address, SearchKind::premises,
                                           SearchKind::organisation};
  Kinds out;
  std::optional<Problem> refused;
  for (const auto kind : request.kinds.empty() ? all : request.kinds) {
    auto may = context.actor.may(right_to_find(kind));
    if (may)
      out.insert(kind);
    else if (!request.kinds.empty() || !refused)
      refused = std::move(may).problem();
  }
  const bool is_purpose_wanting = refused && refused->code == ProblemCode::purpose_required;
  if (refused && (out.empty() || !request.kinds.empty() || is_purpose_wanting)) return *std::move(refused);
  return out;
}

bool holds(const Kinds& kinds, RecordKind record) {
  return std::ranges::any_of(kinds, [&](SearchKind kind) { return record_kind(kind) == record; });
}

// A place as premises where that is asked for and there are some; nothing for a bare address that nobody
// asked for.
std::optional<SearchHit> place_hit(const ReadContext& context, const Kinds& kinds, Record address) {
  if (kinds.contains(SearchKind::premises)) {
    const auto premises = find_records(context.tx, context.actor.scope(), RecordKind::premises,
                                       {"address_key", std::to_string(address.id)}, 1);
    if (!premises.empty()) return SearchHit{SearchKind::premises, std::move(address), premises.front().id};
  }
  if (!kinds.contains(SearchKind::address)) return std::nullopt;
  return SearchHit{SearchKind::address, std::move(address)};
}

std::optional<SearchHit> hit_of(const ReadContext& context, const Kinds& kinds, Record record) {
  if (record.kind == RecordKind::person) {
    auto address = home_address(context.tx, context.actor.scope(), record.id);
    return SearchHit{SearchKind::person, std::move(record), {}, std::move(address)};
  }
  if (record.kind == RecordKind::organisation) {
    const auto premises = record.number("premises_id");
    auto address =
        premises ? address_of_premises(context.tx, context.actor.scope(), *premises) : std::string{};
    return SearchHit{SearchKind::organisation, std::move(record), {}, std::move(address)};
  }
  return place_hit(context, kinds, std::move(record));
}

// By relevance: probe after probe, the most telling first. A record that several probes or terms find is a
// hit of the first of them alone, which follows from the record: so no page needs to know of those before it.
class Searcher {
 public:
  struct Wish {
    const SearchRequest& request;
    const Kinds& kinds;
    const SearchPlan& plan;
  };
  Searcher(const ReadContext& context, const Wish& wish)
      : context_(context), request_(wish.request), kinds_(wish.kinds), plan_(wish.plan) {
    for (const auto& probe : plan_.probes)
      if (probe.look == Look::below)
        former_ = address_by_alias(context_.tx, context_.actor.scope(), probe.text);
  }

  SearchPage run(Cursor cursor) {
    cursor_ = std::move(cursor);
    for (; cursor_.probe < plan_.probes.size(); next_probe()) {
      const auto& probe = plan_.probes[cursor_.probe];
      if (!holds(kinds_, probe.kind)) continue;
      if (!(probe.look == Look::key ? take_key(probe) : take_terms(probe))) break;
    }
    if (cursor_.probe < plan_.probes.size()) page_.next_cursor = to_text(cursor_);
    return std::move(page_);
  }

 private:
  void next_probe() { cursor_ = {cursor_.probe + 1, 0, {}}; }
  bool is_full() const { return page_.hits.size() >= request_.limit; }

  void take(Record record, std::string_view matched) {
    if (!is_live(record.kind, record.text("state"))) return;
    auto hit = hit_of(context_, kinds_, std::move(record));
    if (!hit) return;
    hit->matched = matched;
    page_.hits.push_back(*std::move(hit));
  }

  // Of a plan no two probes look for a key of the same kind of record, nor for a key and for terms.
  bool finds(const Probe& probe, const Record& record, const std::vector<std::string>& terms) const {
    if (probe.kind != record.kind || probe.look == Look::key) return false;
    if (probe.look == Look::below)
      return record.text("current_key").starts_with(probe.text) || former_ == record.id;
    return std::ranges::any_of(terms, [&](const std::string& term) { return term.starts_with(probe.text); });
  }

  // By a probe before this one, or by an earlier term of this one.
  bool was_found(const Record& record, std::string_view by) const {
    const auto terms = search_terms(record);
    for (std::size_t i = 0; i < cursor_.probe; ++i)
      if (finds(plan_.probes[i], record, terms)) return true;
    const auto& probe = plan_.probes[cursor_.probe];
    if (probe.look == Look::below) return !by.empty() && former_ == record.id;
    return std::ranges::any_of(
        terms, [&](const std::string& term) { return term < by && term.starts_with(probe.text); });
  }

  // False when the page is full before the probe is through.
  bool take_key(const Probe& probe) {
    for (auto& record :
         find_records(context_.tx, context_.actor.scope(), probe.kind, {probe.field, probe.text}, 1000)) {
      if (record.id <= cursor_.after_id || (request_.area_id && record.area() != *request_.area_id)) continue;
      if (is_full()) return false;
      cursor_.after_id = record.id;
      take(std::move(record), probe.matched);
    }
    return true;
  }

  std::vector<SearchTerm> next_terms(const Probe& probe) const {
    const TermQuery query{.kind = probe.kind,
                          .beginning = probe.text,
                          .after_term = cursor_.after_term,
                          .after_id = cursor_.after_id,
                          .area_id = request_.area_id,
                          .limit = request_.limit + 1};
    return probe.look == Look::below ? find_addresses_below(context_.tx, context_.actor.scope(), query)
                                     : find_terms(context_.tx, context_.actor.scope(), query);
  }

  // First of its probe, where the cursor has no term yet. False when the page is full already.
  bool take_former(const Probe& probe) {
    if (!cursor_.after_term.empty()) return true;
    if (probe.look == Look::below && former_)
      if (auto record = find_record(context_.tx, context_.actor.scope(), probe.kind, *former_);
          record && !was_found(*record, {})) {
        if (is_full()) return false;
        take(*std::move(record), probe.matched);
      }
    cursor_.after_term = probe.text;
    return true;
  }

  bool take_terms(const Probe& probe) {
    if (!take_former(probe)) return false;
    for (;;) {
      const auto terms = next_terms(probe);
      for (const auto& term : terms) {
        auto record = find_record(context_.tx, context_.actor.scope(), probe.kind, term.id);
        const bool is_again = record && was_found(*record, term.term);
        if (is_full() && !is_again) return false;
        cursor_.after_term = term.term;
        cursor_.after_id = term.id;
        if (record && !is_again) take(*std::move(record), probe.matched);
      }
      if (terms.size() <= request_.limit) return true;
    }
  }

  const ReadContext& context_;
  const SearchRequest& request_;
  const Kinds& kinds_;
  const SearchPlan& plan_;
  std::optional<std::int64_t> former_;  // the address that once had the text of the probe that looks below
  Cursor cursor_;
  SearchPage page_;
};

constexpr std::array kSortedKinds{RecordKind::person, RecordKind::organisation, RecordKind::address};

// All that match, kind by kind, each by a field: the cursor's probe counts kinds, its term is the field's
// value.
class Sorter {
 public:
  Sorter(const ReadContext& context, const SearchRequest& request, const Kinds& kinds)
      : context_(context), request_(request), kinds_(kinds) {}

  SearchPage run(const SearchPlan& plan, Cursor cursor) {
    for (; cursor.probe < kSortedKinds.size(); cursor = {cursor.probe + 1, 0, {}}) {
      const auto kind = kSortedKinds[cursor.probe];
      if (!holds(kinds_, kind) || !fill(plan, kind, cursor)) continue;
      page_.next_cursor = to_text(cursor);
      break;
    }
    return std::move(page_);
  }

 private:
  // Whether the page is full before the kind's matches end. Of what matches, some give no hit, such as a lane
  // where premises are asked for; so it is asked again until there are no more.
  bool fill(const SearchPlan& plan, RecordKind kind, Cursor& cursor) {
    for (;;) {
      const auto found = matches(plan, kind, cursor);
      std::size_t seen = 0;
      for (const auto& next : found) {
        if (page_.hits.size() == request_.limit) return true;
        if (seen++ > request_.limit) break;  // between those behind it some may be missing
        cursor.after_id = next.id;
        cursor.after_term = next.value;
        take(kind, next.id);
      }
      if (found.size() <= request_.limit) return false;
    }
  }

  void take(RecordKind kind, std::int64_t id) {
    auto record = find_record(context_.tx, context_.actor.scope(), kind, id);
    if (!record || !is_live(kind, record->text("state"))) return;
    if (auto hit = hit_of(context_, kinds_, *std::move(record))) page_.hits.push_back(*std::move(hit));
  }

  SortField sort_field() const {
    if (request_.sort == SearchSort::relevance) return SortField::id;
    return request_.sort == SearchSort::name ? SortField::name : SortField::confirmed_at;
  }
  std::string value_of(const Record& record) const {
    if (sort_field() == SortField::name) return std::string(record.text(name_field(record.kind)));
    return sort_field() == SortField::confirmed_at ? to_iso(record.confirmed_at) : std::string{};
  }

  // At least one more than the page has room for, where there are so many.
  std::set<SortedRecord> matches(const SearchPlan& plan, RecordKind kind, const Cursor& after) const {
    SortedQuery query{.kind = kind,
                      .beginnings = {},
                      .by = sort_field(),
                      .after_value = after.after_term,
                      .after_id = after.after_id,
                      .area_id = request_.area_id,
                      .limit = request_.limit + 1};
    std::set<SortedRecord> out;
    const SortedRecord last{after.after_term, after.after_id};
    for (const auto& probe : plan.probes) {
      if (probe.kind != kind) continue;
      if (probe.look == Look::terms) query.beginnings.push_back(probe.text);
      for (const auto& record : by_key(probe))
        if (SortedRecord found{value_of(record), record.id}; found > last) out.insert(std::move(found));
    }
    if (query.beginnings.empty() && plan.reading != Reading::browse) return out;
    for (auto& found : find_sorted(context_.tx, context_.actor.scope(), query)) out.insert(std::move(found));
    return out;
  }

  // What a key, or a whole address, names: few by their nature.
  std::vector<Record> by_key(const Probe& probe) const {
    if (probe.look == Look::terms) return {};
    const auto field = probe.look == Look::below ? std::string_view("current_key") : probe.field;
    auto found = find_records(context_.tx, context_.actor.scope(), probe.kind, {field, probe.text}, 1000);
    std::erase_if(
        found, [&](const Record& record) { return request_.area_id && record.area() != *request_.area_id; });
    return found;
  }

  const ReadContext& context_;
  const SearchRequest& request_;
  const Kinds& kinds_;
  SearchPage page_;
};

bool asks_number(const Probe& probe) {
  return probe.kind == RecordKind::person && probe.look == Look::key;
}

void note(const ReadContext& context, const SearchPlan& plan, const SearchPage& page) {
  std::vector<std::int64_t> people;
  for (const auto& hit : page.hits)
    if (hit.kind == SearchKind::person) people.push_back(hit.record.id);
  const bool by_number = std::ranges::any_of(plan.probes, asks_number);
  if (by_number || !people.empty())
    context.readings.add(context.now, context.actor, by_number ? kNumberSearched : kSearched,
                         access::SubjectKind{"person"}, std::move(people),
                         "by=" + std::string(code(page.reading)));
}

}  // namespace

Result<SearchPage> search(const ReadContext& context, const SearchRequest& request) {
  WEIGE_TRY(const auto kinds, kinds_to_search(context, request));
  auto cursor = parse_cursor(request.cursor);
  if (!cursor) return problem(ProblemCode::bad_request, "cursor");
  auto plan = plan_search(request.text, request.town_text);
  if (plan.reading == Reading::nothing && (request.area_id || !request.kinds.empty()))
    plan.reading = Reading::browse;
  // Whoever may see no number in full finds nobody by one.
  if (!context.actor.may_with_purpose(access::Right::reveal_number)) std::erase_if(plan.probes, asks_number);
  auto page = request.sort == SearchSort::relevance && plan.reading != Reading::browse
                  ? Searcher(context, {request, kinds, plan}).run(*std::move(cursor))
                  : Sorter(context, request, kinds).run(plan, *std::move(cursor));
  page.reading = plan.reading;
  note(context, plan, page);
  return page;
}

}  // namespace weige::registry
