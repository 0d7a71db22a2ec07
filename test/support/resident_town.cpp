#include "support/resident_town.h"

#include <stdexcept>

#include "access/audit_log_actions.h"
#include "access/audit_person_store.h"
#include "access/resident_session_store.h"
#include "registry/record_actions.h"
#include "town/resident_code_actions.h"

namespace weige::testing_support {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("resident town: " + title(result.problem(), Language::en) + " " +
                             result.problem().place);
  return std::move(result).value();
}

}  // namespace

ResidentTown::ResidentTown(store::Database& database)
    : database_(database),
      small_(make_small_town(database)),
      access_(database),
      signer_(access::AuditSigner::make(access::SignatureKind::ed25519, random_)) {
  (void)must(database.write([&](store::Transaction& tx) -> Result<int> {
    access::begin_audit_log(tx, std::string(32, 'a'), access::DigestKind::sha256, signer_.public_key());
    return 0;
  }));
  office_ = std::make_unique<access::Actor>(actor(access::Role::population_office, access::kTown));
}

access::Actor ResidentTown::actor(access::Role role, access::AreaId area, access::Purpose purpose) {
  return access_.actor(role, area).with_purpose(purpose);
}

std::int64_t ResidentTown::door(const std::string& text, access::AreaId area) {
  return make_home(database_, text, area);
}

registry::Record ResidentTown::person(const std::string& name, const std::string& number,
                                      std::int64_t premises, const std::string& phone) {
  registry::FieldInput fields{{"name", name}};
  if (!number.empty()) fields["document_number"] = number;
  if (!phone.empty()) fields["phone"] = phone;
  return must(as(*office_, [&](const registry::WriteContext& context) {
    return registry::add_person(
        context,
        {.fields = fields,
         .residence = registry::NewResidence{.premises_id = premises, .fields = {{"from_day", "2026-01-01"}}},
         .provenance = {.source = "test"}});
  }));
}

access::ResidentSession ResidentTown::sitting(std::int64_t person, Instant now) {
  return must(database_.write([&](store::Transaction& tx) {
    return access::find_resident_session(tx, access::insert_resident_session(tx, person, now, random_), now);
  }));
}

std::string ResidentTown::paper_code(std::int64_t person, Instant now) {
  return must(as(
                  *office_,
                  [&](const registry::WriteContext& context) {
                    access::ReadingLog unread;
                    return town::make_paper_code(context, unread, person, random_);
                  },
                  now))
      .code;
}

Result<access::SignedInResident> ResidentTown::sign_in(const std::string& number, const std::string& code,
                                                       Instant now, const std::string& address) {
  return access::sign_in_resident(
      database_, {.clock = fixed_clock(now), .random = random_, .has_record = town::has_own_record},
      {.document_number = number, .code = code, .address = address});
}

void ResidentTown::place_audit() {
  (void)must(access::place_audit_entries({.database = database_,
                                          .signer = signer_,
                                          .random = random_,
                                          .instance = "test",
                                          .head_every = std::chrono::hours{1}},
                                         kTestNow));
  while (access::follow_audit_people(database_) > 0) {
  }
}

}  // namespace weige::testing_support
