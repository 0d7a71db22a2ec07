#include "registry/code_lists.h"

#include <algorithm>
#include <array>

namespace weige::registry {
namespace {

struct OtherSpelling {
  CodeListName list;
  std::string_view text, code;
};

constexpr std::array kSexes{CodeEntry{"male", "男", "male"}, CodeEntry{"female", "女", "female"}};
constexpr std::array kCategories{
    CodeEntry{"registered_here", "户籍人口", "registered in Shanghai"},
    CodeEntry{"elsewhere_mainland", "来沪人员", "from elsewhere in the mainland"},
    CodeEntry{"outside_mainland", "境外人员", "from outside the mainland"}};
constexpr std::array kDocumentTypes{
    CodeEntry{"resident_id", "居民身份证", "resident identity card"},
    CodeEntry{"passport", "护照", "passport"},
    CodeEntry{"hk_macao_permit", "港澳居民来往内地通行证", "HK/Macao travel permit"},
    CodeEntry{"taiwan_permit", "台湾居民来往大陆通行证", "Taiwan travel permit"},
    CodeEntry{"foreign_permanent", "外国人永久居留身份证", "foreign permanent resident ID card"},
    CodeEntry{"hmt_residence", "港澳台居民居住证", "HK/Macao/Taiwan residence permit"},
    CodeEntry{"other", "其他", "other"}};
constexpr std::array kResidenceKinds{CodeEntry{"main", "主要居住", "main"},
                                     CodeEntry{"other", "其他居住", "other"}};
constexpr std::array kResidenceStates{
    CodeEntry{"reported", "已报告", "reported"}, CodeEntry{"to_verify", "待核查", "to verify"},
    CodeEntry{"current", "现住", "current"},     CodeEntry{"reported_gone", "报告已搬离", "reported gone"},
    CodeEntry{"suspended", "暂停", "suspended"}, CodeEntry{"cancelled", "已注销", "cancelled"},
    CodeEntry{"undone", "已撤销", "undone"}};
constexpr std::array kRelations{
    CodeEntry{"head", "户主", "head"},           CodeEntry{"spouse", "配偶", "spouse"},
    CodeEntry{"child", "子女", "child"},         CodeEntry{"parent", "父母", "parent"},
    CodeEntry{"sibling", "兄弟姐妹", "sibling"}, CodeEntry{"relative", "其他亲属", "other relative"},
    CodeEntry{"tenant", "承租人", "tenant"},     CodeEntry{"co_tenant", "合租", "sharing tenant"},
    CodeEntry{"colleague", "同事", "colleague"}, CodeEntry{"other", "其他", "other"}};
constexpr std::array kUses{CodeEntry{"home", "住宅", "home"},
                           CodeEntry{"apartment", "公寓", "serviced apartment"},
                           CodeEntry{"dormitory", "集体宿舍", "dormitory"},
                           CodeEntry{"shop", "商铺", "shop"},
                           CodeEntry{"office", "办公", "office"},
                           CodeEntry{"factory", "厂房", "factory"},
                           CodeEntry{"warehouse", "仓储", "warehouse"},
                           CodeEntry{"market", "市场", "market"},
                           CodeEntry{"hotel", "旅馆", "hotel"},
                           CodeEntry{"school", "学校", "school"},
                           CodeEntry{"medical", "医疗", "medical"},
                           CodeEntry{"public", "公共设施", "public facility"},
                           CodeEntry{"other", "其他", "other"}};
constexpr std::array kLabels{CodeEntry{"owner_occupied", "自住", "owner-occupied"},
                             CodeEntry{"let", "出租", "let"},
                             CodeEntry{"overcrowded_let", "群租", "overcrowded let"},
                             CodeEntry{"vacant", "空置", "vacant"},
                             CodeEntry{"dormitory", "集体宿舍", "dormitory"},
                             CodeEntry{"shop", "商铺", "shop"},
                             CodeEntry{"guesthouse", "民宿", "guesthouse"},
                             CodeEntry{"under_renovation", "装修中", "under renovation"}};
constexpr std::array kLabelEvidence{
    CodeEntry{"door_visit", "上门查看", "seen at the door"},
    CodeEntry{"landlord", "房东说明", "the landlord's word"}, CodeEntry{"lease", "租赁合同", "a lease"},
    CodeEntry{"record", "登记资料", "a record"}, CodeEntry{"second_source", "第二来源", "a second source"}};
constexpr std::array kOrganisationKinds{CodeEntry{"company", "企业", "company"},
                                        CodeEntry{"self_employed", "个体工商户", "self-employed"},
                                        CodeEntry{"public_institution", "事业单位", "public institution"},
                                        CodeEntry{"government", "机关", "government body"},
                                        CodeEntry{"social", "社会组织", "social organisation"},
                                        CodeEntry{"school", "学校", "school"},
                                        CodeEntry{"other", "其他", "other"}};
constexpr std::array kLevels{CodeEntry{"road", "路", "road"},
                             CodeEntry{"lane", "弄", "lane"},
                             CodeEntry{"branch_lane", "支弄", "branch lane"},
                             CodeEntry{"poi", "小区", "compound"},
                             CodeEntry{"group", "组（队）", "village group"},
                             CodeEntry{"number", "号", "number"},
                             CodeEntry{"building", "幢", "building"},
                             CodeEntry{"unit", "单元", "unit"},
                             CodeEntry{"floor", "层", "floor"},
                             CodeEntry{"room", "室", "room"}};
constexpr std::array kOutcomes{CodeEntry{"same", "一致", "same"},
                               CodeEntry{"fills_gap", "补全", "fills a gap"},
                               CodeEntry{"changed", "有变更", "changed"},
                               CodeEntry{"new", "新增", "new"},
                               CodeEntry{"moved_in", "迁入", "moved in"},
                               CodeEntry{"moved_within", "辖区内迁移", "moved within"},
                               CodeEntry{"ambiguous", "需人工判断", "a person must look"},
                               CodeEntry{"invalid", "需修改", "to be mended"},
                               CodeEntry{"refused", "不在范围内", "out of scope"}};
constexpr std::array kWays{
    CodeEntry{"door", "上门", "at the door"},         CodeEntry{"counter", "窗口", "at the counter"},
    CodeEntry{"phone", "电话", "by phone"},           CodeEntry{"file", "文件", "from a file"},
    CodeEntry{"declaration", "自主申报", "declared"}, CodeEntry{"correction", "更正", "correction"}};
constexpr std::array kEvidenceKinds{CodeEntry{"door_visit", "上门见到", "door visit"},
                                    CodeEntry{"landlord", "房东说明", "landlord"},
                                    CodeEntry{"second_source", "第二来源", "second source"},
                                    CodeEntry{"failed_visit", "上门未遇", "failed visit"},
                                    CodeEntry{"document", "证件或合同", "document"},
                                    CodeEntry{"self_declaration", "本人申报", "self-declaration"}};

constexpr std::array kSources{CodeEntry{"screen", "页面录入", "entered on the screen"},
                              CodeEntry{"import", "文件导入", "from a file"}};

using enum CodeListName;
constexpr std::array kOtherSpellings{
    OtherSpelling{sexes, "男性", "male"},
    OtherSpelling{sexes, "女性", "female"},
    OtherSpelling{sexes, "M", "male"},
    OtherSpelling{sexes, "F", "female"},
    OtherSpelling{sexes, "1", "male"},
    OtherSpelling{sexes, "2", "female"},
    OtherSpelling{categories, "户籍", "registered_here"},
    OtherSpelling{categories, "本市户籍", "registered_here"},
    OtherSpelling{categories, "上海户籍", "registered_here"},
    OtherSpelling{categories, "来沪", "elsewhere_mainland"},
    OtherSpelling{categories, "外来人员", "elsewhere_mainland"},
    OtherSpelling{categories, "外省市", "elsewhere_mainland"},
    OtherSpelling{categories, "境外", "outside_mainland"},
    OtherSpelling{document_types, "身份证", "resident_id"},
    OtherSpelling{document_types, "二代身份证", "resident_id"},
    OtherSpelling{document_types, "回乡证", "hk_macao_permit"},
    OtherSpelling{document_types, "港澳通行证", "hk_macao_permit"},
    OtherSpelling{document_types, "台胞证", "taiwan_permit"},
    OtherSpelling{document_types, "永久居留证", "foreign_permanent"},
    OtherSpelling{document_types, "港澳台居住证", "hmt_residence"},
    OtherSpelling{residence_kinds, "是", "main"},
    OtherSpelling{residence_kinds, "常住", "main"},
    OtherSpelling{residence_kinds, "否", "other"},
    OtherSpelling{relations, "本人", "head"},
    OtherSpelling{relations, "妻子", "spouse"},
    OtherSpelling{relations, "丈夫", "spouse"},
    OtherSpelling{relations, "妻", "spouse"},
    OtherSpelling{relations, "夫", "spouse"},
    OtherSpelling{relations, "儿子", "child"},
    OtherSpelling{relations, "女儿", "child"},
    OtherSpelling{relations, "父亲", "parent"},
    OtherSpelling{relations, "母亲", "parent"},
    OtherSpelling{relations, "租客", "tenant"},
    OtherSpelling{relations, "租户", "tenant"},
    OtherSpelling{relations, "亲属", "relative"},
    OtherSpelling{premises_uses, "居住", "home"},
    OtherSpelling{premises_uses, "民房", "home"},
    OtherSpelling{premises_uses, "居民住宅", "home"},
    OtherSpelling{premises_uses, "宿舍", "dormitory"},
    OtherSpelling{premises_uses, "商用", "shop"},
    OtherSpelling{premises_uses, "店铺", "shop"},
    OtherSpelling{premises_uses, "写字楼", "office"},
    OtherSpelling{premises_uses, "工厂", "factory"},
    OtherSpelling{premises_uses, "仓库", "warehouse"},
    OtherSpelling{premises_labels, "租赁", "let"},
    OtherSpelling{premises_labels, "空关", "vacant"},
    OtherSpelling{premises_labels, "自有自住", "owner_occupied"},
    OtherSpelling{organisation_kinds, "公司", "company"},
    OtherSpelling{organisation_kinds, "个体", "self_employed"},
    OtherSpelling{organisation_kinds, "个体户", "self_employed"},
};

constexpr std::array kAll{
    sexes,         categories,      document_types, residence_kinds,    residence_states, relations,
    premises_uses, premises_labels, label_evidence, organisation_kinds, address_levels,   row_outcomes,
    ways,          evidence,        sources};

}  // namespace

std::span<const CodeListName> all_code_lists() {
  return kAll;
}

std::string_view name(CodeListName list) {
  static constexpr std::array<std::string_view, 15> kNames{"sexes",
                                                           "categories",
                                                           "document_types",
                                                           "residence_kinds",
                                                           "residence_states",
                                                           "relations",
                                                           "premises_uses",
                                                           "premises_labels",
                                                           "label_evidence",
                                                           "organisation_kinds",
                                                           "address_levels",
                                                           "row_outcomes",
                                                           "ways",
                                                           "evidence",
                                                           "sources"};
  return kNames[static_cast<std::size_t>(list)];
}

std::span<const CodeEntry> entries(CodeListName list) {
  switch (list) {
    case sexes:
      return kSexes;
    case categories:
      return kCategories;
    case document_types:
      return kDocumentTypes;
    case residence_kinds:
      return kResidenceKinds;
    case residence_states:
      return kResidenceStates;
    case relations:
      return kRelations;
    case premises_uses:
      return kUses;
    case premises_labels:
      return kLabels;
    case label_evidence:
      return kLabelEvidence;
    case organisation_kinds:
      return kOrganisationKinds;
    case address_levels:
      return kLevels;
    case row_outcomes:
      return kOutcomes;
    case ways:
      return kWays;
    case evidence:
      return kEvidenceKinds;
    case sources:
      return kSources;
  }
  return {};
}

bool is_code(CodeListName list, std::string_view code) {
  return std::ranges::any_of(entries(list), [&](const CodeEntry& entry) { return entry.code == code; });
}

std::optional<std::string_view> code_of(CodeListName list, std::string_view text) {
  for (const auto& entry : entries(list))
    if (entry.code == text || entry.zh == text || entry.en == text) return entry.code;
  for (const auto& other : kOtherSpellings)
    if (other.list == list && other.text == text) return other.code;
  return std::nullopt;
}

std::string_view zh_of(CodeListName list, std::string_view code) {
  for (const auto& entry : entries(list))
    if (entry.code == code) return entry.zh;
  return code;
}

bool is_residential_use(std::string_view use) {
  return use == "home" || use == "apartment" || use == "dormitory";
}

}  // namespace weige::registry
