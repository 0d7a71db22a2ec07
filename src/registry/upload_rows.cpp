#include "registry/upload_rows.h"

#include <charconv>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace weige::registry {
namespace {

using formats::Cell;
using formats::CellKind;

void put_number(std::string& out, std::uint32_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}
  bool at_end() const { return rest_.empty(); }
  std::uint8_t byte() {
    if (rest_.empty()) throw std::logic_error("stored rows end too early");
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const auto next = byte();
      value |= static_cast<std::uint32_t>(next & 0x7F) << shift;
      if (next < 0x80) return value;
    }
    throw std::logic_error("a stored number is too long");
  }
  std::string_view text() {
    const auto size = number();
    if (size > rest_.size()) throw std::logic_error("stored rows end too early");
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

 private:
  std::string_view rest_;
};

// kind in the lower bits, then formula, then the system of days.
std::uint8_t sign_of(const Cell& cell) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(cell.kind) | (cell.formula ? 8u : 0u) |
                                   (cell.date_system == formats::DateSystem::from_1904 ? 16u : 0u));
}

Cell read_cell(Reader& reader) {
  const auto sign = reader.byte();
  if ((sign & 7u) > static_cast<unsigned>(CellKind::error)) throw std::logic_error("no such kind of cell");
  Cell cell{
      .kind = static_cast<CellKind>(sign & 7u),
      .date_system = (sign & 16u) != 0 ? formats::DateSystem::from_1904 : formats::DateSystem::from_1900,
      .formula = (sign & 8u) != 0};
  if (cell.kind == CellKind::empty) return cell;
  cell.text = reader.text();
  if (cell.kind != CellKind::text && cell.kind != CellKind::error)
    std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), cell.number);
  return cell;
}

}  // namespace

void RowPacker::add(const UploadRow& row) {
  if (rows_ == 0) first_ = row.number;
  put_number(bytes_, row.number - last_);
  put_number(bytes_, row.too_wide);
  put_number(bytes_, static_cast<std::uint32_t>(row.cells.size()));
  for (const auto& cell : row.cells) {
    bytes_.push_back(static_cast<char>(sign_of(cell)));
    if (cell.kind == CellKind::empty) continue;
    put_number(bytes_, static_cast<std::uint32_t>(cell.text.size()));
    bytes_.append(cell.text);
  }
  last_ = row.number;
  ++rows_;
}

std::string RowPacker::take() {
  first_ = last_ = 0;
  rows_ = 0;
  return std::exchange(bytes_, {});
}

std::vector<UploadRow> unpack_rows(std::string_view bytes) {
  std::vector<UploadRow> out;
  Reader reader(bytes);
  std::uint32_t last = 0;
  while (!reader.at_end()) {
    auto& row = out.emplace_back();
    row.number = last += reader.number();
    row.too_wide = reader.number();
    const auto cells = reader.number();
    for (std::uint32_t i = 0; i < cells; ++i) row.cells.push_back(read_cell(reader));
  }
  return out;
}

std::string cell_text(const Cell& cell) {
  if (cell.kind == CellKind::date)
    if (const auto day = formats::day_of(cell)) return to_iso(*day);
  const bool number = cell.kind == CellKind::number || cell.kind == CellKind::date;
  if (number && std::fabs(cell.number) < 1e15 && cell.number == std::trunc(cell.number))
    return std::to_string(static_cast<std::int64_t>(cell.number));
  return std::string(cell.text);
}

}  // namespace weige::registry
