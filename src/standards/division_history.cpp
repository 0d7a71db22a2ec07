#include "standards/division_history.h"

#include <algorithm>
#include <array>

#include "standards/number_text.h"

namespace weige::standards {
namespace {

// Public record (民政部 全国行政区划调整, 国务院批复). Years only: the days differ between approval and
// handover.
constexpr DivisionChange changes[] = {
    {110103, 110101, 2010}, {110104, 110102, 2010}, {110228, 110118, 2015},
    {110229, 110119, 2015},                                                  // 崇文 宣武 密云 延庆
    {120107, 120116, 2009}, {120108, 120116, 2009}, {120109, 120116, 2009},  // 塘沽 汉沽 大港
    {120221, 120117, 2015}, {120223, 120118, 2015}, {120225, 120119, 2016},  // 宁河 静海 蓟县
    {310102, 310101, 2000}, {310103, 310101, 2011}, {310108, 310106, 2015},
    {310119, 310115, 2009},  // 南市 卢湾 闸北 南汇
    {310221, 310112, 1992}, {310222, 310114, 1992}, {310224, 310115, 1992},
    {310225, 310119, 2001},  // 上海县 嘉定 川沙 南汇
    {310226, 310120, 2001}, {310227, 310117, 1998}, {310228, 310116, 1997},
    {310229, 310118, 1999},  // 奉贤 松江 金山 青浦
    {310230, 310151, 2016},  // 崇明
    {320103, 320104, 2013}, {320107, 320106, 2013}, {320124, 320117, 2013},
    {320125, 320118, 2013},  // 白下 下关 溧水 高淳
    {320502, 320508, 2012}, {320503, 320508, 2012}, {320504, 320508, 2012},
    {320584, 320509, 2012},  // 沧浪 平江 金阊 吴江
    {330103, 330105, 2021}, {330104, 330102, 2021}, {330181, 330109, 2001},
    {330184, 330110, 2001},                                                  // 下城 江干 萧山 余杭
    {330183, 330111, 2014}, {330185, 330112, 2017},                          // 富阳 临安
    {371202, 370116, 2018}, {371203, 370117, 2018},                          // 莱城 钢城
    {440102, 440104, 2005}, {440107, 440103, 2005}, {440116, 440112, 2014},  // 东山 芳村 萝岗
    {440183, 440118, 2014}, {440184, 440117, 2014},                          // 增城 从化
};

constexpr std::string_view committee_words[] = {"社区居民委员会", "居民委员会", "社区居委会",
                                                "居委会",         "村民委员会", "村委会"};

std::string_view stem_of(std::string_view name) {
  for (const auto word : committee_words)
    if (name.size() > word.size() && name.ends_with(word)) return name.substr(0, name.size() - word.size());
  return name;
}

bool same_name(std::string_view a, std::string_view b) {
  return stem_of(a) == stem_of(b);
}

// The only division of the level below `ancestor` with that name; nullopt when none or several.
std::optional<Division> only_one(const DivisionTable& table, DivisionCode ancestor, DivisionLevel level,
                                 std::string_view name) {
  std::optional<Division> found;
  bool several = false;
  table.each_below(ancestor, [&](const Division& division) {
    if (division.code.level() != level || !same_name(division.name, name)) return true;
    several = found.has_value();
    found = division;
    return !several;
  });
  return several ? std::nullopt : found;
}

std::optional<Division> nearest_above(const DivisionTable& table, DivisionCode code) {
  for (auto above = code.parent(); above; above = above->parent()) {
    if (auto found = table.find(*above)) return found;
    if (above->level() == DivisionLevel::county)
      if (const auto successor = successor_of(*above))
        if (auto found = table.find(*successor)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::span<const DivisionChange> known_division_changes() {
  return changes;
}

std::optional<DivisionCode> successor_of(DivisionCode county) {
  std::optional<DivisionCode> now;
  auto number = static_cast<std::uint32_t>(county.number() / 1'000'000);
  for (std::size_t steps = 0; steps < std::size(changes); ++steps) {
    const auto next =
        std::find_if(std::begin(changes), std::end(changes), [&](const auto& c) { return c.from == number; });
    if (next == std::end(changes)) break;
    number = next->to;
    now = DivisionCode::from_number(std::uint64_t{number} * 1'000'000);
  }
  return now;
}

std::string_view code(DivisionFate fate) {
  static constexpr std::array<std::string_view, 6> codes{"same",  "renamed",   "renumbered",
                                                         "moved", "withdrawn", "unknown"};
  return codes[static_cast<std::size_t>(fate)];
}

std::string_view zh_text(DivisionFate fate) {
  static constexpr std::array<std::string_view, 6> texts{"一致",           "已更名",       "已换代码",
                                                         "已划入其他街镇", "已撤销或并入", "不认识"};
  return texts[static_cast<std::size_t>(fate)];
}

DivisionTrace trace_division(const DivisionTable& table, DivisionCode code, std::string_view name) {
  const auto listed = table.find(code);
  if (listed && same_name(listed->name, name)) return {DivisionFate::same, listed};
  if (code.level() >= DivisionLevel::town) {
    const auto level = code.level();
    const auto parent = code.parent();
    if (auto found = only_one(table, *parent, level, name))
      return {DivisionFate::renumbered, std::move(found)};
    if (level == DivisionLevel::village)
      if (auto found = only_one(table, code.ancestor(DivisionLevel::county), level, name); found && !listed)
        return {DivisionFate::moved, std::move(found)};
  }
  if (listed) return {DivisionFate::renamed, listed};
  if (auto above = nearest_above(table, code)) return {DivisionFate::withdrawn, std::move(above)};
  return {DivisionFate::unknown, std::nullopt};
}

bool is_known_prefix(const DivisionTable& table, std::string_view six_digits) {
  if (six_digits.size() != 6 || !all_digits(six_digits)) return false;
  const auto code = DivisionCode::parse(six_digits);
  return code && (table.contains(*code) || successor_of(*code).has_value());
}

}  // namespace weige::standards
