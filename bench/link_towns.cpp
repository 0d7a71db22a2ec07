// Makes labelled data for record linkage: a register of invented residents, a roster of some of them with the
// errors of real rosters, and which row is whom. Everything is drawn from the seed; numbers are from the
// reserved ranges.
//
// weige_link_towns FOLDER REGISTER_SIZE ROSTER_SIZE SEED
//   FOLDER/register.csv  rid,idno,name,phone,address
//   FOLDER/roster.csv    qid,idno,name,phone,address
//   FOLDER/truth.csv     qid,rid      (rid empty: not in the register)
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "standards/glyph.h"
#include "standards/id_number.h"
#include "standards/pinyin.h"
#include "standards/reserved.h"
#include "standards/text_fold.h"
#include "town/sample_names.h"
#include "town/sample_random.h"

namespace {

using weige::standards::Sex;
using weige::town::SampleRandom;

struct Door {
  int town = 0, road = 0, lane = 0, number = 0, room = 0;
};

struct Person {
  std::string surname, given, id, phone;
  Door door;
};

constexpr std::array<std::string_view, 40> road_signs{
    "明", "华", "徐", "盈", "崧", "沪", "高", "新", "龙", "诸", "民", "振", "青", "汇",
    "联", "康", "蟠", "双", "前", "金", "育", "才", "谢", "卫", "中", "宅", "东", "南",
    "朱", "枫", "古", "文", "秀", "泉", "港", "星", "河", "景", "春", "安"};
constexpr std::array<std::string_view, 12> town_names{"徐泾镇", "华新镇",   "重固镇", "白鹤镇",
                                                      "赵巷镇", "朱家角镇", "练塘镇", "金泽镇",
                                                      "泗泾镇", "九亭镇",   "洞泾镇", "新桥镇"};
constexpr std::array<std::string_view, 10> han_digits{"〇", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};

std::string text(int number) {
  return std::to_string(number);
}

std::string in_han(int number) {
  std::string out;
  for (const char digit : text(number)) out += han_digits[static_cast<std::size_t>(digit - '0')];
  return out;
}

std::string in_full_width(int number) {
  std::string out;
  for (const char digit : text(number))
    weige::standards::append_utf8(out, U'０' + static_cast<char32_t>(digit - '0'));
  return out;
}

std::string road_name(int road) {
  const auto index = static_cast<std::size_t>(road);
  return std::string(road_signs[index % 40]) + std::string(road_signs[index / 40 % 40]) + "路";
}

std::string full_address(const Door& door) {
  return "上海市青浦区" + std::string(town_names[static_cast<std::size_t>(door.town)]) +
         road_name(door.road) + text(door.lane) + "弄" + text(door.number) + "号" + text(door.room) + "室";
}

// Seven ways in which rosters write one address.
std::string styled_address(const Door& door, int style) {
  const std::string road = road_name(door.road), town(town_names[static_cast<std::size_t>(door.town)]);
  switch (style) {
    case 0:
      return full_address(door);
    case 1:
      return road + text(door.lane) + "弄" + text(door.number) + "号" + text(door.room) + "室";
    case 2:
      return town + road + text(door.lane) + "弄" + text(door.number) + "-" + text(door.room);
    case 3:
      return road + text(door.lane) + "弄" + text(door.number) + "号楼" + text(door.room);
    case 4:
      return town + road + in_full_width(door.lane) + "弄" + in_full_width(door.number) + "号" +
             in_full_width(door.room) + "室";
    case 5:
      return "青浦区" + road + in_han(door.lane) + "弄" + text(door.number) + "号" + text(door.room);
    default:
      return road + text(door.lane) + "弄" + text(door.number) + "#" + text(door.room);
  }
}

std::string id_number(int year, int day_of_year, int place, int sequence) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%s%03d%04d%02d%02d%03d", weige::standards::reserved_id_prefix.data(),
                place % 1000, year, 1 + day_of_year / 28 % 12, 1 + day_of_year % 28, sequence % 1000);
  return std::string(digits) + weige::standards::id_check_digit(digits);
}

std::string phone_number(SampleRandom& random) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%s%08d", weige::standards::reserved_mobile_prefix.data(),
                random.below(100'000'000));
  return digits;
}

// Streams households, one after the other.
class Households {
 public:
  explicit Households(std::uint64_t seed) : random_(seed) {}

  // 1 to 6 people at one door: a family, with twins now and then, or a room of a dormitory.
  std::vector<Person> next() {
    const Door door = new_door();
    if (random_.chance(60)) return dormitory_room(door);
    std::vector<Person> family{person(random_.between(1945, 2000), door)};
    if (random_.chance(700)) family.push_back(person(random_.between(1945, 2000), door));
    const int children = static_cast<int>(random_.weighted(std::array{40, 35, 20, 5}));
    for (int i = 0; i < children; ++i) family.push_back(child(family.front(), door));
    if (children > 0 && random_.chance(130)) family.push_back(twin(family.back()));
    return family;
  }

  SampleRandom& random() { return random_; }

  Door new_door() {
    Door door;
    door.town = random_.below(static_cast<int>(town_names.size()));
    door.road = random_.below(1600);
    door.lane = 1 + random_.below(400);
    door.number = 1 + random_.below(60);
    door.room = 100 * random_.between(1, 18) + random_.between(1, 6);
    return door;
  }

  Person person(int year, const Door& door) {
    const Sex sex = random_.chance(500) ? Sex::male : Sex::female;
    Person one{std::string(weige::town::sample_surname(random_)),
               weige::town::sample_given(random_, year, sex)};
    one.id = id_number(year, random_.below(336), random_.below(1000), sequence(sex));
    one.phone = phone_number(random_);
    one.door = door;
    return one;
  }

 private:
  int sequence(Sex sex) { return 2 * random_.below(500) + (sex == Sex::male ? 1 : 0); }

  Person child(const Person& parent, const Door& door) {
    Person one = person(random_.between(1985, 2022), door);
    if (random_.chance(850)) one.surname = parent.surname;
    if (random_.chance(60) && parent.given.size() == 6)  // a name like the father's: one sign of it is kept
      one.given = parent.given.substr(0, 3) + (one.given.size() == 6 ? one.given.substr(3) : one.given);
    if (random_.chance(300)) one.phone = parent.phone;
    return one;
  }

  // The same birth date and place, the next sequence, often a sign of the name in common.
  Person twin(const Person& first) {
    Person one = first;
    const int year = std::atoi(first.id.substr(6, 4).c_str());
    one.given = weige::town::sample_given(random_, year, random_.chance(500) ? Sex::male : Sex::female);
    if (random_.chance(500) && first.given.size() == 6 && one.given.size() == 6)
      one.given = first.given.substr(0, 3) + one.given.substr(3);
    const int next = (std::atoi(first.id.substr(14, 3).c_str()) + random_.between(1, 4)) % 1000;
    char sequence_text[8];
    std::snprintf(sequence_text, sizeof sequence_text, "%03d", next);
    one.id = first.id.substr(0, 14) + sequence_text;
    one.id += weige::standards::id_check_digit(one.id);
    return one;
  }

  // A building of one lane: many rooms, and names come again.
  std::vector<Person> dormitory_room(Door door) {
    if (dormitory_left_-- <= 0) {
      dormitory_ = door;
      dormitory_left_ = random_.between(30, 120);
    }
    const int room = door.room;
    door = dormitory_;
    door.room = room;
    std::vector<Person> people;
    for (int i = random_.between(4, 8); i > 0; --i) {
      people.push_back(person(random_.between(1970, 2004), door));
      if (!last_name_.surname.empty() && random_.chance(30)) {
        people.back().surname = last_name_.surname;
        people.back().given = last_name_.given;
      }
      last_name_ = people.back();
    }
    return people;
  }

  SampleRandom random_;
  Door dormitory_;
  int dormitory_left_ = 0;
  Person last_name_;
};

// Characters of given names, by sound, to be taken for one another.
class Confusions {
 public:
  Confusions() {
    for (char32_t c = 0x4E00; c < 0x9FA6; ++c)
      if (!weige::standards::reading_of(c).empty()) all_.push_back(c);
    SampleRandom random(7);
    for (int year = 1950; year < 2020; ++year)
      for (int i = 0; i < 400; ++i)
        for (const char32_t c :
             weige::standards::to_code_points(weige::town::sample_given(random, year, Sex::female)))
          common_.push_back(c);
    std::ranges::sort(common_);
    common_.erase(std::unique(common_.begin(), common_.end()), common_.end());
  }

  char32_t same_sound(char32_t c, SampleRandom& random) const {
    return one_of(common_, c, random, [&](char32_t other) {
      return weige::standards::reading_of(other) == weige::standards::reading_of(c);
    });
  }
  char32_t like(char32_t c, SampleRandom& random) const {
    return one_of(all_, c, random,
                  [&](char32_t other) { return weige::standards::similar_glyphs(c, other); });
  }
  char32_t any(SampleRandom& random) const { return random.pick(common_); }

 private:
  template <class Fits>
  static char32_t one_of(const std::vector<char32_t>& from, char32_t c, SampleRandom& random, Fits fits) {
    const auto start = static_cast<std::size_t>(random.below(static_cast<int>(from.size())));
    for (std::size_t i = 0; i < from.size(); ++i) {
      const char32_t other = from[(start + i) % from.size()];
      if (other != c && fits(other)) return other;
    }
    return random.pick(from);
  }
  std::vector<char32_t> all_, common_;
};

class RosterWriter {
 public:
  RosterWriter(const std::string& folder, std::uint64_t seed)
      : roster_(folder + "/roster.csv"), truth_(folder + "/truth.csv"), random_(seed) {
    roster_ << "qid,idno,name,phone,address\n";
    truth_ << "qid,rid\n";
  }

  void row(const Person& person, const std::string& rid) {
    const std::string qid = "q" + std::to_string(++rows_);
    const Door& door = random_.chance(60) ? moved(person.door) : person.door;
    roster_ << qid << ',' << id_of(person.id) << ',' << name_of(person) << ',' << phone_of(person.phone)
            << ',' << address_of(door) << '\n';
    truth_ << qid << ',' << rid << '\n';
  }

 private:
  // 30 % none; of the others 6 % a wrong digit, 3 % two exchanged, 1 % a digit missing, 1 % lost by a
  // spreadsheet, 1 % a lower-case x where there is one, 1 % with blanks.
  std::string id_of(std::string id) {
    if (random_.chance(300)) return "";
    const int dice = random_.below(1000);
    const auto at = static_cast<std::size_t>(random_.below(17));
    if (dice < 60)
      id[at] = static_cast<char>('0' + (id[at] - '0' + 1 + random_.below(9)) % 10);
    else if (dice < 90)
      std::swap(id[at], id[at == 16 ? 15 : at + 1]);
    else if (dice < 100)
      id.erase(at, 1);
    else if (dice < 110)
      id.replace(15, 3, "000");
    else if (dice < 120)
      std::ranges::replace(id, 'X', 'x');
    else if (dice < 130)
      id.insert(6, " ");
    return id;
  }

  // 9 % with an error.
  std::string name_of(const Person& person) {
    std::u32string name = weige::standards::to_code_points(person.surname + person.given);
    if (!random_.chance(90)) return weige::standards::to_utf8(name);
    const std::size_t last = name.size() - 1;
    const auto at = static_cast<std::size_t>(random_.between(1, static_cast<int>(last)));
    const int dice = random_.below(100);
    if (dice < 50)
      name[at] = confusions_.same_sound(name[at], random_);
    else if (dice < 70)
      name[at] = confusions_.like(name[at], random_);
    else if (dice < 80)
      name[at] = confusions_.any(random_);
    else if (dice < 90 && name.size() > 2)
      name.erase(at, 1);
    else if (name.size() > 2)
      std::swap(name[last], name[last - 1]);
    return weige::standards::to_utf8(name);
  }

  // 25 % none; of the others 20 % a new number, 2 % a wrong digit.
  std::string phone_of(std::string phone) {
    if (random_.chance(250)) return "";
    const int dice = random_.below(1000);
    if (dice < 200) return phone_number(random_);
    if (dice < 140)
      phone[static_cast<std::size_t>(random_.between(3, 10))] = static_cast<char>('0' + random_.below(10));
    return phone;
  }

  // 3 % none, 4 % without the room.
  std::string address_of(const Door& door) {
    const int dice = random_.below(100);
    if (dice < 3) return "";
    if (dice < 7) return road_name(door.road) + text(door.lane) + "弄" + text(door.number) + "号";
    return styled_address(door, random_.below(7));
  }

  const Door& moved(const Door& door) {
    moved_ = door;
    moved_.road = random_.below(1600);
    moved_.number = 1 + random_.below(60);
    moved_.room = 100 * random_.between(1, 18) + random_.between(1, 6);
    return moved_;
  }

  std::ofstream roster_, truth_;
  SampleRandom random_;
  Confusions confusions_;
  Door moved_;
  std::size_t rows_ = 0;
};

class RegisterWriter {
 public:
  explicit RegisterWriter(const std::string& folder) : out_(folder + "/register.csv") {
    out_ << "rid,idno,name,phone,address\n";
  }
  std::size_t rows() const { return rows_; }

  // 5 % without ID number, 30 % without phone.
  std::string row(const Person& person, SampleRandom& random) {
    const std::string rid = "r" + std::to_string(++rows_);
    line_ = rid;
    line_.append(",")
        .append(random.chance(50) ? "" : person.id)
        .append(",")
        .append(person.surname)
        .append(person.given);
    line_.append(",")
        .append(random.chance(300) ? "" : person.phone)
        .append(",")
        .append(full_address(person.door));
    line_ += '\n';
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    return rid;
  }

 private:
  std::ofstream out_;
  std::string line_;
  std::size_t rows_ = 0;
};

// One in ten roster rows is nobody in the register: somebody new at a known door, or all new.
int make(const std::string& folder, std::size_t register_size, std::size_t roster_size, std::uint64_t seed) {
  Households households(seed);
  RegisterWriter known(folder);
  RosterWriter roster(folder, seed + 1);
  SampleRandom chance(seed + 2);
  const auto listed = static_cast<std::uint64_t>(0.9 * static_cast<double>(roster_size) /
                                                 static_cast<double>(register_size) * 1e6);
  while (known.rows() < register_size) {
    std::vector<Person> people = households.next();
    for (const Person& person : people) {
      const std::string rid = known.row(person, chance);
      if (chance.next() % 1'000'000 >= listed) continue;
      roster.row(person, rid);
      if (chance.chance(44)) {  // a newcomer at the same door
        Person newcomer = households.person(households.random().between(1960, 2015), person.door);
        if (chance.chance(500)) newcomer.surname = person.surname;
        roster.row(newcomer, "");
      }
      if (chance.chance(67))
        roster.row(households.person(households.random().between(1960, 2015), households.new_door()), "");
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: weige_link_towns FOLDER REGISTER_SIZE ROSTER_SIZE SEED\n";
    return 2;
  }
  return make(argv[1], std::strtoull(argv[2], nullptr, 10), std::strtoull(argv[3], nullptr, 10),
              std::strtoull(argv[4], nullptr, 10));
}
