#include "intake/report_line.h"

#include <algorithm>
#include <array>

#include "standards/address.h"
#include "standards/person_name.h"
#include "standards/phone.h"
#include "standards/text_fold.h"

namespace weige::intake {
namespace {

using standards::is_han;
using standards::to_utf8;
using Text = std::u32string;
using View = std::u32string_view;

constexpr std::size_t kMobileDigits = 11;

struct Word {
  View text;
  ReportKind kind;
};
// The first that occurs decides: a word that is a part of another stands behind it.
constexpr std::array kWords{
    Word{U"已经搬走", ReportKind::moved_out}, Word{U"搬走", ReportKind::moved_out},
    Word{U"搬离", ReportKind::moved_out},     Word{U"搬出", ReportKind::moved_out},
    Word{U"退租", ReportKind::moved_out},     Word{U"退房", ReportKind::moved_out},
    Word{U"不住", ReportKind::moved_out},     Word{U"离职", ReportKind::left_work},
    Word{U"辞职", ReportKind::left_work},     Word{U"不干", ReportKind::left_work},
    Word{U"新入职", ReportKind::starts_work}, Word{U"入职", ReportKind::starts_work},
    Word{U"来上班", ReportKind::starts_work}, Word{U"新员工", ReportKind::starts_work},
    Word{U"群租", ReportKind::premises},      Word{U"隔断", ReportKind::premises},
    Word{U"空置", ReportKind::premises},      Word{U"新搬来", ReportKind::moved_in},
    Word{U"新搬进", ReportKind::moved_in},    Word{U"搬来", ReportKind::moved_in},
    Word{U"搬进", ReportKind::moved_in},      Word{U"搬入", ReportKind::moved_in},
    Word{U"入住", ReportKind::moved_in},      Word{U"住进", ReportKind::moved_in},
    Word{U"新租", ReportKind::moved_in},      Word{U"新来", ReportKind::moved_in},
    Word{U"租给", ReportKind::moved_in},
};

// The commonest surnames, so that a short word is taken for a name only when it may be one.
constexpr View kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    U"卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔"
    U"向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季"
    U"裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳司徒上官诸葛";
constexpr View kAddressedAs[]{U"先生", U"女士", U"小姐", U"阿姨", U"师傅", U"老板", U"叔叔", U"大爷"};
constexpr View kPlaceSigns = U"号室弄幢栋楼层座房门村组队路街道巷区苑园城庭湾里镇乡庄坊";

constexpr char32_t kDot = U'·';  // of minority names

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_letter(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
}
bool parts_words(char32_t c) {
  return !(is_han(c) || is_digit(c) || is_letter(c) || c == U'-' || c == kDot || c == U'#');
}

bool stands_in_names(char32_t c) {
  return is_han(c) || c == kDot;
}

bool is_name(View word) {
  if (!std::ranges::all_of(word, stands_in_names)) return false;
  if (std::ranges::any_of(kAddressedAs, [&](View each) { return word.ends_with(each); })) return false;
  const bool dotted = word.find(kDot) != View::npos;
  if (dotted ? word.size() < 3 || word.size() > 30 : word.size() < 2 || word.size() > 4) return false;
  if (!dotted && kSurnames.find(word.front()) == View::npos) return false;
  return standards::PersonName::parse(to_utf8(word)).ok();
}

std::string cut(const std::string& text, std::size_t most) {
  const auto characters = standards::to_code_points(text);
  return to_utf8(View(characters).substr(0, most));
}

class LineReader {
 public:
  explicit LineReader(std::string_view line) {
    text_ = standards::to_code_points(standards::fold_text(line));
    text_.resize(std::min(text_.size(), kLongestLine));
  }

  ReportReading read(std::string_view at) {
    take_phone();
    take_kind();
    for (const auto& word : words()) take_word(word);
    out_.place = cut(place_from(at), kLongestPlace);
    for (const auto& each : left_) out_.note += (out_.note.empty() ? "" : " ") + to_utf8(each);
    out_.note = cut(out_.note, kLongestReportNote);
    return std::move(out_);
  }

 private:
  void take_phone() {
    for (std::size_t at = 0; at < text_.size();) {
      if (!is_digit(text_[at])) {
        ++at;
        continue;
      }
      const auto end = static_cast<std::size_t>(
          std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(at), text_.end(), is_digit) -
          text_.begin());
      const auto digits = to_utf8(View(text_).substr(at, end - at));
      if (end - at == kMobileDigits && standards::Phone::parse(digits)) {
        out_.phone = digits;
        text_.replace(at, end - at, U" ");
        return;
      }
      at = end;
    }
  }

  void take_kind() {
    for (const auto& [word, kind] : kWords) {
      const auto at = text_.find(word);
      if (at == Text::npos) continue;
      out_.kind = kind;
      // What the house is like stays to be read.
      if (kind != ReportKind::premises) text_.replace(at, word.size(), U" ");
      return;
    }
  }

  std::vector<Text> words() const {
    std::vector<Text> out;
    Text word;
    for (const char32_t c : text_ + U" ") {
      if (!parts_words(c)) {
        word.push_back(c);
      } else if (!word.empty()) {
        out.push_back(std::exchange(word, {}));
      }
    }
    return out;
  }

  // "302室张三": the place ends with its last digit and the signs behind it; before its first digit only what
  // belongs to an address stays.
  void take_word(View word) {
    const auto first = std::ranges::find_if(word, is_digit);
    if (first == word.end()) {
      take_rest(word);
      return;
    }
    std::size_t begin = static_cast<std::size_t>(first - word.begin());
    std::size_t end = word.size();
    while (!is_digit(word[end - 1])) --end;
    while (end < word.size() && kPlaceSigns.find(word[end]) != View::npos) ++end;
    if (begin > 0 && !is_name(word.substr(0, begin))) begin = 0;
    take_rest(word.substr(0, begin));
    place_ += word.substr(begin, end - begin);
    take_rest(word.substr(end));
  }

  void take_rest(View word) {
    while (!word.empty() && (word.front() == U'了' || word.front() == U'的')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == U'了' || word.back() == U'的')) word.remove_suffix(1);
    if (word.empty()) return;
    if (out_.name.empty() && is_name(word)) {
      out_.name = to_utf8(word);
    } else {
      left_.emplace_back(word);
    }
  }

  // A place with a road stands alone; anything less is within the place of the link.
  std::string place_from(std::string_view at) const {
    auto said = place_;
    if (said.empty()) return std::string(at);
    if (std::ranges::all_of(said, is_digit)) said += U"室";
    const auto text = to_utf8(said);
    const auto parsed = standards::StandardAddress::parse(text);
    const bool alone =
        parsed && (parsed->has(standards::AddressPart::road) || parsed->has(standards::AddressPart::poi));
    return alone ? text : std::string(at) + text;
  }

  Text text_, place_;
  std::vector<Text> left_;
  ReportReading out_;
};

}  // namespace

ReportReading read_report_line(std::string_view line, std::string_view at) {
  return LineReader(line).read(at);
}

}  // namespace weige::intake
