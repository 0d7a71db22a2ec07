// RowScan: one row of a file, cell by cell, on its way to a ParsedRow; keeps what was wrong where. A step of
// the *_import files.
#pragma once

#include <array>
#include <initializer_list>

#include "registry/record.h"
#include "registry/town_import.h"

namespace weige::registry {

// 310***********1234, as exports and screens write it.
bool is_masked(std::string_view text);

class RowScan {
 public:
  RowScan(const UploadRow& row, const ImportColumns& columns, const ImportTown& town);

  ParsedRow& out() { return out_; }
  const ImportTown& town() const { return town_; }

  // The cell's text without blanks around it; empty when there is none, or when it is an error (which is
  // told).
  const std::string& text(std::string_view field) const { return texts_[index(field)]; }
  bool has(std::string_view field) const { return !text(field).empty(); }
  const formats::Cell* cell(std::string_view field) const { return cells_[index(field)]; }
  // Whether something was found wrong with the field's own cell: nothing that follows from it is told then.
  bool is_bad(std::string_view field) const { return bad_[index(field)]; }
  std::uint32_t column(std::string_view field) const;
  void fault(ProblemCode code, std::string_view field);
  void warn(standards::Warning warning, std::string_view field);

  // The field's value in the record's normal form, or nullopt with the fault told. unknown: the code for a
  // value that is in no list.
  struct Form {
    RecordKind kind;
    std::string_view record_field;
    ProblemCode unknown = ProblemCode::bad_choice;
  };
  std::optional<std::string> form(std::string_view field, const Form& form);
  // As form(), kept in `values` under the record's field.
  void take(std::string_view field, const Form& form, std::vector<FieldValue>& values);
  std::optional<Day> day(std::string_view field, Day latest);

  bool has_address() const;
  // Address and committee, from one column or from several; in_need: whether a row without one is faulty.
  void take_address();
  void take_use();

 private:
  std::size_t index(std::string_view field) const;
  void read_cells(const UploadRow& row);
  std::string shown(std::string_view field) const;
  void fault_of(const Problem& problem, std::string_view field, ProblemCode unknown);
  std::string address_text(std::string_view whole) const;
  std::uint32_t address_column() const;
  void take_committee();

  const ImportColumns& columns_;
  const ImportTown& town_;
  std::span<const ImportField> fields_;
  std::array<std::string, 32> texts_;
  std::array<const formats::Cell*, 32> cells_{};
  std::array<bool, 32> bad_{};
  ParsedRow out_;
};

}  // namespace weige::registry
