#include "support/sample_faults.h"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "standards/id_number.h"
#include "town/sample_numbers.h"
#include "town/sample_random.h"

namespace weige::testing_support {
namespace {

using registry::TownFile;
using town::SampleTable;

constexpr TownFile A = TownFile::addresses, R = TownFile::residents, O = TownFile::organisations;
using Cells = std::vector<std::string>;

// One row being spoilt, and another of the same file for faults that two rows make together.
struct Spoiling {
  const SampleTable& table;
  Cells& row;
  Cells& other;

  std::string& at(Cells& cells, std::string_view header) const { return cells[column(header)]; }
  std::string& operator[](std::string_view header) const { return at(row, header); }
  std::size_t column(std::string_view header) const {
    const auto found = std::ranges::find(table.headers, header);
    if (found == table.headers.end()) throw std::logic_error("no such header");
    return static_cast<std::size_t>(found - table.headers.begin());
  }
};

bool set(std::string& cell, std::string_view text) {
  cell = text;
  return true;
}

// Whether the row's number is an ID number: the families about those need one.
bool has_id(const Spoiling& s) {
  return s["证件类型"] == "居民身份证" && s["证件号码"].size() == 18;
}

bool with_new_check_digit(std::string& number) {
  number.resize(17);
  number.push_back(standards::id_check_digit(number));
  return true;
}

void copy(const Spoiling& s, std::initializer_list<std::string_view> headers) {
  for (const auto header : headers) s[header] = s.at(s.other, header);
}

struct Family {
  TownFile file;
  std::string_view code, header;  // the column of the finding
  std::function<bool(const Spoiling&)>
      spoil;                 // false: the row does not lend itself to it; nothing was changed
  bool two_rows = false;     // the other row is given back as well
  bool keeps_place = false;  // needs the row's address to be known without it
};

// Of a kind of organisation that the sample town does not have.
const std::string& no_such_employer() {
  static const std::string code = town::SampleNumbers(1).credit_code("93");
  return code;
}

bool spoil_phone(std::string& cell) {
  return set(cell, "1001234567");
}

// Each time somebody else's, so that two such addresses are not one.
std::function<bool(const Spoiling&)> put_neighbours(std::string_view header) {
  return [header, next = std::size_t{0}](const Spoiling& s) mutable {
    constexpr std::string_view kNames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾";
    const auto name = [&](std::size_t at) { return kNames.substr(at % (kNames.size() / 3) * 3, 3); };
    const auto at = next++;
    return set(s[header], "隔壁老" + std::string(name(at)) + std::string(name(at / 33 + at)) + "家");
  };
}

std::vector<Family> general_families() {
  const auto put = [](std::string_view header, std::string_view text) {
    return [=](const Spoiling& s) { return set(s[header], text); };
  };
  return {
      {R, "missing-name", "姓名", put("姓名", "")},
      {A, "missing-address", "地址", put("地址", "")},
      {O, "missing-name", "单位名称", put("单位名称", "")},
      {R, "missing-address", "现住地址", put("现住地址", "")},
      {O, "missing-address", "单位地址", put("单位地址", "")},
      {R, "person-name", "姓名", [](const Spoiling& s) { return set(s["姓名"], s["姓名"] + "1"); }},
      {R, "sex-unknown", "性别", put("性别", "不详")},
      {R, "bad-date", "入住日期", put("入住日期", "2026-02-30")},
      {R, "date-out-of-range", "入住日期", put("入住日期", "1700-01-01")},
      {R, "ends-before-start", "搬离日期", put("搬离日期", "1950-01-01")},
      {R, "phone", "联系电话", [](const Spoiling& s) { return spoil_phone(s["联系电话"]); }},
      {A, "phone", "房东电话", [](const Spoiling& s) { return spoil_phone(s["房东电话"]); }},
      {O, "phone", "联系电话", [](const Spoiling& s) { return spoil_phone(s["联系电话"]); }},
      {R, "category-unknown", "人员类别", put("人员类别", "甲类")},
      {R, "relation-unknown", "与户主关系", put("与户主关系", "邻居")},
      {R, "residence-kind-unknown", "居住类型", put("居住类型", "偶尔")},
      {A, "use-unknown", "房屋用途", put("房屋用途", "太空站")},
      {O, "use-unknown", "房屋用途", put("房屋用途", "太空站")},
      {A, "label-unknown", "房屋标签", put("房屋标签", "红房子")},
      {O, "organisation-kind-unknown", "单位类型", put("单位类型", "集团军")},
      {A, "bad-number", "核定人数", put("核定人数", "十几个")},
      {R, "bad-address", "现住地址", put_neighbours("现住地址")},
      {A, "bad-address", "地址", put_neighbours("地址")},
      {R, "address-outside-town", "现住地址", put("现住地址", "上海市青浦区朱家角镇漕平路88号")},
      {O, "address-outside-town", "单位地址", put("单位地址", "上海市青浦区朱家角镇漕平路88号")},
      {A, "committee-unknown", "所属村居", put("所属村居", "月球居委会")},
      {R, "committee-unknown", "所属村居", put("所属村居", "月球居委会")},
      {R, "employer-unknown", "工作单位信用代码", put("工作单位信用代码", no_such_employer())},
      {R, "too-long", "户籍地址",
       [](const Spoiling& s) {
         std::string text;
         for (int i = 0; i < 130; ++i) text += "号";
         return set(s["户籍地址"], text);
       }},
      {R, "bad-characters", "户籍地址", put("户籍地址", "安徽省\xEF\xBF\xBD阜阳市")},
      {R, "address-without-door", "现住地址",
       [](const Spoiling& s) {
         const auto end = s["现住地址"].find("弄");
         return end != std::string::npos && set(s["现住地址"], s["现住地址"].substr(0, end + 3));
       }},
      {R, "committee-disagrees", "所属村居",
       [](const Spoiling& s) {
         return s["所属村居"] != s.at(s.other, "所属村居") && set(s["所属村居"], s.at(s.other, "所属村居"));
       },
       false, true},
  };
}

std::vector<Family> number_families() {
  return {
      {R, "missing-identity", "证件号码",
       [](const Spoiling& s) {
         return set(s["证件号码"], "") && set(s["证件类型"], "") && set(s["出生日期"], "");
       }},
      {R, "id-number-length", "证件号码",
       [](const Spoiling& s) { return has_id(s) && set(s["证件号码"], s["证件号码"].substr(0, 17)); }},
      {R, "id-number-characters", "证件号码",
       [](const Spoiling& s) { return has_id(s) && set(s["证件号码"], s["证件号码"].replace(4, 1, "O")); }},
      {R, "id-number-date", "证件号码",
       [](const Spoiling& s) {
         return has_id(s) && with_new_check_digit(s["证件号码"].replace(10, 2, "13"));
       }},
      {R, "id-number-check-digit", "证件号码",
       [](const Spoiling& s) {
         return has_id(s) &&
                set(s["证件号码"], s["证件号码"].replace(17, 1, s["证件号码"][17] == '5' ? "6" : "5"));
       }},
      {R, "born-in-future", "证件号码",
       [](const Spoiling& s) {
         return has_id(s) && with_new_check_digit(s["证件号码"].replace(6, 4, "2091").replace(10, 4, "0105"));
       }},
      {R, "digits-lost", "证件号码",
       [](const Spoiling& s) { return has_id(s) && set(s["证件号码"], "9.99000199001011E+17"); }},
      {R, "document-type-unknown", "证件类型",
       [](const Spoiling& s) { return set(s["证件类型"], "学生证明"); }},
      {R, "document-type", "证件号码",
       [](const Spoiling& s) { return set(s["证件类型"], "") && set(s["证件号码"], "E12345678"); }},
      {R, "document-number", "证件号码",
       [](const Spoiling& s) { return set(s["证件类型"], "护照") && set(s["证件号码"], "12"); }},
      {R, "sex-disagrees", "性别",
       [](const Spoiling& s) { return has_id(s) && set(s["性别"], s["性别"] == "男" ? "女" : "男"); }},
      {R, "birth-date-disagrees", "出生日期",
       [](const Spoiling& s) {
         return has_id(s) && set(s["出生日期"], s["出生日期"] == "1971-03-04" ? "1971-03-05" : "1971-03-04");
       }},
      {O, "credit-code-length", "统一社会信用代码",
       [](const Spoiling& s) { return set(s["统一社会信用代码"], s["统一社会信用代码"].substr(0, 17)); }},
      {O, "credit-code-characters", "统一社会信用代码",
       [](const Spoiling& s) {
         return set(s["统一社会信用代码"], s["统一社会信用代码"].replace(9, 1, "I"));
       }},
      {O, "credit-code-check-digit", "统一社会信用代码",
       [](const Spoiling& s) {
         return set(s["统一社会信用代码"],
                    s["统一社会信用代码"].replace(17, 1, s["统一社会信用代码"][17] == '5' ? "6" : "5"));
       }},
  };
}

// Two rows that contradict each other: both are given back.
std::vector<Family> pair_families() {
  return {
      {A, "duplicate-row", "地址",
       [](const Spoiling& s) {
         copy(s, {"所属村居", "地址"});
         return true;
       },
       true},
      {R, "duplicate-row", "证件号码",
       [](const Spoiling& s) {
         if (s.at(s.other, "证件类型") != "居民身份证") return false;
         s.row = s.other;
         return true;
       },
       true},
      {R, "one-number-two-names", "证件号码",
       [](const Spoiling& s) {
         if (s.at(s.other, "证件类型") != "居民身份证" || s["姓名"] == s.at(s.other, "姓名")) return false;
         copy(s, {"证件类型", "证件号码", "性别", "出生日期"});
         return true;
       },
       true},
      {R, "two-main-residences", "现住地址",
       [](const Spoiling& s) {
         if (s.at(s.other, "证件类型") != "居民身份证" || s["现住地址"] == s.at(s.other, "现住地址"))
           return false;
         copy(s, {"姓名", "证件类型", "证件号码", "性别", "出生日期"});
         return true;
       },
       true},
  };
}

class Planter {
 public:
  Planter(town::SampleTables& tables, std::uint64_t seed) : tables_(tables), random_(seed) {}

  std::vector<PlantedFault> plant(int count) {
    auto families = general_families();
    for (const auto& more : {number_families(), pair_families()})
      std::ranges::copy(more, std::back_inserter(families));
    for (std::size_t next = 0; static_cast<int>(planted_.size()) < count; ++next) {
      if (is_half_spoilt(R)) throw std::runtime_error("the sample town is too small for so many faults");
      const auto& family = families[next % families.size()];
      if (family.two_rows && static_cast<int>(planted_.size()) + 2 > count) continue;
      if (is_half_spoilt(family.file)) continue;
      plant_one(family);
    }
    forget_refused_employers();
    std::ranges::sort(planted_);
    return std::move(planted_);
  }

 private:
  SampleTable& table(TownFile file) { return *std::ranges::find(tables_, file, &SampleTable::kind); }

  // So that a small file does not end up with nothing but faults.
  bool is_half_spoilt(TownFile file) {
    const auto spoilt = std::ranges::count(used_, file, &std::pair<TownFile, std::size_t>::first);
    return static_cast<std::size_t>(spoilt) * 2 + 4 > table(file).rows.size();
  }

  void plant_one(const Family& family) {
    auto& in = table(family.file);
    for (int tries = 0; tries < 10'000; ++tries) {
      const auto at = free_row(in), beside = free_row(in);
      if (at == beside || (family.keeps_place && spoilt_places_.contains(place(in, at)))) continue;
      const auto place_before = place(in, at);
      const auto code_before = family.file == O ? in.rows[at][1] : std::string{};
      const Spoiling spoiling{in, in.rows[at], in.rows[beside]};
      if (!family.spoil(spoiling)) continue;
      note(family, in, at);
      if (family.two_rows) note(family, in, beside);
      if (family.file == A)
        spoilt_places_.insert({place_before, family.two_rows ? place(in, beside) : place_before});
      if (family.keeps_place) kept_places_.insert(place_before);
      if (family.file == O) refused_codes_.insert(code_before);
      return;
    }
    throw std::runtime_error("the sample town is too small for so many faults: " + std::string(family.code));
  }

  std::string place(const SampleTable& in, std::size_t row) const {
    const auto header = in.kind == A ? "地址" : in.kind == R ? "现住地址" : "单位地址";
    return in.rows[row][static_cast<std::size_t>(std::ranges::find(in.headers, header) - in.headers.begin())];
  }

  std::size_t free_row(const SampleTable& in) {
    for (;;) {
      const auto at = static_cast<std::size_t>(random_.below(static_cast<int>(in.rows.size())));
      if (used_.contains({in.kind, at}) || (in.kind == A && kept_places_.contains(place(in, at)))) continue;
      return at;
    }
  }

  void note(const Family& family, const SampleTable& in, std::size_t row) {
    used_.insert({in.kind, row});
    const auto column = std::ranges::find(in.headers, family.header) - in.headers.begin();
    planted_.push_back({.file = in.kind,
                        .row = static_cast<std::uint32_t>(row) + town::kSampleHeaderRow + 1,
                        .column = static_cast<std::uint32_t>(column) + 1,
                        .code = std::string(family.code)});
  }

  // Who works at an organisation whose row is refused would be a fault besides.
  void forget_refused_employers() {
    auto& residents = table(R);
    const auto at = static_cast<std::size_t>(std::ranges::find(residents.headers, "工作单位信用代码") -
                                             residents.headers.begin());
    for (auto& row : residents.rows) {
      if (!refused_codes_.contains(row[at])) continue;
      for (std::size_t i = at; i < at + 3; ++i) row[i].clear();
    }
  }

  town::SampleTables& tables_;
  town::SampleRandom random_;
  std::set<std::pair<TownFile, std::size_t>> used_;
  std::set<std::string> spoilt_places_, kept_places_, refused_codes_;
  std::vector<PlantedFault> planted_;
};

}  // namespace

std::vector<PlantedFault> plant_faults(town::SampleTables& tables, int count, std::uint64_t seed) {
  return Planter(tables, seed).plant(count);
}

std::string fault_list(const std::vector<PlantedFault>& faults) {
  std::string out;
  for (const auto& each : faults)
    out += std::string(registry::code(each.file)) + '\t' + std::to_string(each.row) + '\t' +
           std::to_string(each.column) + '\t' + each.code + '\n';
  return out;
}

}  // namespace weige::testing_support
