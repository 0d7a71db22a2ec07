// What all imports of a town's files share: the town they are read for, the mapped columns, findings at
// cells, and one row as its checked values. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/problem.h"
#include "base/result.h"
#include "registry/address.h"
#include "registry/import_fields.h"
#include "registry/upload_reader.h"
#include "registry/upload_rows.h"
#include "standards/address.h"
#include "standards/warning.h"

namespace weige::registry {

struct Committee {
  std::int64_t area_id = 0;
  std::string code, name;
};

// The committees of the town, found by code or by any usual form of their name.
class Committees {
 public:
  Committees() = default;
  explicit Committees(std::vector<Committee> all);
  std::optional<std::int64_t> find(std::string_view text) const;
  const Committee* by_area(std::int64_t area_id) const;

 private:
  std::vector<Committee> all_;
};

// text: "上海市青浦区徐泾镇". own_area: the committee, or a grid of one, where a new address belongs when
// nothing else tells. reference: the day of which the file speaks where it gives none.
struct ImportTown {
  std::string text;
  standards::AddressKey division = {};  // of the text
  std::int64_t area_id = 1;
  Committees committees = {};
  std::optional<std::int64_t> own_area = {};
  std::map<std::int64_t, std::int64_t> above_grids = {};  // grid -> the area it stands in
  Day today{};
  Day reference{};

  std::int64_t above_grid(std::int64_t area) const {
    const auto found = above_grids.find(area);
    return found == above_grids.end() ? area : found->second;
  }
  // The committee, or the sender's own grid in it.
  std::int64_t own_part_of(std::int64_t committee) const {
    return own_area && above_grid(*own_area) == committee ? *own_area : committee;
  }
};

// A fault (a problem of the catalogue) or a warning of the standards, at a cell. value: what stands there,
// masked.
struct Finding {
  std::string code;
  std::uint32_t column = 0;  // from 1; 0 = the whole row
  bool warning = false;
  std::string value = {};
  std::string other_row = {};  // fills {row}
  std::string limit = {};      // fills {max}
  bool operator==(const Finding&) const = default;
};
Finding fault(ProblemCode code, std::uint32_t column, std::string value = {});
bool any_fault(std::span<const Finding> findings);
// The words for a finding, from the catalogue or the standards' warnings.
std::string title(const Finding& finding, Language language);
std::string mend(const Finding& finding, Language language);

struct ColumnMapping {
  std::uint32_t column = 0;  // from 1
  std::string field;         // empty = left out
  bool operator==(const ColumnMapping&) const = default;
};
std::vector<ColumnMapping> guess_mapping(TownFile kind, const UploadSheet& sheet);

// What a file must tell: what the register needs for a new record, or, for lists that are compared with it,
// whatever there is besides a name.
enum class RowNeeds { whole, whatever_there_is };

// The fields of a kind with the place of their cells.
class ImportColumns {
 public:
  // Problem: mapping ({field}) for a field that does not exist, that two columns have, or that is required
  // and has none.
  static Result<ImportColumns> of(TownFile kind, const UploadSheet& sheet,
                                  std::span<const ColumnMapping> mapping, RowNeeds needs = RowNeeds::whole);

  TownFile kind() const { return kind_; }
  std::span<const UploadColumn> kept() const { return kept_; }
  struct At {
    std::size_t position = 0;  // among the stored cells
    std::uint32_t column = 0;  // in the file
  };
  // By the field's place in import_fields(kind).
  const std::optional<At>& at(std::size_t field) const { return places_[field]; }
  std::uint32_t column_of(std::string_view field) const;  // 0 = not mapped

 private:
  TownFile kind_ = TownFile::residents;
  std::vector<std::optional<At>> places_;
  std::vector<UploadColumn> kept_;
};

struct FieldValue {
  std::string_view field;  // of the record
  std::string value;       // in normal form
};

// The address that a row gives, completed by the town.
struct AddressClaim {
  std::vector<AddressNode> chain;  // from the road to the door; never empty
  std::string committee;           // as the address itself names it
  bool understood = true;          // false: something of the text is left over
  std::uint32_t column = 0;        // where it stands
  const std::string& canonical() const { return chain.back().canonical; }
  const std::string& level() const { return chain.back().level; }
};

struct ParsedRow {
  std::uint32_t number = 0;
  std::vector<FieldValue> subject;     // person, premises or organisation; only cells with a value
  std::vector<FieldValue> residence;   // residents: kind, relation, from_day, to_day
  std::vector<std::string> labels;     // addresses
  std::vector<FieldValue> employment;  // residents: credit_code, job, from_day
  std::string use;
  std::optional<AddressClaim> address;
  std::optional<std::int64_t> committee;  // area
  // Where the cells stand; 0 = there is no such column.
  std::uint32_t committee_column = 0, name_column = 0, number_column = 0, from_column = 0,
                employer_column = 0;
  std::string key;  // document_key or credit code; empty where the row has none
  std::string name_key;
  // Residents: of whom the row speaks, where that was found out beforehand; 0 = of nobody the register knows.
  // Otherwise the row's own number and place decide.
  std::optional<std::int64_t> person = {};
  std::vector<FieldValue> point;  // addresses: lng, lat, datum
  std::vector<Finding> findings;

  bool faulty() const { return any_fault(findings); }
  std::string_view text(std::string_view field) const;            // of subject; empty when absent
  std::string_view residence_text(std::string_view field) const;  // of residence
};

}  // namespace weige::registry
