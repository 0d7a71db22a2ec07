#include "registry/register_writer.h"

#include <algorithm>
#include <stdexcept>

#include "access/resident_session_store.h"
#include "registry/address.h"
#include "registry/area_writer.h"
#include "registry/feed_store.h"
#include "registry/record_store.h"
#include "registry/search_terms.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kNumberTaken{"register.number_taken", access::Counts::single};

// Kinds in an order in which every foreign key finds its row.
constexpr std::array kInsertOrder{RecordKind::address,   RecordKind::premises,     RecordKind::premises_label,
                                  RecordKind::person,    RecordKind::organisation, RecordKind::residence,
                                  RecordKind::employment};

// A derived key that only one live record may hold, and the field that a person would mend.
struct KeyField {
  std::string_view key, place;
};
constexpr std::array kKeyFields{KeyField{"current_key", "text"}, KeyField{"address_key", "address_id"},
                                KeyField{"open_key", "from"},    KeyField{"document_key", "document_number"},
                                KeyField{"main_key", "kind"},    KeyField{"credit_key", "credit_code"}};

bool is_residents_record(RecordKind kind) {
  return kind == RecordKind::person || kind == RecordKind::residence;
}

std::optional<std::int64_t> person_of(const Record& record) {
  if (record.kind == RecordKind::person) return record.id;
  if (has_field(record.kind, "person_id")) return record.number("person_id");
  return std::nullopt;
}

// Whether the record still lets its person be seen from the same areas.
bool same_reach(const Record& before, const Record& after) {
  return before.area() == after.area() && person_of(before) == person_of(after) &&
         before["state"] == after["state"];
}

// Of several changes to one resident in one operation the weightiest counts, once: moved in, moved out,
// changed.
int weight(ChangeKind kind) {
  return kind == ChangeKind::add ? 3 : kind == ChangeKind::cancel ? 2 : 1;
}

void add_kind(CounterDelta& delta, ChangeKind kind) {
  if (kind == ChangeKind::add) ++delta.adds;
  if (kind == ChangeKind::change || kind == ChangeKind::undo) ++delta.changes;
  if (kind == ChangeKind::cancel) ++delta.cancellations;
}

}  // namespace

RegisterWriter::RegisterWriter(const WriteContext& context, OperationHeader header,
                               const ProvenanceInput& provenance, KeyCheck keys)
    : context_(context), sealed_(context.tx), keys_(keys), figures_(context.tx) {
  operation_ = {.id = header.continues ? *header.continues : OperationId{context_.tx.next_id()},
                .kind = header.kind,
                .area = context_.actor.area().value != 0 ? context_.actor.area()
                                                         : access::kTown,  // jobs act for the town
                .account = context_.actor.account(),
                .post = context_.actor.post(),
                .reason = std::move(header.reason),
                .known_at = context_.now,
                .undoes = header.undoes};
  if (!header.continues) receipts_.push_back(insert_operation(context_.tx, operation_));
  use_provenance(provenance);
}

void RegisterWriter::use_provenance(const ProvenanceInput& input) {
  provenance_ = {.id = context_.tx.next_id(),
                 .source = input.source,
                 .way = input.way,
                 .finder = input.finder,
                 .enterer_post = context_.actor.post(),
                 .enterer_account = context_.actor.account(),
                 .verifier = input.verifier,
                 .evidence = as_kept(input.evidence, context_.town),
                 .confirmed_at = input.confirmed_at.value_or(context_.today()),
                 .known_at = context_.now};
  insert_provenance(context_.tx, provenance_);
}

Done RegisterWriter::check_area(std::int64_t area_id) {
  if (areas_seen_.contains(area_id)) return done();
  if (!covers(context_.tx, context_.actor.scope(), area_id))
    return problem(ProblemCode::not_found, "area_id");
  areas_seen_.insert(area_id);
  return done();
}

Done RegisterWriter::check_keys(const Record* before, const Record& after) {
  if (keys_ == KeyCheck::by_caller) return done();
  for (const auto& [key, place] : kKeyFields) {
    if (!has_field(after.kind, key) || !after[key] || (before && (*before)[key] == after[key])) continue;
    if (may_tell_of_somebody(after.kind) && !context_.actor.purpose())
      return problem(ProblemCode::purpose_required);
    const auto holder = holder_of_key(context_.tx, after.kind, key, *after[key]);
    if (!holder) continue;
    note_taken(after.kind, *holder, place);
    return problem(ProblemCode::key_taken, std::string(place));
  }
  return done();
}

bool RegisterWriter::may_tell_of_somebody(RecordKind kind) const {
  return context_.told && kind == RecordKind::person;
}

// Whoever is told that a number is taken has learned that somebody is registered, wherever that may be: a
// single reading of that person. So a purpose is asked for first, whether or not it is taken.
void RegisterWriter::note_taken(RecordKind kind, std::int64_t holder, std::string_view place) {
  if (!may_tell_of_somebody(kind)) return;
  context_.told->add(context_.now, context_.actor, kNumberTaken, access::SubjectKind{code(kind)}, {holder},
                     "field=" + std::string(place));
}

LedgerChange RegisterWriter::ledger_row(const Record& record, Day valid_from) const {
  return {.id = context_.tx.next_id(),
          .operation = operation_.id,
          .subject_kind = record.kind,
          .subject_id = record.id,
          .area_id = record.area(),
          .valid_from = std::min(valid_from, context_.today()),  // what is known to come is known today
          .known_at = context_.now,
          .provenance_id = provenance_.id,
          .reason = operation_.reason};
}

Done RegisterWriter::add(Record& record, Day valid_from) {
  derive(record);
  WEIGE_CHECK(check_area(record.area()));
  WEIGE_CHECK(check_keys(nullptr, record));
  if (record.id == 0) record.id = context_.tx.next_id();
  record.version = 1;
  record.provenance_id = provenance_.id;
  record.confirmed_at = provenance_.confirmed_at;
  auto row = ledger_row(record, valid_from);
  row.kind = ChangeKind::add;
  row.fields = differences(nullptr, record);
  changes_.push_back(std::move(row));
  figures_.adding(record);
  inserts_[static_cast<std::size_t>(record.kind)].push_back(record);
  note(nullptr, record, ChangeKind::add);
  return done();
}

// Nothing is sealed any more for whom everything sealed was erased.
Done RegisterWriter::check_erased(const Record& before, std::span<const FieldChange> fields) const {
  if (!before.erased) return done();
  for (const auto& field : fields)
    if (field.to && is_sealed_field(before.kind, field.field))
      return problem(ProblemCode::erased_for_good, field.field);
  return done();
}

Done RegisterWriter::write_change(const Record& before, Record& after, LedgerChange row) {
  if (has_buffered()) flush();  // what is changed may have been added just now
  figures_.changing(before, after);
  figures_.look();
  auto receipt = update_record(sealed_, after);
  if (!receipt) return problem(ProblemCode::version_conflict);
  receipts_.push_back(std::move(*receipt));
  figures_.changed(before, after);
  note(&before, after, row.kind);
  end_residents(before, after);
  changes_.push_back(std::move(row));
  return done();
}

Done RegisterWriter::change(const Record& before, Record after, Day valid_from) {
  derive(after);
  auto fields = differences(&before, after);
  if (fields.empty()) return done();
  WEIGE_CHECK(check_area(after.area()));
  WEIGE_CHECK(check_erased(before, fields));
  WEIGE_CHECK(check_keys(&before, after));
  auto row = ledger_row(after, valid_from);
  row.kind = kind_of_change(&before, after);
  row.fields = std::move(fields);
  confirm_fields(after, row.fields);
  return write_change(before, after, std::move(row));
}

Done RegisterWriter::confirm(const Record& record, std::span<const std::string_view> names) {
  auto row = ledger_row(record, provenance_.confirmed_at);
  row.kind = ChangeKind::confirm;
  for (const auto name : names) row.fields.push_back({std::string(name), record[name], record[name]});
  Record after = record;
  derive(after);
  if (names.empty()) after.provenance_id = provenance_.id;
  confirm_fields(after, row.fields);
  return write_change(record, after, std::move(row));
}

Done RegisterWriter::take_back(const Record& before, Record after, const LedgerChange& taken_back,
                               const Confirmation& confirmation) {
  derive(after);
  WEIGE_CHECK(check_keys(&before, after));
  auto row = ledger_row(after, taken_back.valid_from);
  row.kind = ChangeKind::undo;
  row.fields = differences(&before, after);
  row.undoes = taken_back.id;
  after.confirmed_at = confirmation.confirmed_at;
  after.provenance_id = confirmation.provenance_id;
  std::vector<FieldProvenance> rows;
  for (const auto& [field, provenance] : confirmation.fields) rows.push_back({field, provenance});
  replace_field_provenance(context_.tx, after, rows);
  return write_change(before, after, std::move(row));
}

void RegisterWriter::confirm_fields(Record& record, std::span<const FieldChange> changed) {
  if (confirms(operation_.kind))
    record.confirmed_at = std::max(record.confirmed_at, provenance_.confirmed_at);
  if (operation_.kind == OperationKind::reorganise) return;  // nobody looked at anything
  std::vector<FieldProvenance> rows;
  for (const auto& field : changed) rows.push_back({field.field, provenance_.id});
  set_field_provenance(context_.tx, record, rows);
}

// A merge and its undoing may be mistakes: who may look at either record has to be seen again.
void RegisterWriter::end_residents(const Record& before, const Record& after) {
  if (after.kind != RecordKind::person || before["merged_into"] == after["merged_into"]) return;
  access::end_resident_access(context_.tx, after.id);
  for (const auto* each : {&before, &after})
    if (const auto kept = each->number("merged_into")) access::end_resident_access(context_.tx, *kept);
}

// Everything derived that a write touches: search terms, areas of the person, counters.
void RegisterWriter::note(const Record* before, const Record& after, ChangeKind kind) {
  update_terms(before, after);
  count(before, after, kind);
  if (after.kind == RecordKind::address) note_address(before, after);
  if (before && after.kind == RecordKind::residence && after["main_key"] &&
      (*before)["main_key"] != after["main_key"])
    moved_mains_[*after.number("person_id")] = after.area();
  const auto person = person_of(after);
  if (!person || (before && same_reach(*before, after))) return;
  const bool fresh = after.kind == RecordKind::person ? !before : new_persons_.contains(*person) && !before;
  if (after.kind == RecordKind::person && !before) new_persons_.insert(*person);
  if (fresh)
    new_person_areas_.emplace(*person, after.area());
  else
    touched_persons_.insert(*person);
  if (before && person_of(*before) != person) touched_persons_.insert(*person_of(*before));
}

void RegisterWriter::note_address(const Record* before, const Record& after) {
  constexpr std::array<std::string_view, 7> kPlace{"parent_id", "level", "state", "area_id",
                                                   "lng",       "lat",   "datum"};
  const auto same = [&](std::string_view field) { return (*before)[field] == after[field]; };
  if (before && std::ranges::all_of(kPlace, same)) return;
  addresses_.push_back({.id = after.id,
                        .parent = after.number("parent_id").value_or(0),
                        .is_new = before == nullptr,
                        .is_current = after.text("state") == "current",
                        .is_road = belongs_to_town(after.text("level")),
                        .has_point = after["lng"].has_value()});
}

void RegisterWriter::tell_followers() {
  if (addresses_.empty()) return;
  const RegisterMoment moment{context_.today(), context_.actor.post()};
  const auto told = register_events().addresses.publish(context_.tx, moment, addresses_);
  if (!told) throw std::logic_error("a follower of the register refused a change: " + told.problem().place);
  addresses_.clear();
}

void RegisterWriter::count(const Record* before, const Record& after, ChangeKind kind) {
  if (kind == ChangeKind::confirm) return;
  if (!is_residents_record(after.kind)) {
    add_kind(other_counts_[after.area()], kind);
    return;
  }
  if (after.kind == RecordKind::person && !before) return;  // a person becomes a resident through a residence
  const auto counted = kind == ChangeKind::undo ? ChangeKind::change : kind;
  const auto [slot, fresh] = resident_counts_.try_emplace({after.area(), *person_of(after)}, counted);
  if (!fresh && weight(counted) > weight(slot->second)) slot->second = counted;
}

void RegisterWriter::update_terms(const Record* before, const Record& after) {
  if (!before && context_.indexing == Indexing::later) return index_later(after);
  const auto now = search_terms(after), was = before ? search_terms(*before) : std::vector<std::string>{};
  if (now == was) return;
  for (const auto& term : was)
    if (!std::ranges::binary_search(now, term)) old_terms_.push_back({term, after.kind, after.id});
  // Of a record that waits, whoever indexes it sees that it has changed. Asking also makes PostgreSQL put the
  // two in an order.
  if (before && is_unindexed(context_.tx, after.kind, after.id)) return;
  for (const auto& term : now)
    if (!std::ranges::binary_search(was, term)) new_terms_.push_back({term, after.kind, after.id});
}

void RegisterWriter::index_later(const Record& added) {
  const bool named = added.kind == RecordKind::person || added.kind == RecordKind::organisation ||
                     (added.kind == RecordKind::address && added.text("level") != "room");
  if (named) unindexed_.push_back({added.kind, added.id});
}

bool RegisterWriter::has_buffered() const {
  return !unindexed_.empty() || !new_terms_.empty() || !old_terms_.empty() ||
         std::ranges::any_of(inserts_, [](const auto& records) { return !records.empty(); });
}

void RegisterWriter::flush() {
  figures_.look();
  for (const auto kind : kInsertOrder) {
    auto& records = inserts_[static_cast<std::size_t>(kind)];
    insert_records(sealed_, records);
    records.clear();
  }
  insert_ledger();
  delete_terms(context_.tx, old_terms_);
  old_terms_.clear();
  insert_terms(context_.tx, new_terms_);
  new_terms_.clear();
  insert_unindexed(context_.tx, unindexed_);
  unindexed_.clear();
}

void RegisterWriter::insert_ledger() {
  if (changes_.empty()) return;
  insert_changes(sealed_, changes_);
  for (const auto& change : changes_) {
    first_change_ = first_change_ == 0 ? change.id : std::min(first_change_, change.id);
    last_change_ = std::max(last_change_, change.id);
  }
  changes_.clear();
}

void RegisterWriter::flush_counters() {
  const auto month = month_of(context_.today());
  std::map<std::int64_t, CounterDelta> residents;
  for (const auto& [key, kind] : resident_counts_) add_kind(residents[key.first], kind);
  std::vector<CounterDelta> deltas;
  const auto collect = [&](std::map<std::int64_t, CounterDelta>& by_area, std::string_view records) {
    for (auto& [area, delta] : by_area) {
      delta.area_id = area;
      delta.month = month;
      delta.post_id = context_.actor.post().value;
      delta.records = records;
      deltas.push_back(delta);
    }
  };
  collect(residents, "residents");
  collect(other_counts_, "other");
  add_to_counters(context_.tx, deltas);
}

// A person's record belongs to the area where they mainly live, also when another residence has become that.
void RegisterWriter::move_people() {
  if (operation_.kind == OperationKind::undo) return;
  for (const auto& [id, area] : std::exchange(moved_mains_, {})) {
    const auto person = find_record(context_.tx, context_.actor.scope(), RecordKind::person, id);
    if (!person || person->area() == area) continue;
    Record moved = *person;
    moved.set_number("area_id", area);
    const auto written = change(*person, std::move(moved), context_.today());
    if (!written) throw std::logic_error("a person could not be moved: " + written.problem().place);
  }
}

OperationId RegisterWriter::finish(access::AuditAction action) {
  flush();
  move_people();
  flush();
  std::vector<std::pair<std::int64_t, std::int64_t>> areas;
  for (const auto& pair : new_person_areas_)
    if (!touched_persons_.contains(pair.first)) areas.push_back(pair);
  insert_person_areas(context_.tx, areas);
  refresh_person_areas(context_.tx, std::vector(touched_persons_.begin(), touched_persons_.end()));
  flush_counters();
  if (last_change_ != 0) insert_feed_entry(context_.tx, first_change_, last_change_);
  figures_.finish(context_.actor.post());
  tell_followers();
  // What is taken back names the areas of its day; borders may have moved since.
  if (operation_.kind == OperationKind::undo) settle(context_.tx, context_.actor.post(), figures_.touched());
  if (!receipts_.empty())
    access::audit_changes(context_.tx, context_.now, context_.actor, action, std::move(receipts_));
  return operation_.id;
}

}  // namespace weige::registry
