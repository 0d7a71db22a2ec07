// weige_people --db URL --keys FILE: the residents of a town with number, phone and main address, a line
// each and parted by tabs: id, version, name, document type, number, phone, address. For benches, which need
// to know what lies sealed.
#include <cstdio>
#include <map>
#include <string>

#include "access/key_ring.h"
#include "registry/sealed_field_store.h"
#include "store/database.h"

namespace {

using namespace weige;

constexpr const char* kResidents =
    "SELECT p.id, p.version, p.name, p.document_type, p.document_number_sealed, p.phone_sealed, a.canonical, "
    "(SELECT k.wrapped FROM data_key k WHERE k.owner_kind = 'person' AND k.owner_id = p.id) FROM person p "
    "JOIN "
    "residence r ON r.main_key = p.id JOIN premises m ON m.id = r.premises_id JOIN address a ON a.id = "
    "m.address_id WHERE p.state = 'current' AND p.document_number_sealed IS NOT NULL AND p.phone_sealed IS "
    "NOT "
    "NULL ORDER BY p.id";

void list_residents(store::Transaction& tx) {
  registry::SealedFields sealed(tx);
  tx.each(kResidents, [&](const store::Row& row) {
    const registry::SealedFields::Owner owner{registry::RecordKind::person, row.int64(0)};
    std::printf("%lld\t%lld\t%s\t%s\t%s\t%s\t%s\n", static_cast<long long>(owner.id),
                static_cast<long long>(row.int64(1)), row.get<std::string>(2).c_str(),
                row.get<std::string>(3).c_str(),
                sealed.open(owner, "document_number", row, 4, 7).value_or("").c_str(),
                sealed.open(owner, "phone", row, 5, 7).value_or("").c_str(), row.get<std::string>(6).c_str());
  });
}

Done run(const std::string& url, const std::string& keys) {
  WEIGE_TRY(const auto database, store::Database::open(url, {.readers = 1}));
  WEIGE_TRY(auto ring,
            access::KeyRing::open(*database, {.file = keys, .random = system_random()}, system_clock()()));
  database->accompany(std::move(ring));
  database->read([](store::Transaction& tx) { list_residents(tx); });
  return done();
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  const auto ran = run(options["--db"], options["--keys"]);
  if (!ran) std::fprintf(stderr, "weige_people: %s\n", title(ran.problem(), Language::en).c_str());
  return ran ? 0 : 1;
}
