#include "town/sample_people.h"

#include <algorithm>
#include <array>

#include "standards/person_name.h"
#include "town/sample_names.h"

namespace weige::town {
namespace {

using standards::Sex;

constexpr std::string_view kTown = "上海市青浦区徐泾镇";

// Where people come from, the more often a place stands here the more come from it.
constexpr std::array<std::string_view, 12> kShanghai{
    "上海市青浦区盈浦街道",   "上海市青浦区夏阳街道", "上海市青浦区华新镇",     "上海市闵行区华漕镇",
    "上海市长宁区北新泾街道", "上海市普陀区长征镇",   "上海市静安区江宁路街道", "上海市黄浦区五里桥街道",
    "上海市杨浦区五角场街道", "上海市徐汇区田林街道", "上海市浦东新区三林镇",   "上海市嘉定区江桥镇"};
constexpr std::array<std::string_view, 48> kElsewhere{
    "安徽省阜阳市颍上县", "安徽省阜阳市临泉县", "安徽省六安市霍邱县",   "安徽省亳州市蒙城县",
    "安徽省滁州市定远县", "安徽省安庆市怀宁县", "安徽省宿州市萧县",     "安徽省淮南市寿县",
    "安徽省合肥市肥东县", "安徽省芜湖市无为市", "安徽省六安市舒城县",   "安徽省阜阳市太和县",
    "江苏省盐城市射阳县", "江苏省盐城市滨海县", "江苏省淮安市涟水县",   "江苏省南通市如东县",
    "江苏省徐州市沛县",   "江苏省宿迁市泗洪县", "江苏省泰州市兴化市",   "江苏省连云港市灌云县",
    "河南省周口市淮阳区", "河南省信阳市固始县", "河南省商丘市虞城县",   "河南省驻马店市上蔡县",
    "河南省南阳市唐河县", "江西省上饶市鄱阳县", "江西省九江市都昌县",   "江西省抚州市东乡区",
    "四川省南充市仪陇县", "四川省达州市渠县",   "四川省广安市邻水县",   "湖北省荆州市监利市",
    "湖北省黄冈市蕲春县", "湖北省孝感市汉川市", "浙江省台州市临海市",   "浙江省温州市苍南县",
    "浙江省丽水市青田县", "福建省宁德市福安市", "福建省三明市尤溪县",   "山东省菏泽市曹县",
    "山东省临沂市兰陵县", "湖南省邵阳市隆回县", "湖南省衡阳市耒阳市",   "重庆市云阳县",
    "贵州省毕节市织金县", "甘肃省天水市秦安县", "黑龙江省绥化市海伦市", "陕西省安康市汉阴县"};

Sex other(Sex sex) {
  return sex == Sex::male ? Sex::female : Sex::male;
}

Sex any_sex(SampleRandom& random) {
  return random.chance(515) ? Sex::male : Sex::female;
}

Origin draw_origin(SampleRandom& random, Tenure tenure) {
  if (random.chance(tenure == Tenure::dormitory ? 2 : 16)) return Origin::outside;
  return random.chance(tenure == Tenure::owner ? 720 : 75) ? Origin::here : Origin::elsewhere;
}

// Empty where children do not carry it.
std::string surname_of(const SamplePerson& person, Origin origin) {
  const auto name = standards::PersonName::parse(person.name);
  return name && origin != Origin::outside ? name->surname() : std::string{};
}

std::string_view category(Origin origin) {
  return origin == Origin::here        ? "registered_here"
         : origin == Origin::elsewhere ? "elsewhere_mainland"
                                       : "outside_mainland";
}

enum Family {
  lone_elder,
  old_couple,
  couple,
  one_child,
  two_children,
  three_generations,
  single,
  lone_parent,
  sharing,
  siblings
};

Family draw_family(SampleRandom& random, Tenure tenure) {
  //                                   elder couple two 1ch 2ch 3gen single lone share siblings
  constexpr std::array<int, 10> kOwners{80, 170, 160, 240, 75, 150, 95, 30, 0, 0};
  constexpr std::array<int, 10> kTenants{5, 10, 240, 140, 45, 20, 320, 10, 180, 30};
  return static_cast<Family>(random.weighted(tenure == Tenure::owner ? kOwners : kTenants));
}

int head_age(SampleRandom& random, Family family, Tenure tenure) {
  switch (family) {
    case lone_elder:
    case old_couple:
      return random.around(54, 92);
    case one_child:
    case two_children:
    case lone_parent:
      return random.around(25, 60);
    case three_generations:
      return random.around(29, 58);
    default:
      return tenure == Tenure::owner ? random.around(24, 72) : random.around(19, 54);
  }
}

}  // namespace

int SamplePeople::age(const SamplePerson& person) const {
  return static_cast<int>((until_ - person.birth).count() * 100 / 36525);
}

void SamplePeople::add_papers(SampleRandom& random, SamplePerson& out, Origin origin) {
  const int years = age(out);
  const int with_phone = years < 10 ? 0 : years < 18 ? 450 : years < 65 ? 975 : 720;
  if (random.chance(with_phone)) out.phone = numbers_.mobile();
  if (random.chance(years < 1 ? 150 : 5)) return;  // no document seen yet
  out.document_type = "resident_id";
  if (origin != Origin::outside) {
    out.document_number = numbers_.id_number(Day{out.birth}, out.sex);
  } else if (out.registered_place == "香港特别行政区") {
    out.document_type = "hk_macao_permit";
    out.document_number = numbers_.hk_macao_permit();
  } else if (out.registered_place == "台湾省") {
    out.document_type = "taiwan_permit";
    out.document_number = numbers_.taiwan_permit();
  } else if (random.chance(60)) {
    out.document_type = "foreign_permanent";
    out.document_number = numbers_.foreign_permanent();
  } else {
    out.document_type = "passport";
    out.document_number = numbers_.passport();
  }
}

SamplePerson SamplePeople::person(SampleRandom& random, const Wish& wish, Sex sex) {
  SamplePerson out;
  out.sex = sex;
  out.relation = wish.relation;
  out.category = category(wish.origin);
  out.birth = until_ - std::chrono::days{wish.age * 36525 / 100 + random.between(1, 364)};
  const int year = static_cast<int>(Day{out.birth}.year());
  std::string surname(wish.surname.empty() ? sample_surname(random) : wish.surname);
  if (wish.origin == Origin::outside) {
    const int where = random.below(10);
    if (where < 5) out.name = sample_latin_name(random, sex);
    if (where >= 5) surname = sample_traditional_surname(random);
    if (where >= 5) out.registered_place = where < 8 ? "台湾省" : "香港特别行政区";
  } else if (wish.origin == Origin::here) {
    out.registered_place = random.chance(560) ? kTown : random.pick(kShanghai);
  } else {
    out.registered_place = random.pick(kElsewhere);
    if (wish.surname.empty() && random.chance(4)) {
      out.name = sample_dotted_name(random, sex);
      out.registered_place = "新疆维吾尔自治区喀什地区疏附县";
    }
  }
  if (out.name.empty()) out.name = surname + sample_given(random, year, sex);
  add_papers(random, out, wish.origin);
  return out;
}

void SamplePeople::add_spouse(SampleRandom& random, std::vector<SamplePerson>& people, Origin origin) {
  const auto& head = people.front();
  const int younger = head.sex == Sex::male ? random.between(-2, 5) : random.between(-5, 2);
  // People marry people of other places, and less often of other countries.
  const Origin of = random.chance(origin == Origin::outside ? 350 : 60) ? Origin::elsewhere : origin;
  people.push_back(person(random, {std::max(20, age(head) - younger), of, "spouse"}, other(head.sex)));
}

void SamplePeople::add_children(SampleRandom& random, std::vector<SamplePerson>& people, Origin origin) {
  const auto& head = people.front();
  const bool couple = people.size() > 1 && people[1].relation == "spouse";
  const auto& father = head.sex == Sex::male || !couple ? head : people[1];
  const int mother_age = couple ? std::min(age(head), age(people[1])) : age(head);
  const int oldest = std::min(mother_age - 22, 32);
  const int years = oldest <= 0 ? 0 : random.between(std::max(0, mother_age - 38), oldest);
  const auto surname = surname_of(father, origin);
  people.push_back(person(random, {years, origin, "child", surname}, any_sex(random)));
}

void SamplePeople::add_parents(SampleRandom& random, std::vector<SamplePerson>& people, Origin origin) {
  const auto head = people.front();
  const int years = std::min(94, age(head) + random.between(22, 33));
  const bool of_spouse = random.chance(250);
  const auto surname = of_spouse ? std::string{} : surname_of(head, origin);
  const bool both = random.chance(550), father = both || random.chance(350);
  if (father) people.push_back(person(random, {years, origin, "parent", surname}, Sex::male));
  if (both || !father)
    people.push_back(
        person(random, {std::max(42, years - random.between(0, 4)), origin, "parent"}, Sex::female));
}

std::vector<SamplePerson> SamplePeople::family(SampleRandom& random, Tenure tenure, Origin origin) {
  const auto kind = draw_family(random, tenure);
  if (kind == sharing) return sharers(random, "co_tenant", random.between(2, 4));
  const std::string_view relation = tenure == Tenure::tenant && kind == single ? "tenant" : "head";
  std::vector<SamplePerson> people;
  const auto sex = kind == lone_elder ? (random.chance(320) ? Sex::male : Sex::female)
                                      : (random.chance(680) ? Sex::male : Sex::female);
  people.push_back(person(random, {head_age(random, kind, tenure), origin, relation}, sex));
  if (kind == old_couple || kind == couple || kind == one_child || kind == two_children ||
      kind == three_generations)
    add_spouse(random, people, origin);
  if (kind == one_child || kind == two_children || kind == three_generations || kind == lone_parent)
    add_children(random, people, origin);
  if (kind == two_children) add_children(random, people, origin);
  if (kind == three_generations) add_parents(random, people, origin);
  if (kind == siblings)
    people.push_back(person(random,
                            {std::max(18, age(people.front()) - random.between(1, 6)), origin, "sibling"},
                            any_sex(random)));
  return people;
}

std::vector<SamplePerson> SamplePeople::sharers(SampleRandom& random, std::string_view relation, int count) {
  std::vector<SamplePerson> people;
  for (int i = 0; i < count; ++i)
    people.push_back(person(random,
                            {random.around(18, relation == "colleague" ? 55 : 40), Origin::elsewhere,
                             i == 0 && relation == "co_tenant" ? "tenant" : relation},
                            any_sex(random)));
  return people;
}

std::vector<SamplePerson> SamplePeople::household(SampleRandom& random, Tenure tenure, int at_most) {
  auto people = tenure == Tenure::dormitory ? sharers(random, "colleague", random.between(2, 6))
                                            : family(random, tenure, draw_origin(random, tenure));
  if (static_cast<int>(people.size()) > at_most) people.resize(static_cast<std::size_t>(at_most));
  return people;
}

SamplePerson SamplePeople::worker(SampleRandom& random) {
  return person(random,
                {random.around(19, 58), random.chance(300) ? Origin::here : Origin::elsewhere, "other"},
                any_sex(random));
}

}  // namespace weige::town
