// FigureWriter: keeps the figures right while one operation of RegisterWriter runs, and is part of it. A
// place that is touched is taken out of the sums as it was before the first touch and put in again as it is
// at the end; what follows from a record alone is counted as it is written.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "access/ids.h"
#include "registry/figures.h"
#include "store/database.h"

namespace weige::registry {

class FigureWriter {
 public:
  explicit FigureWriter(store::Transaction& tx) : tx_(tx) {}

  // A record to be added; it is not in the database yet.
  void adding(const Record& record);
  // A record to be changed. look() follows before the change is written, and changed() after.
  void changing(const Record& before, const Record& after);
  void changed(const Record& before, const Record& after);
  // Takes the places touched since the last look out of the sums. Call it before the database changes.
  void look();
  // Puts the places in again and writes the sums. Everything is in the database by now. Call once, last.
  void finish(access::PostId post);
  // The addresses at which something was written that figures depend on.
  std::vector<std::int64_t> touched() const { return {touched_.begin(), touched_.end()}; }

 private:
  void touch(const Record& record);
  void touch_premises(std::optional<std::int64_t> premises_id);
  void touch_address(std::optional<std::int64_t> address_id);
  void resolve_premises();
  void count(const Record& record, int times);
  void count_confirmed(const Record& residence, Day confirmed, int times);
  void count_category(const Record& residence, int times);
  void move_resident(const Record& before, const Record& after);
  void move_category(const Record& before, const Record& after);
  std::string category(std::int64_t person_id);

  store::Transaction& tx_;
  Figures figures_;
  std::set<std::int64_t> touched_, pending_, pending_premises_;  // addresses; of them not looked at yet
  std::set<std::int64_t> fresh_;                                 // addresses that this operation added
  std::map<std::int64_t, std::int64_t> address_of_;              // premises -> address
  std::map<std::int64_t, std::string> fresh_persons_;            // that this operation added -> category
  std::map<std::int64_t, Day> written_days_;  // residences that this operation wrote -> confirmed
};

}  // namespace weige::registry
