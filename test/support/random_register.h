// RandomRegister: lives the life of a small register at random, through the real use cases: people move,
// addresses are renumbered, records merged, committees reorganised, and much of it undone. The same seed does
// the same.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "registry/ledger.h"
#include "support/town.h"

namespace weige::testing_support {

class RandomRegister {
 public:
  RandomRegister(store::Database& db, const SmallTown& town, unsigned seed)
      : db_(db), town_(town), random_(seed) {}

  // One act of a random kind, which may be refused; each is a minute later than the last. Returns what was
  // tried, for the message of a failing test.
  std::string step();
  // The same, but nothing is undone.
  std::string step_forward();
  // Takes back the newest operation that still stands. False: there is none. Throws when it is refused.
  bool undo_newest();
  Instant now() const { return now_; }
  int done() const { return done_; }

 private:
  enum class Undoing { sometimes, never };
  std::string step(Undoing undoing);
  using Act = bool (RandomRegister::*)(const registry::WriteContext&);

  template <class F>
  bool write(F&& f);
  std::size_t any(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  bool chance(int percent) { return any(100) < static_cast<std::size_t>(percent); }
  std::optional<registry::Record> any_record(const registry::WriteContext& context,
                                             registry::RecordKind kind);
  Day any_day();

  bool add_door(const registry::WriteContext& context);
  bool add_person(const registry::WriteContext& context);
  bool edit_person(const registry::WriteContext& context);
  bool confirm_residence(const registry::WriteContext& context);
  bool move_person(const registry::WriteContext& context);
  bool step_residence(const registry::WriteContext& context);
  bool edit_premises(const registry::WriteContext& context);
  bool add_label(const registry::WriteContext& context);
  bool end_label(const registry::WriteContext& context);
  bool add_organisation(const registry::WriteContext& context);
  bool end_organisation(const registry::WriteContext& context);
  bool add_employment(const registry::WriteContext& context);
  bool end_employment(const registry::WriteContext& context);
  bool merge(const registry::WriteContext& context);
  bool split(const registry::WriteContext& context);
  bool rename(const registry::WriteContext& context);
  bool reorganise(const registry::WriteContext& context);
  bool split_address(const registry::WriteContext& context);
  bool undo(const registry::WriteContext& context);

  store::Database& db_;
  SmallTown town_;
  std::mt19937 random_;
  Instant now_ = kTestNow;
  int done_ = 0;
};

}  // namespace weige::testing_support
