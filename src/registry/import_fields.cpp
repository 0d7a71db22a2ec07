#include "registry/import_fields.h"

#include <algorithm>
#include <array>

namespace weige::registry {
namespace {

using Words = std::span<const std::string_view>;
using Word = std::string_view;

constexpr std::array kName{Word("名字"),     Word("居民姓名"), Word("人员姓名"),
                           Word("人口姓名"), Word("name"),     Word("Name")};
constexpr std::array kDocumentType{Word("证件种类"), Word("证件名称"), Word("document type"),
                                   Word("document_type")};
constexpr std::array kDocumentNumber{Word("证件号"),       Word("身份证号"),        Word("身份证号码"),
                                     Word("身份证"),       Word("公民身份号码"),    Word("公民身份证号"),
                                     Word("居民身份证号"), Word("居民身份证号码"),  Word("ID number"),
                                     Word("ID"),           Word("document number"), Word("document_number")};
constexpr std::array kSex{Word("男女"), Word("sex"), Word("Sex"), Word("gender"), Word("Gender")};
constexpr std::array kBirth{Word("出生年月"),      Word("出生年月日"), Word("生日"),      Word("出生时间"),
                            Word("date of birth"), Word("birth date"), Word("birth_date")};
constexpr std::array kPhone{Word("电话"),     Word("手机"),     Word("手机号"),   Word("手机号码"),
                            Word("联系方式"), Word("电话号码"), Word("本人电话"), Word("联系手机"),
                            Word("phone"),    Word("Phone"),    Word("mobile")};
constexpr std::array kRegisteredPlace{Word("户籍地"),           Word("户口所在地"),      Word("户籍所在地"),
                                      Word("户籍详细地址"),     Word("户口地址"),        Word("户籍地详址"),
                                      Word("registered place"), Word("registered_place")};
constexpr std::array kCategory{Word("人口类别"), Word("人员类型"), Word("人口类型"), Word("人口性质"),
                               Word("category")};
constexpr std::array kAddress{Word("地址"),       Word("住址"),     Word("居住地址"),   Word("现住址"),
                              Word("现居住地址"), Word("现居住地"), Word("现居地址"),   Word("实际居住地址"),
                              Word("居住地"),     Word("详细地址"), Word("居住地详址"), Word("address"),
                              Word("Address")};
constexpr std::array kPlaceAddress{Word("详细地址"), Word("标准地址"), Word("房屋地址"),
                                   Word("门牌地址"), Word("房屋坐落"), Word("坐落"),
                                   Word("现住地址"), Word("address"),  Word("Address")};
constexpr std::array kUnitAddress{Word("地址"),         Word("详细地址"), Word("经营地址"), Word("办公地址"),
                                  Word("实际经营地址"), Word("注册地址"), Word("经营场所"), Word("住所"),
                                  Word("单位详址"),     Word("address"),  Word("Address")};
constexpr std::array kRoad{Word("路"),       Word("道路"),       Word("路街"), Word("街路巷"),
                           Word("道路名称"), Word("路（街）名"), Word("road")};
constexpr std::array kLane{Word("弄号"), Word("弄巷"), Word("lane")};
constexpr std::array kBranchLane{Word("支弄号"), Word("branch lane"), Word("branch_lane")};
constexpr std::array kCompound{Word("小区名称"), Word("小区名"), Word("楼盘"),
                               Word("宅名"),     Word("自然村"), Word("compound")};
constexpr std::array kGroup{Word("村民小组"), Word("组"),   Word("组队"),
                            Word("小组"),     Word("队组"), Word("group")};
constexpr std::array kNumber{Word("门牌"), Word("号"),   Word("门牌号码"),
                             Word("号牌"), Word("楼号"), Word("number")};
constexpr std::array kBuilding{Word("幢"),   Word("幢号"), Word("楼栋"),   Word("栋"),
                               Word("栋号"), Word("楼幢"), Word("楼栋号"), Word("building")};
constexpr std::array kUnit{Word("单元号"), Word("unit")};
constexpr std::array kFloor{Word("层"), Word("楼层号"), Word("所在楼层"), Word("floor")};
constexpr std::array kRoom{Word("室"),     Word("房号"),   Word("房间号"), Word("房间"),
                           Word("房室号"), Word("室号牌"), Word("门室"),   Word("room")};
constexpr std::array kCommittee{
    Word("村居"),     Word("居委"),       Word("居委会"),     Word("村委会"),       Word("居村"),
    Word("所属居委"), Word("所属居委会"), Word("所属村居委"), Word("所属村居委会"), Word("社区"),
    Word("所属社区"), Word("居村委"),     Word("村居名称"),   Word("committee"),    Word("community")};
constexpr std::array kUse{Word("用途"),     Word("房屋类型"), Word("房屋类别"),
                          Word("房屋性质"), Word("使用性质"), Word("use")};
constexpr std::array kResidenceKind{Word("居住性质"), Word("是否常住"),       Word("是否主要居住"),
                                    Word("居住类别"), Word("residence kind"), Word("residence_kind")};
constexpr std::array kRelation{Word("与房主关系"), Word("户主关系"), Word("与户主的关系"), Word("家庭关系"),
                               Word("relation")};
constexpr std::array kFrom{Word("来住日期"), Word("入住时间"), Word("居住开始日期"),
                           Word("迁入日期"), Word("起住日期"), Word("来沪居住日期"),
                           Word("moved in"), Word("from"),     Word("from_day")};
constexpr std::array kTo{Word("离开日期"), Word("搬离时间"),  Word("迁出日期"), Word("居住结束日期"),
                         Word("离住日期"), Word("moved out"), Word("to"),       Word("to_day")};
constexpr std::array kEmployer{Word("工作单位代码"), Word("从业单位代码"), Word("单位信用代码"),
                               Word("employer_code")};
constexpr std::array kJob{Word("岗位"), Word("工种"), Word("职业"), Word("job")};
constexpr std::array kJobFrom{Word("从业日期"), Word("到岗日期"), Word("入职时间"), Word("employed_from")};
constexpr std::array kLabels{Word("房屋状态"), Word("房屋标识"), Word("居住状态"), Word("出租情况"),
                             Word("labels")};
constexpr std::array kOwnerName{Word("房东"),     Word("出租人"),     Word("产权人"),     Word("业主"),
                                Word("业主姓名"), Word("产权人姓名"), Word("出租人姓名"), Word("房屋所有人"),
                                Word("owner"),    Word("owner_name")};
constexpr std::array kOwnerPhone{Word("房东联系电话"), Word("出租人电话"), Word("业主电话"),
                                 Word("产权人电话"),   Word("房东手机"),   Word("业主手机"),
                                 Word("owner phone"),  Word("owner_phone")};
constexpr std::array kAgentName{Word("中介"),       Word("管理人"), Word("代理人"),    Word("二房东"),
                                Word("管理人姓名"), Word("agent"),  Word("agent_name")};
constexpr std::array kAgentPhone{Word("中介电话"),   Word("管理人电话"),  Word("代理人联系电话"),
                                 Word("二房东电话"), Word("agent phone"), Word("agent_phone")};
constexpr std::array kHeadcount{Word("核定居住人数"), Word("限住人数"), Word("人数上限"),
                                Word("headcount_limit")};
constexpr std::array kLng{Word("X"), Word("lng"), Word("longitude")};
constexpr std::array kLat{Word("Y"), Word("lat"), Word("latitude")};
constexpr std::array kDatum{Word("坐标系统"), Word("坐标基准"), Word("datum")};
constexpr std::array kUnitName{Word("名称"),     Word("企业名称"), Word("公司名称"),
                               Word("机构名称"), Word("法人名称"), Word("商户名称"),
                               Word("店名"),     Word("name"),     Word("organisation")};
constexpr std::array kCreditCode{Word("信用代码"),     Word("社会信用代码"), Word("统一信用代码"),
                                 Word("组织机构代码"), Word("统一代码"),     Word("credit code"),
                                 Word("credit_code")};
constexpr std::array kUnitKind{Word("单位类别"), Word("单位性质"), Word("企业类型"), Word("机构类型"),
                               Word("kind")};
constexpr std::array kContactName{Word("联系人姓名"),  Word("负责人"), Word("负责人姓名"),
                                  Word("法定代表人"),  Word("法人"),   Word("contact"),
                                  Word("contact_name")};
constexpr std::array kContactPhone{Word("联系人电话"),    Word("电话"),         Word("负责人电话"),
                                   Word("单位电话"),      Word("联系方式"),     Word("手机"),
                                   Word("contact phone"), Word("contact_phone")};

// The parts of an address, when a file has a column for each.
#define WEIGE_ADDRESS_PARTS                                                                           \
  ImportField{"road", "路名", "road", false, kRoad}, ImportField{"lane", "弄", "lane", false, kLane}, \
      ImportField{"branch_lane", "支弄", "branch lane", false, kBranchLane},                          \
      ImportField{"compound", "小区", "compound", false, kCompound},                                  \
      ImportField{"group", "村组", "village group", false, kGroup},                                   \
      ImportField{"number", "门牌号", "number", false, kNumber},                                      \
      ImportField{"building", "楼幢号", "building", false, kBuilding},                                \
      ImportField{"unit", "单元", "unit", false, kUnit},                                              \
      ImportField{"floor", "楼层", "floor", false, kFloor},                                           \
      ImportField{"room", "室号", "room", false, kRoom}, ImportField {                                \
    "committee", "所属村居", "committee", false, kCommittee                                           \
  }

constexpr std::array kResidents{
    ImportField{"name", "姓名", "name", true, kName},
    ImportField{"document_type", "证件类型", "document type", false, kDocumentType},
    ImportField{"document_number", "证件号码", "document number", false, kDocumentNumber},
    ImportField{"sex", "性别", "sex", false, kSex},
    ImportField{"birth_date", "出生日期", "date of birth", false, kBirth},
    ImportField{"phone", "联系电话", "phone", false, kPhone},
    ImportField{"registered_place", "户籍地址", "registered place", false, kRegisteredPlace},
    ImportField{"category", "人员类别", "category", false, kCategory},
    ImportField{"address", "现住地址", "address", true, kAddress},
    WEIGE_ADDRESS_PARTS,
    ImportField{"use", "房屋用途", "use of the premises", false, kUse},
    ImportField{"residence_kind", "居住类型", "kind of residence", false, kResidenceKind},
    ImportField{"relation", "与户主关系", "relation to the head", false, kRelation},
    ImportField{"from_day", "入住日期", "moved in", false, kFrom},
    ImportField{"to_day", "搬离日期", "moved out", false, kTo},
    ImportField{"employer_code", "工作单位信用代码", "credit code of the employer", false, kEmployer},
    ImportField{"job", "职务", "job", false, kJob},
    ImportField{"employed_from", "入职日期", "employed since", false, kJobFrom}};
constexpr std::array kAddresses{
    ImportField{"address", "地址", "address", true, kPlaceAddress},
    WEIGE_ADDRESS_PARTS,
    ImportField{"use", "房屋用途", "use of the premises", false, kUse},
    ImportField{"labels", "房屋标签", "labels", false, kLabels},
    ImportField{"owner_name", "房东姓名", "owner", false, kOwnerName},
    ImportField{"owner_phone", "房东电话", "owner's phone", false, kOwnerPhone},
    ImportField{"agent_name", "代理人姓名", "agent", false, kAgentName},
    ImportField{"agent_phone", "代理人电话", "agent's phone", false, kAgentPhone},
    ImportField{"headcount_limit", "核定人数", "head-count limit", false, kHeadcount},
    ImportField{"lng", "经度", "longitude", false, kLng},
    ImportField{"lat", "纬度", "latitude", false, kLat},
    ImportField{"datum", "坐标系", "datum", false, kDatum}};
constexpr std::array kOrganisations{
    ImportField{"name", "单位名称", "name", true, kUnitName},
    ImportField{"credit_code", "统一社会信用代码", "unified social credit code", false, kCreditCode},
    ImportField{"kind", "单位类型", "kind", false, kUnitKind},
    ImportField{"contact_name", "联系人", "contact", false, kContactName},
    ImportField{"contact_phone", "联系电话", "contact's phone", false, kContactPhone},
    ImportField{"address", "单位地址", "address", true, kUnitAddress},
    WEIGE_ADDRESS_PARTS,
    ImportField{"use", "房屋用途", "use of the premises", false, kUse}};
#undef WEIGE_ADDRESS_PARTS

constexpr std::array<std::string_view, 3> kCodes{"addresses", "residents", "organisations"};
constexpr std::array<std::string_view, 10> kParts{"road",   "lane",     "branch_lane", "compound", "group",
                                                  "number", "building", "unit",        "floor",    "room"};

bool names(const ImportField& field, std::string_view header) {
  return header == field.zh || header == field.en || header == field.code ||
         std::ranges::find(field.words, header) != field.words.end();
}

// The longest word within the header, at least two Han characters long: 常用联系电话 has 联系电话.
std::size_t likeness(const ImportField& field, std::string_view header) {
  std::size_t best = 0;
  const auto look = [&](std::string_view word) {
    if (word.size() >= 6 && header.find(word) != header.npos) best = std::max(best, word.size());
  };
  look(field.zh);
  for (const auto word : field.words) look(word);
  return best;
}

}  // namespace

std::string_view code(TownFile kind) {
  return kCodes[static_cast<std::size_t>(kind)];
}

std::optional<TownFile> town_file_of(std::string_view text) {
  for (const auto kind : kTownFiles)
    if (code(kind) == text) return kind;
  return std::nullopt;
}

std::span<const ImportField> import_fields(TownFile kind) {
  if (kind == TownFile::residents) return kResidents;
  if (kind == TownFile::organisations) return kOrganisations;
  return kAddresses;
}

const ImportField* find_import_field(TownFile kind, std::string_view field) {
  const auto all = import_fields(kind);
  const auto found = std::ranges::find(all, field, &ImportField::code);
  return found == all.end() ? nullptr : &*found;
}

bool is_address_part(std::string_view field) {
  return std::ranges::find(kParts, field) != kParts.end();
}

std::span<const std::string_view> header_words() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> out;
    for (const auto kind : kTownFiles)
      for (const auto& field : import_fields(kind)) {
        out.insert(out.end(), {field.zh, field.en, field.code});
        out.insert(out.end(), field.words.begin(), field.words.end());
      }
    std::ranges::sort(out);
    const auto doubles = std::ranges::unique(out);
    out.erase(doubles.begin(), doubles.end());
    return out;
  }();
  return all;
}

std::optional<FieldGuess> guess_field(TownFile kind, std::string_view header) {
  const ImportField* best = nullptr;
  std::size_t longest = 0;
  for (const auto& field : import_fields(kind)) {
    if (names(field, header)) return FieldGuess{field.code, true};
    if (const auto length = likeness(field, header); length > longest) {
      best = &field;
      longest = length;
    }
  }
  if (!best) return std::nullopt;
  return FieldGuess{best->code, false};
}

std::optional<TownFile> guess_kind(std::span<const std::string> headers) {
  std::optional<TownFile> best;
  double most = 0;
  for (const auto kind : kTownFiles) {
    double score = 0;
    for (const auto& header : headers)
      if (const auto guess = guess_field(kind, header)) score += guess->sure ? 1 : 0.4;
    if (score > most) {
      best = kind;
      most = score;
    }
  }
  return best;
}

}  // namespace weige::registry
