// The rows of one worksheet part (ECMA-376 part 1, 18.3). Memory: one row.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "formats/xlsx_strings.h"
#include "formats/xlsx_styles.h"
#include "formats/xlsx_text.h"
#include "formats/xml_reader.h"

namespace weige::formats {

// What the cells of a sheet refer to.
struct SheetContext {
  std::string name;
  const SharedStrings* strings = nullptr;
  const CellStyles* styles = nullptr;
  DateSystem date_system = DateSystem::from_1900;
};

// Texts of one row; never moves, so that views into it stay good until clear().
class RowText {
 public:
  explicit RowText(std::size_t capacity) : bytes_(new char[capacity]), capacity_(capacity) {}
  std::size_t size() const { return size_; }
  std::size_t room() const { return capacity_ - size_; }
  char* from(std::size_t start) { return bytes_.get() + start; }
  std::string_view since(std::size_t start) const { return {bytes_.get() + start, size_ - start}; }
  void append(std::string_view text);
  void truncate(std::size_t size) { size_ = size; }

 private:
  std::unique_ptr<char[]> bytes_;  // left unset: pages that no row needs are never touched
  std::size_t capacity_, size_ = 0;
};

class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(SheetContext context, const ReadOptions& options, const RowSink& sink);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view bytes) override;

  const SheetReport& report() const { return report_; }
  bool stopped() const { return stopped_; }

 private:
  enum class Type : std::uint8_t { number, shared, text, inlined, boolean, error };

  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  bool place_cell(std::string_view reference);
  void end_row();
  void end_cell();
  void start_in_cell(std::string_view name);
  void end_in_cell(std::string_view name);
  void add_merge(std::string_view range);
  bool fill(Cell& cell);
  bool fill_number(Cell& cell, std::string_view value);
  bool fill_shared(Cell& cell, std::string_view index);
  bool bad_cell(ProblemCode code, std::uint64_t max = 0);
  void push(const Cell& cell);

  const SheetContext context_;
  const ReadOptions& options_;
  const RowSink& sink_;
  SheetReport report_;
  RowText row_text_;
  std::vector<Cell> cells_;
  std::uint64_t cells_seen_ = 0, gaps_seen_ = 0;
  std::uint32_t row_ = 0, column_ = 0;
  bool in_data_ = false, in_row_ = false, in_cell_ = false, in_value_ = false, in_inline_ = false;
  bool formula_ = false, stopped_ = false;
  Type type_ = Type::number;
  std::uint64_t style_ = 0;
  std::size_t value_start_ = 0;
  StringItem item_;
};

}  // namespace weige::formats
