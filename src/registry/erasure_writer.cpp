#include "registry/erasure_writer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "access/audit_log_store.h"
#include "access/data_keys.h"
#include "registry/erasure_upload_store.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kEndedToErase{"record.ended"};

std::vector<std::string> as_texts(std::span<const std::int64_t> ids) {
  std::vector<std::string> out;
  for (const auto id : ids) out.push_back(std::to_string(id));
  return out;
}

Done end_all(const WriteContext& context, RegisterWriter& writer, RecordKind kind,
             std::span<const std::int64_t> ids) {
  const auto texts = as_texts(ids);
  for (const auto& before : find_records_in(context.tx, context.actor.scope(), kind, {"id", texts})) {
    Record after = before;
    after["state"] = "cancelled";
    after["to_day"] = std::max(to_iso(context.today()), std::string(before.text("from_day")));
    WEIGE_CHECK(writer.change(before, std::move(after), context.today()));
  }
  return done();
}

void forget_names(store::Transaction& tx, RecordKind kind, std::span<const std::int64_t> ids) {
  for (const auto id : ids) access::forget_pseudonym(tx, code(kind), id);
}

}  // namespace

Done end_everything(const WriteContext& context, PersonIds people) {
  const auto now = going_on(context.tx, people);
  if (now.residences.empty() && now.employments.empty()) return done();
  RegisterWriter writer(context, {}, {.way = Way::correction});
  WEIGE_CHECK(end_all(context, writer, RecordKind::residence, now.residences));
  WEIGE_CHECK(end_all(context, writer, RecordKind::employment, now.employments));
  writer.finish(kEndedToErase);
  return done();
}

PeopleToErase people_to_erase(store::Transaction& tx, PersonIds people) {
  return {subjects_of(tx, people), traces_of(tx, people)};
}

// The marks come first: what is erased of a shared act depends on who of it is left.
void erase_people(store::Transaction& tx, Instant now, const PeopleToErase& people, ErasureReason reason) {
  const auto& [subjects, traces] = people;
  mark_erased(tx, code(RecordKind::person), subjects.people, now, reason);
  mark_erased(tx, code(RecordKind::residence), subjects.residences, now, reason);
  mark_erased(tx, code(RecordKind::employment), subjects.employments, now, reason);
  erase_from_imports(tx, subjects, traces);
  erase_words(tx, subjects);
  erase_terms(tx, traces);
  tell_feed(tx, subjects.people);
  erase_rows(tx, subjects);
  for (const auto id : subjects.people) access::destroy_key(tx, {code(RecordKind::person), id}, now);
  forget_names(tx, RecordKind::person, subjects.people);
  forget_names(tx, RecordKind::residence, subjects.residences);
  forget_names(tx, RecordKind::employment, subjects.employments);
}

}  // namespace weige::registry
