// The obvious way to count the register: every row of every table, looked at in memory.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "registry/figures.h"
#include "store/database.h"

namespace weige::reference {

namespace detail {

struct Premises {
  std::int64_t id = 0, address = 0;
  std::string use;
};

inline bool is_home(const std::string& use) {
  return use == "home" || use == "apartment" || use == "dormitory";
}

struct Tables {
  struct Address {
    std::int64_t area = 0;
    std::string level;
    bool is_current = false;
  };
  std::map<std::int64_t, Address> addresses;
  std::set<std::int64_t> parents;                       // of current ones
  std::map<std::int64_t, Premises> premises_at;         // address -> current premises
  std::map<std::int64_t, std::int64_t> main_residents;  // by premises, as all below
  std::set<std::int64_t> lived_in, vacant;
  std::map<std::int64_t, std::int64_t> organisations;
};

}  // namespace detail

class SlowFigures {
 public:
  explicit SlowFigures(store::Transaction& tx) {
    read_places(tx);
    read_people(tx);
    count_places();
  }
  const registry::Figures& figures() const { return figures_; }

 private:
  using Figure = registry::Figure;

  void count(std::int64_t area, Figure figure, const std::string& part, std::int64_t amount = 1) {
    registry::add(figures_, {area, figure, part}, amount);
  }

  void read_places(store::Transaction& tx) {
    tx.each("SELECT id, area_id, level, parent_id, state FROM address", [&](const store::Row& row) {
      const bool is_current = row.text(4) == "current";
      tables_.addresses[row.int64(0)] = {row.int64(1), row.get<std::string>(2), is_current};
      if (is_current && !row.is_null(3)) tables_.parents.insert(row.int64(3));
    });
    tx.each("SELECT id, address_id, \"use\" FROM premises WHERE state = 'current'",
            [&](const store::Row& row) {
              tables_.premises_at[row.int64(1)] = {row.int64(0), row.int64(1), row.get<std::string>(2)};
            });
    tx.each(
        "SELECT premises_id FROM premises_label WHERE state = 'current' AND to_day IS NULL AND label = "
        "'vacant'",
        [&](const store::Row& row) { tables_.vacant.insert(row.int64(0)); });
    tx.each("SELECT area_id, premises_id FROM organisation WHERE state = 'current'",
            [&](const store::Row& row) {
              if (row.is_null(1))
                count(row.int64(0), Figure::organisations, "");
              else
                ++tables_.organisations[row.int64(1)];
            });
  }

  void read_people(store::Transaction& tx) {
    std::map<std::int64_t, std::string> category;
    tx.each("SELECT id, category FROM person", [&](const store::Row& row) {
      category[row.int64(0)] = row.get<std::optional<std::string>>(1).value_or("");
    });
    tx.each(
        "SELECT person_id, premises_id, area_id, kind, confirmed_at FROM residence"
        " WHERE to_day IS NULL AND state <> 'cancelled' AND state <> 'undone'",
        [&](const store::Row& row) {
          tables_.lived_in.insert(row.int64(1));
          if (row.text(3) != "main") return;
          ++tables_.main_residents[row.int64(1)];
          count(row.int64(2), Figure::category, category.at(row.int64(0)));
          count(row.int64(2), Figure::confirmed, row.get<std::string>(4));
        });
    tx.each("SELECT area_id FROM employment WHERE state = 'current' AND to_day IS NULL",
            [&](const store::Row& row) { count(row.int64(0), Figure::workers, ""); });
  }

  void count_places() {
    for (const auto& [id, address] : tables_.addresses) {
      const bool leaf = address.is_current && !tables_.parents.contains(id) && address.level != "road" &&
                        address.level != "group";
      const auto found = tables_.premises_at.find(id);
      if (found == tables_.premises_at.end()) {
        count(address.area, Figure::addresses, "", leaf ? 1 : 0);
        continue;
      }
      const auto& premises = found->second;
      const std::string part = detail::is_home(premises.use) ? "residential" : "other";
      const auto organisations = tables_.organisations[premises.id];
      const bool known = tables_.lived_in.contains(premises.id) || organisations > 0 ||
                         tables_.vacant.contains(premises.id) || premises.use == "public";
      count(address.area, Figure::addresses, part, leaf ? 1 : 0);
      count(address.area, Figure::covered, part, leaf && known ? 1 : 0);
      count(address.area, Figure::premises, part);
      count(address.area, Figure::residents, part, tables_.main_residents[premises.id]);
      count(address.area, Figure::organisations, part, organisations);
    }
  }

  detail::Tables tables_;
  registry::Figures figures_;
};

}  // namespace weige::reference
