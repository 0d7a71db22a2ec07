// RegisterWriter: the one way into the register. Every write is a row of the ledger with its provenance, and
// keeps derived rows, counters and audit right.
#pragma once

#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "access/actor.h"
#include "access/audit.h"
#include "registry/figure_writer.h"
#include "registry/ledger_store.h"
#include "registry/register_events.h"
#include "registry/sealed_field_store.h"
#include "registry/search_store.h"
#include "registry/unindexed_store.h"
#include "store/database.h"

namespace weige::registry {

// When a new record is found by its name: at once, or after index_waiting(), which the caller sees to.
enum class Indexing { now, later };

// What every use case of the register needs of its caller.
struct WriteContext {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
  Indexing indexing = Indexing::now;
  access::ReadingLog* told = nullptr;  // what a refusal tells of somebody, where it leaves the house
  Day today() const { return town.day_of(now); }
};

struct OperationHeader {
  OperationKind kind = OperationKind::edit;
  std::string reason = {};
  std::optional<OperationId> undoes = {};
  std::optional<OperationId> continues =
      {};  // a long operation written in several transactions: only the first one begins it
};

// Whether add() and change() look up uniqueness themselves, or the caller has done so (imports do it in
// bulk).
enum class KeyCheck { here, by_caller };

// Collects the writes of one operation in one transaction; nothing is complete before finish(). Inserts are
// buffered and written in bulk. Problems of add and change: not_found (the area is out of scope), key_taken
// (place = the field), purpose_required (before a number of a person is looked up), version_conflict.
class RegisterWriter {
 public:
  RegisterWriter(const WriteContext& context, OperationHeader header, const ProvenanceInput& provenance,
                 KeyCheck keys = KeyCheck::here);

  OperationId operation() const { return operation_.id; }
  // Another provenance for the writes that follow (a second evidence, another finder).
  void use_provenance(const ProvenanceInput& input);

  // Lets the operation touch an area out of the actor's scope, where a rule of the register demands it (a
  // former main residence ends elsewhere).
  void allow_area(std::int64_t area_id) { areas_seen_.insert(area_id); }

  // Gives the record its id, version and provenance.
  Done add(Record& record, Day valid_from);
  // before: as read in this transaction. Writing nothing new is no change and leaves no row.
  Done change(const Record& before, Record after, Day valid_from);
  // Found to be right as it is; fields empty = the whole record.
  Done confirm(const Record& record, std::span<const std::string_view> fields);
  // The change that takes back `taken_back`. confirmation: who confirmed it without that change.
  Done take_back(const Record& before, Record after, const LedgerChange& taken_back,
                 const Confirmation& confirmation);

  // A receipt of a write beside the records (an alias), for the audit entry of this operation.
  void keep_receipt(access::Change receipt) { receipts_.push_back(std::move(receipt)); }
  // Writes what is buffered, so that statements of the caller see it.
  void write_now() { flush(); }

  // Writes what is buffered, counters, areas of persons, the feed and the audit entry, and tells followers of
  // the register. Call once, last.
  OperationId finish(access::AuditAction action);

 private:
  Done check_area(std::int64_t area_id);
  Done check_keys(const Record* before, const Record& after);
  bool may_tell_of_somebody(RecordKind kind) const;
  void note_taken(RecordKind kind, std::int64_t holder, std::string_view place);
  Done check_erased(const Record& before, std::span<const FieldChange> fields) const;
  Done write_change(const Record& before, Record& after, LedgerChange row);
  LedgerChange ledger_row(const Record& record, Day valid_from) const;
  void end_residents(const Record& before, const Record& after);
  void note(const Record* before, const Record& after, ChangeKind kind);
  void note_address(const Record* before, const Record& after);
  void move_people();
  void tell_followers();
  void count(const Record* before, const Record& after, ChangeKind kind);
  void update_terms(const Record* before, const Record& after);
  void index_later(const Record& added);
  void confirm_fields(Record& record, std::span<const FieldChange> fields);
  bool has_buffered() const;  // rows that a statement of the operation might need to see
  void flush();
  void insert_ledger();
  void flush_counters();

  WriteContext context_;
  SealedFields sealed_;
  Operation operation_;
  KeyCheck keys_;
  Provenance provenance_;
  std::array<std::vector<Record>, kRecordKinds.size()> inserts_;
  std::vector<LedgerChange> changes_;
  std::int64_t first_change_ = 0, last_change_ = 0;  // of those that are written
  std::vector<SearchTerm> new_terms_, old_terms_;
  std::vector<Unindexed> unindexed_;
  std::set<std::int64_t> areas_seen_, touched_persons_;
  std::set<std::pair<std::int64_t, std::int64_t>> new_person_areas_;
  std::set<std::int64_t> new_persons_;
  std::map<std::int64_t, std::int64_t> moved_mains_;  // person -> area of what became the main residence
  std::map<std::pair<std::int64_t, std::int64_t>, ChangeKind>
      resident_counts_;                                // (area, person) -> the weightiest of its changes
  std::map<std::int64_t, CounterDelta> other_counts_;  // by area
  FigureWriter figures_;
  std::vector<AddressChange> addresses_;
  std::vector<access::Change> receipts_;
};

}  // namespace weige::registry
