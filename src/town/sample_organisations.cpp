#include "town/sample_organisations.h"

#include <array>
#include <span>

namespace weige::town {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 24> kFirst{"鑫", "恒", "瑞", "启", "博", "弘", "嘉", "盛",
                                                  "联", "昊", "康", "宏", "祥", "泰", "优", "亿",
                                                  "卓", "慧", "朗", "晟", "润", "捷", "凯", "域"};
constexpr std::array<std::string_view, 20> kLast{"源", "达", "泽", "通", "腾", "晟", "远", "创", "邦", "信",
                                                 "海", "成", "茂", "丰", "迪", "航", "益", "朗", "禾", "川"};
constexpr std::array<std::string_view, 16> kShops{"便利店", "小吃店", "水果店", "理发店", "五金店", "服装店",
                                                  "烟杂店", "餐馆",   "面馆",   "药店",   "洗衣店", "花店",
                                                  "手机店", "修车铺", "奶茶店", "宠物店"};
constexpr std::array<std::string_view, 14> kOffices{
    "信息科技", "电子商务", "建筑装饰", "广告",         "企业管理咨询", "物流",     "贸易",
    "财务咨询", "文化传播", "物业管理", "人力资源服务", "房地产经纪",   "教育科技", "供应链管理"};
constexpr std::array<std::string_view, 10> kFactories{"精密机械", "塑料制品", "服装", "电子", "包装材料",
                                                      "食品",     "金属制品", "家具", "印务", "汽车配件"};
constexpr std::array<std::string_view, 10> kStalls{"蔬菜摊", "水产摊", "猪肉摊", "豆制品摊", "禽蛋摊",
                                                   "干货摊", "熟食摊", "粮油摊", "水果摊",   "调味品摊"};

constexpr std::array<std::string_view, 5> kShopJobs{"店主", "店员", "收银员", "厨师", "理货员"};
constexpr std::array<std::string_view, 8> kOfficeJobs{"经理", "职员",   "会计", "销售",
                                                      "行政", "工程师", "客服", "人事"};
constexpr std::array<std::string_view, 7> kFactoryJobs{"操作工", "操作工", "质检员",  "班组长",
                                                       "仓管员", "机修工", "叉车司机"};
constexpr std::array<std::string_view, 4> kSchoolJobs{"教师", "教师", "保育员", "后勤"};
constexpr std::array<std::string_view, 4> kMedicalJobs{"医生", "护士", "护士", "药剂师"};
constexpr std::array<std::string_view, 4> kOtherJobs{"职员", "保安", "保洁", "服务员"};

std::string brand(SampleRandom& random) {
  std::string out(random.pick(kFirst));
  return out.append(random.pick(kLast));
}

std::string company(SampleRandom& random, Words trades) {
  return "上海" + brand(random) + std::string(random.pick(trades)) + "有限公司";
}

std::string local(const SampleCommittee& committee, std::string_view what) {
  const auto end = committee.name.find(committee.is_village ? "村委会" : "居委会");
  return committee.name.substr(0, end).append(what);
}

struct Form {
  std::string_view code, kind;  // the first signs of the credit code
};
constexpr Form kCompany{"91", "company"}, kSelfEmployed{"92", "self_employed"},
    kPublic{"12", "public_institution"}, kSchool{"12", "school"}, kSocial{"52", "social"},
    kOther{"54", "other"};

}  // namespace

SampleOrganisation sample_organisation(SampleRandom& random, SampleNumbers& numbers,
                                       const SampleCommittee& committee, std::string_view use) {
  SampleOrganisation out;
  Form form = kCompany;
  if (use == "shop" && random.chance(760)) {
    form = kSelfEmployed;
    out.name = "青浦区徐泾镇" + brand(random) + std::string(random.pick(kShops));
    out.staff = random.between(1, 4);
  } else if (use == "shop") {
    out.name = company(random, kOffices);
    out.staff = random.between(2, 9);
  } else if (use == "market") {
    form = kSelfEmployed;
    out.name = "青浦区徐泾镇" + brand(random) + std::string(random.pick(kStalls));
    out.staff = random.between(1, 2);
  } else if (use == "factory" || use == "warehouse") {
    out.name = company(random, use == "factory" ? Words(kFactories) : Words(kOffices));
    out.staff = use == "factory" ? random.around(12, 110) : random.between(3, 20);
  } else if (use == "school") {
    form = kSchool;
    out.name = local(committee, brand(random) + (random.chance(700) ? "幼儿园" : "小学"));
    out.staff = random.between(15, 50);
  } else if (use == "medical") {
    form = kPublic;
    out.name = local(committee, "社区卫生服务站");
    out.staff = random.between(5, 18);
  } else if (use == "hotel") {
    out.name = "上海" + brand(random) + "酒店有限公司";
    out.staff = random.between(8, 30);
  } else if (use == "public") {
    form = random.chance(500) ? kOther : kSocial;
    out.name = local(committee, form.code == kOther.code ? "社区服务中心" : "社区文化活动中心");
    out.staff = random.between(4, 12);
  } else {
    out.name = company(random, kOffices);
    out.staff = random.around(2, 26);
  }
  out.kind = form.kind;
  out.credit_code = numbers.credit_code(form.code);
  return out;
}

std::string_view sample_job(SampleRandom& random, std::string_view use) {
  if (use == "shop" || use == "market") return random.pick(kShopJobs);
  if (use == "factory" || use == "warehouse") return random.pick(kFactoryJobs);
  if (use == "school") return random.pick(kSchoolJobs);
  if (use == "medical") return random.pick(kMedicalJobs);
  if (use == "office") return random.pick(kOfficeJobs);
  return random.pick(kOtherJobs);
}

}  // namespace weige::town
