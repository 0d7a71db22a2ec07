#include "teams/team_import.h"

#include <algorithm>
#include <array>

#include "formats/header_finder.h"
#include "standards/text_fold.h"

namespace weige::teams {
namespace {

struct ColumnWords {
  HelperColumn column;
  std::array<std::string_view, 6> words;  // the first is the title
};
constexpr ColumnWords kColumnWords[]{
    {HelperColumn::name, {"姓名", "人员姓名", "name"}},
    {HelperColumn::kind, {"力量类别", "社会力量类别", "社会力量", "类别", "人员类别", "kind"}},
    {HelperColumn::workplace, {"工作单位", "单位", "所在单位", "单位名称", "服务处所", "workplace"}},
    {HelperColumn::phone, {"电话", "联系电话", "手机", "手机号码", "手机号", "phone"}},
    {HelperColumn::channel, {"联系渠道", "渠道", "联系方式", "channel"}},
    {HelperColumn::grid, {"微网格", "网格", "网格名称", "网格编号", "所属网格", "grid"}},
    {HelperColumn::undertaking_on, {"保密承诺日期", "承诺日期", "承诺书日期", "签订日期", "undertaking_on"}},
    {HelperColumn::joined_on, {"加入日期", "物建日期", "入队日期", "joined_on"}}};

std::optional<HelperColumn> helper_column_of(std::string_view header) {
  const auto plain = formats::plain_name(header);
  if (plain.empty()) return std::nullopt;
  for (const auto& each : kColumnWords)
    if (std::ranges::find(each.words, std::string_view(plain)) != each.words.end()) return each.column;
  return std::nullopt;
}

// One row's cells by column, with faults as they are met.
class HelperCells {
 public:
  HelperCells(const registry::UploadRow& row, const HelperReading& reading, HelperRow& out)
      : row_(row), reading_(reading), out_(out) {}

  std::string text(HelperColumn column) const {
    const auto* cell = cell_at(column);
    if (!cell) return {};
    const auto folded = standards::fold_text(registry::cell_text(*cell));
    return std::string(standards::trim(folded));
  }
  std::optional<Day> day(HelperColumn column) {
    const auto* cell = cell_at(column);
    const auto written = text(column);
    if (!cell || written.empty()) return std::nullopt;
    if (const auto day = formats::day_of(*cell)) return day;
    auto dashed = written;
    std::ranges::replace(dashed, '/', '-');
    std::ranges::replace(dashed, '.', '-');
    if (const auto day = parse_iso_day(dashed)) return day;
    fault(column, ProblemCode::bad_date);
    return std::nullopt;
  }
  bool digits_lost(HelperColumn column) const {
    const auto* cell = cell_at(column);
    return cell && formats::digits_lost(*cell);
  }
  void fault(HelperColumn column, ProblemCode code) {
    out_.faults.push_back(fault_at(reading_.columns, column, row_.number, code));
  }

 private:
  const formats::Cell* cell_at(HelperColumn column) const {
    const int at = reading_.columns.index(column);
    return at < 0 || static_cast<std::size_t>(at) >= row_.cells.size()
               ? nullptr
               : &row_.cells[static_cast<std::size_t>(at)];
  }
  const registry::UploadRow& row_;
  const HelperReading& reading_;
  HelperRow& out_;
};

std::optional<std::string> kind_named(std::span<const access::HelperKind> kinds, std::string_view text) {
  for (const auto& kind : kinds)
    if (kind.zh_name == text || kind.code == text || kind.en_name == text) return kind.code;
  return std::nullopt;
}

void take_kind(HelperCells& cells, const HelperReading& reading, HelperFields& fields) {
  const auto written = cells.text(HelperColumn::kind);
  if (written.empty()) return cells.fault(HelperColumn::kind, ProblemCode::missing_field);
  const auto kind = kind_named(reading.kinds, written);
  if (!kind) return cells.fault(HelperColumn::kind, ProblemCode::team_kind_unknown);
  fields.kind = *kind;
}

void take_channel(HelperCells& cells, HelperFields& fields) {
  const auto written = cells.text(HelperColumn::channel);
  if (written.empty()) return;
  const auto channel = channel_named(written);
  if (!channel) return cells.fault(HelperColumn::channel, ProblemCode::bad_choice);
  fields.channel = *channel;
}

// The field that a problem names, as the column it came from.
HelperColumn column_of_place(std::string_view place) {
  if (place == "workplace") return HelperColumn::workplace;
  if (place == "phone") return HelperColumn::phone;
  if (place == "joined_on") return HelperColumn::joined_on;
  if (place == "undertaking_on") return HelperColumn::undertaking_on;
  return HelperColumn::name;
}

}  // namespace

std::string_view zh_title(HelperColumn column) {
  return std::ranges::find(kColumnWords, column, &ColumnWords::column)->words.front();
}

Result<HelperColumns> HelperColumns::of(std::span<const Header> headers) {
  HelperColumns out;
  out.at_.fill(-1);
  for (std::size_t i = 0; i < headers.size(); ++i) {
    out.columns_.push_back(headers[i].column);
    const auto column = helper_column_of(headers[i].title);
    if (column && !out.has(*column)) out.at_[static_cast<std::size_t>(*column)] = static_cast<int>(i);
  }
  if (!out.has(HelperColumn::name) || !out.has(HelperColumn::kind))
    return problem(ProblemCode::team_file_columns);
  return out;
}

std::uint32_t HelperColumns::file_column(HelperColumn column) const {
  const int at = index(column);
  return at < 0 ? 0 : columns_[static_cast<std::size_t>(at)];
}

CellFault fault_at(const HelperColumns& columns, HelperColumn column, std::uint32_t row, ProblemCode code) {
  return {formats::cell_name(row, columns.file_column(column)), code};
}

HelperRow parse_helper_row(const registry::UploadRow& row, const HelperReading& reading) {
  HelperRow out{.row = row.number};
  HelperCells cells(row, reading, out);
  auto& fields = out.fields;
  fields.name = cells.text(HelperColumn::name);
  fields.workplace = cells.text(HelperColumn::workplace);
  fields.phone = cells.text(HelperColumn::phone);
  out.grid = cells.text(HelperColumn::grid);
  take_kind(cells, reading, fields);
  take_channel(cells, fields);
  fields.undertaking_on = cells.day(HelperColumn::undertaking_on);
  fields.joined_on = cells.day(HelperColumn::joined_on).value_or(reading.today);
  if (cells.digits_lost(HelperColumn::phone)) cells.fault(HelperColumn::phone, ProblemCode::digits_lost);
  if (!out.faults.empty()) return out;
  auto fit = checked(fields, reading.today);
  if (fit)
    fields = *std::move(fit);
  else
    cells.fault(column_of_place(fit.problem().place), fit.problem().code);
  return out;
}

HelperFields merged(const HelperFields& known, const HelperFields& told, const HelperColumns& columns) {
  auto out = known;
  if (!told.workplace.empty()) out.workplace = told.workplace;
  if (!told.phone.empty()) out.phone = told.phone;
  if (columns.has(HelperColumn::channel) && told.channel != Channel::none) out.channel = told.channel;
  if (told.undertaking_on) out.undertaking_on = told.undertaking_on;
  return out;
}

}  // namespace weige::teams
