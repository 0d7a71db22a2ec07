#include "registry/protected_columns.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "standards/text_fold.h"

namespace weige::registry {
namespace {

// Too many columns dropped is a nuisance; one too few is a breach. So parts of words are enough.
constexpr auto kHan = std::to_array<std::string_view>(
    {"民族",     "族别",   "族裔",   "种族",     "宗教", "信仰",     "教派",   "教徒",   "教民", "政治",
     "党员",     "党派",   "党籍",   "党组织",   "入党", "团员",     "党团",   "健康",   "残疾", "残障",
     "残联",     "病",     "患者",   "体检",     "血型", "疫苗",     "接种",   "核酸",   "孕",   "精神",
     "心理",     "伤残",   "失能",   "失智",     "信访", "上访",     "访民",   "涉访",   "维稳", "重点人",
     "重点对象", "重点管", "关注人", "关注对象", "管控", "管制",     "风险",   "可疑",   "前科", "犯罪",
     "刑满",     "刑释",   "矫正",   "吸毒",     "涉毒", "戒毒",     "涉恐",   "涉稳",   "涉黑", "邪教",
     "黑名单",   "指纹",   "人脸",   "虹膜",     "照片", "特殊人群", "信教",   "佛教",   "道教", "基督",
     "天主教",   "伊斯兰", "清真",   "回族",     "汉族", "少民",     "身体状", "身体情", "政审", "群众",
     "共青团",   "精障",   "盲人",   "聋哑",     "艾滋", "传染",     "妊娠",   "肇事",   "肇祸", "涉疆",
     "涉藏",     "法轮",   "信用评", "轨迹",     "头像", "人员标"});
constexpr std::array<std::string_view, 28> kLatin{
    "ethnic",  "nationality", "religio",   "faith",   "politic",     "partymember", "health",
    "disab",   "handicap",    "disease",   "illness", "medicalhist", "bloodtype",   "vaccin",
    "pregnan", "petition",    "keyperson", "watch",   "suspicio",    "criminal",    "fingerpr",
    "facial",  "biometric",   "photo",     "riskl",   "convict",     "offender",    "mental"};
// Names that are common as whole headers and too short to look for within others.
constexpr auto kWhole = std::to_array<std::string_view>(
    {"族",    "党",   "教",   "残",  "face",  "iris",  "race",     "dna",   "mz",   "mzdm",
     "minzu", "zzmm", "zjxy", "hiv", "party", "islam", "minority", "tribe", "sick", "cancer"});

// Letters, digits and Han only: signs between the two halves of a word hide nothing, nor does a radical that
// looks like the character.
std::string folded(std::string_view text) {
  std::u32string out;
  for (const char32_t c : standards::to_code_points(standards::fold_text(text))) {
    if (c >= U'A' && c <= U'Z')
      out.push_back(c - U'A' + U'a');
    else if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c >= 0x3400)
      out.push_back(c);
    else if (c == 0x2EA0)
      out.push_back(U'民');
    else if (c >= 0x00C0 && c < 0x2000)
      out.push_back(c);
  }
  return standards::to_utf8(out);
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != text.npos; });
}

bool protected_text(std::string_view text) {
  return holds_any(text, kHan) || holds_any(text, kLatin) || std::ranges::find(kWhole, text) != kWhole.end();
}

// The header's lines as a grid of folded texts.
class Grid {
 public:
  explicit Grid(std::span<const formats::TextRow> rows, const formats::Header& header) {
    for (const auto& row : rows) {
      if (row.row_number < header.first_row || row.row_number > header.last_row) continue;
      auto& line = lines_.emplace_back();
      for (const auto& text : row.texts) line.push_back(folded(text));
      width_ = std::max(width_, line.size());
    }
    for (auto& line : lines_) line.resize(width_);
  }
  std::size_t width() const { return width_; }

  // Each name above the column alone, and all of them together.
  bool is_protected(std::size_t column) const {
    std::string joined;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      const auto& name = lines_[line][group_start(line, column)];
      if (protected_text(name)) return true;
      joined += name;
    }
    return protected_text(joined);
  }

 private:
  // A merged group reaches right over empty cells, as long as its columns have names below.
  std::size_t group_start(std::size_t line, std::size_t column) const {
    if (line + 1 == lines_.size() || !lines_[line][column].empty()) return column;
    auto from = column;
    while (from > 0 && lines_[line][from].empty() && !lines_[line + 1][from].empty()) --from;
    return !lines_[line][from].empty() && !lines_[line + 1][from].empty() ? from : column;
  }

  std::vector<std::vector<std::string>> lines_;
  std::size_t width_ = 0;
};

// A word that begins in one text and ends in the one below it.
bool is_split(std::string_view above, std::string_view below) {
  const auto joined = std::string(above) + std::string(below);
  return std::ranges::any_of(kHan, [&](std::string_view word) {
    const auto at = joined.find(word);
    return at != joined.npos && at < above.size() && at + word.size() > above.size();
  });
}

// Header lines that the search for the header took for data or for a title: 民 above 族.
void add_split_names(std::span<const formats::TextRow> rows, const formats::Header& header,
                     std::set<std::uint32_t>& out) {
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    if (rows[i].row_number > header.last_row || rows[i + 1].row_number < header.first_row) continue;
    const auto width = std::min(rows[i].texts.size(), rows[i + 1].texts.size());
    for (std::size_t column = 0; column < width; ++column)
      if (is_split(folded(rows[i].texts[column]), folded(rows[i + 1].texts[column])))
        out.insert(static_cast<std::uint32_t>(column + 1));
  }
}

}  // namespace

bool names_protected_trait(std::string_view header) {
  return protected_text(folded(header));
}

bool is_protected_header(std::string_view text) {
  constexpr std::size_t kLongestHeader = 36;  // bytes
  static constexpr std::array<std::string_view, 25> kHeaders{
      "民族",     "族别",     "宗教", "宗教信仰", "信仰",     "政治面貌", "党派",     "健康状况", "残疾",
      "残疾类别", "病史",     "信访", "重点人员", "人员标签", "民族成份", "民族成分", "是否党员", "党员",
      "政治身份", "残疾等级", "病种", "身体状况", "信教情况", "是否信教", "ethnicity"};
  if (text.size() < 6 || text.size() > kLongestHeader) return false;
  return std::ranges::find(kHeaders, formats::plain_name(folded(text))) != kHeaders.end();
}

std::set<std::uint32_t> protected_columns(std::span<const formats::TextRow> rows,
                                          const formats::Header& header) {
  std::set<std::uint32_t> out;
  const Grid grid(rows, header);
  for (std::size_t column = 0; column < grid.width(); ++column)
    if (grid.is_protected(column)) out.insert(static_cast<std::uint32_t>(column + 1));
  for (const auto& column : header.columns)
    if (names_protected_trait(column.name)) out.insert(column.column);
  add_split_names(rows, header, out);
  for (const auto& row : rows)
    for (std::size_t column = 0; column < row.texts.size(); ++column)
      if (is_protected_header(row.texts[column])) out.insert(static_cast<std::uint32_t>(column + 1));
  return out;
}

}  // namespace weige::registry
