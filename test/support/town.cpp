#include "support/town.h"

#include "access/account_store.h"
#include "access/area_actions.h"
#include "access/post_actions.h"
#include "access/post_store.h"
#include "registry/address_book_actions.h"
#include "registry/town_store.h"

namespace weige::testing_support {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("small town: " + title(result.problem(), Language::en) + " " +
                             result.problem().place);
  return std::move(result).value();
}

access::AccountId make_account(store::Transaction& tx, const char* login) {
  const access::AccountId id{tx.next_id()};
  const auto name = must(access::LoginName::parse(login));
  const access::Account account{
      .id = id, .login_name = name.text(), .display_name = login, .state = access::AccountState::active};
  (void)access::insert_account(tx, account, name, access::kSystemAccount);
  // Nobody signs in with it: the hash of no password.
  (void)access::set_password(tx, id, access::PasswordHash::stored("$argon2id$none"), kTestNow);
  return id;
}

}  // namespace

SmallTown make_small_town(store::Database& db) {
  return must(db.write([](store::Transaction& tx) -> Result<SmallTown> {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    SmallTown town;
    (void)registry::put_town_text(tx, kTownText);
    const auto committee = [&](const char* code, const char* name) {
      return must(access::create_area(tx, kTestNow, system,
                                      {.parent = access::kTown, .code = code, .name = name}))
          .id;
    };
    const auto post = [&](access::Role role, access::AreaId area, access::AccountId holder) {
      const auto made =
          must(access::create_post(tx, kTestNow, system, {.role = role, .area = area, .title = "岗位"}));
      (void)must(access::give_post(tx, kTestNow, system, made.id, holder));
      return made.id;
    };
    town.north = committee("310118106001", "北居委会");
    town.south = committee("310118106002", "南居委会");
    town.town_account = make_account(tx, "town.office");
    town.north_account = make_account(tx, "north.officer");
    town.south_account = make_account(tx, "south.officer");
    town.town_post = post(access::Role::population_office, access::kTown, town.town_account);
    town.north_officer = post(access::Role::community_officer, town.north, town.north_account);
    town.south_officer = post(access::Role::community_officer, town.south, town.south_account);
    return town;
  }));
}

std::int64_t make_home(store::Database& db, const std::string& text, access::AreaId area) {
  return must(db.write([&](store::Transaction& tx) -> Result<std::int64_t> {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    registry::AddressBook book(tx, system.scope());
    registry::RegisterWriter writer({tx, system, kTestNow}, {}, {.source = "test"});
    const registry::AddressPlace place{.area_id = area.value,
                                       .town_area_id = access::kTown.value,
                                       .valid_from = *parse_iso_day("2020-01-01")};
    WEIGE_TRY(const auto parsed, registry::parse_in_town(text, kTownText));
    WEIGE_CHECK(book.find_or_add(writer, parsed.key(), place));
    WEIGE_TRY(const auto premises, book.premises_at(writer, parsed.canonical(), "home", place));
    writer.finish(access::AuditAction{"test"});
    return premises;
  }));
}

}  // namespace weige::testing_support
