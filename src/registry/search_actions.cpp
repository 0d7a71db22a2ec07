#include "registry/search_actions.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "registry/record_store.h"
#include "registry/search_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kSearched{"register.searched"};

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

// The kinds of records asked for and allowed; asking by name for what one may not read is refused.
Result<std::set<RecordKind>> kinds_to_search(const ReadContext& context, const SearchRequest& request) {
  std::set<RecordKind> out;
  const auto all = {SearchKind::person, SearchKind::address, SearchKind::organisation};
  for (const auto kind : request.kinds.empty() ? std::vector<SearchKind>(all) : request.kinds) {
    const auto record = record_kind(kind);
    const auto right = record == RecordKind::person ? access::Right::search_people : right_to_read(record);
    auto may = context.actor.may(right);
    if (may)
      out.insert(record);
    else if (!request.kinds.empty())
      return std::move(may).problem();
  }
  return out;
}

std::string address_at(const ReadContext& context, std::optional<std::int64_t> premises_id) {
  if (!premises_id) return {};
  const auto premises = find_record(context.tx, context.actor.scope(), RecordKind::premises, *premises_id);
  if (!premises) return {};
  const auto address =
      find_record(context.tx, context.actor.scope(), RecordKind::address, *premises->number("address_id"));
  return address ? std::string(address->text("canonical")) : std::string{};
}

SearchHit hit_of(const ReadContext& context, Record record, std::string_view matched) {
  const auto& scope = context.actor.scope();
  if (record.kind == RecordKind::person) {
    const auto main =
        find_records(context.tx, scope, RecordKind::residence, {"main_key", std::to_string(record.id)}, 1);
    auto address = main.empty() ? std::string{} : address_at(context, main.front().number("premises_id"));
    return {SearchKind::person, std::move(record), {}, std::move(address), matched};
  }
  if (record.kind == RecordKind::organisation) {
    auto address = address_at(context, record.number("premises_id"));
    return {SearchKind::organisation, std::move(record), {}, std::move(address), matched};
  }
  const auto premises =
      find_records(context.tx, scope, RecordKind::premises, {"address_key", std::to_string(record.id)}, 1);
  const auto premises_id = premises.empty() ? std::nullopt : std::optional{premises.front().id};
  return {SearchKind::address, std::move(record), premises_id, {}, matched};
}

class Searcher {
 public:
  Searcher(const ReadContext& context, const SearchRequest& request, Cursor cursor)
      : context_(context), request_(request), cursor_(std::move(cursor)) {}

  SearchPage run(const SearchPlan& plan, const std::set<RecordKind>& kinds) {
    page_.reading = plan.reading;
    for (; cursor_.probe < plan.probes.size(); next_probe()) {
      const auto& probe = plan.probes[cursor_.probe];
      if (!kinds.contains(probe.kind)) continue;
      if (!(probe.field.empty() ? take_terms(probe) : take_exact(probe))) break;
    }
    if (cursor_.probe < plan.probes.size()) page_.next_cursor = to_text(cursor_);
    return std::move(page_);
  }

 private:
  void next_probe() { cursor_ = {cursor_.probe + 1, 0, {}}; }
  bool is_full() const { return page_.hits.size() >= request_.limit; }

  void take(Record record, std::string_view matched) {
    if (!is_live(record.kind, record.text("state")) || !shown_.emplace(record.kind, record.id).second) return;
    page_.hits.push_back(hit_of(context_, std::move(record), matched));
  }

  // False when the page is full before the probe is through.
  bool take_exact(const Probe& probe) {
    for (auto& record :
         find_records(context_.tx, context_.actor.scope(), probe.kind, {probe.field, probe.text}, 1000)) {
      if (record.id <= cursor_.after_id || (request_.area_id && record.area() != *request_.area_id)) continue;
      if (is_full()) return false;
      cursor_.after_id = record.id;
      take(std::move(record), probe.matched);
    }
    return true;
  }

  bool take_terms(const Probe& probe) {
    for (;;) {
      const auto terms = find_terms(context_.tx, context_.actor.scope(),
                                    {.kind = probe.kind,
                                     .beginning = probe.text,
                                     .after_term = cursor_.after_term,
                                     .after_id = cursor_.after_id,
                                     .area_id = request_.area_id,
                                     .limit = request_.limit + 1});
      for (const auto& term : terms) {
        if (is_full()) return false;
        cursor_.after_term = term.term;
        cursor_.after_id = term.id;
        if (auto record = find_record(context_.tx, context_.actor.scope(), probe.kind, term.id))
          take(*std::move(record), probe.matched);
      }
      if (terms.size() <= request_.limit) return true;
    }
  }

  const ReadContext& context_;
  const SearchRequest& request_;
  Cursor cursor_;
  SearchPage page_;
  std::set<std::pair<RecordKind, std::int64_t>> shown_;
};

void note(const ReadContext& context, const SearchPage& page) {
  std::vector<std::int64_t> people;
  for (const auto& hit : page.hits)
    if (hit.kind == SearchKind::person) people.push_back(hit.record.id);
  if (!people.empty())
    context.readings.add(context.now, context.actor, kSearched, access::SubjectKind{"person"},
                         std::move(people), "by=" + std::string(code(page.reading)));
}

}  // namespace

Result<SearchPage> search(const ReadContext& context, const SearchRequest& request) {
  WEIGE_TRY(const auto kinds, kinds_to_search(context, request));
  const auto cursor = parse_cursor(request.cursor);
  if (!cursor) return problem(ProblemCode::bad_request, "cursor");
  auto page = Searcher(context, request, *cursor).run(plan_search(request.text, request.town_text), kinds);
  note(context, page);
  return page;
}

}  // namespace weige::registry
