// Invented people and the households they live in: ages, relations, origins, documents and phones as a town
// at the edge of Shanghai has them.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "town/sample_numbers.h"
#include "town/sample_random.h"

namespace weige::town {

using std::chrono::sys_days;

enum class Tenure { owner, tenant, dormitory };
enum class Origin { here, elsewhere, outside };

// Fields as the register keeps them; empty = not known. relation: to the head, of the code list `relations`.
struct SamplePerson {
  std::string name, document_number, phone, registered_place;
  std::string_view document_type, category, relation;
  standards::Sex sex = standards::Sex::female;
  sys_days birth{};
};

class SamplePeople {
 public:
  SamplePeople(SampleNumbers& numbers, sys_days until) : numbers_(numbers), until_(until) {}

  // 1 to at_most people; the head first.
  std::vector<SamplePerson> household(SampleRandom& random, Tenure tenure, int at_most);
  // One of working age, without a home in the town.
  SamplePerson worker(SampleRandom& random);
  int age(const SamplePerson& person) const;

 private:
  struct Wish {
    int age = 30;
    Origin origin = Origin::here;
    std::string_view relation = "head";
    std::string_view surname = {};
  };
  SamplePerson person(SampleRandom& random, const Wish& wish, standards::Sex sex);
  void add_papers(SampleRandom& random, SamplePerson& person, Origin origin);
  std::vector<SamplePerson> family(SampleRandom& random, Tenure tenure, Origin origin);
  std::vector<SamplePerson> sharers(SampleRandom& random, std::string_view relation, int count);
  void add_spouse(SampleRandom& random, std::vector<SamplePerson>& people, Origin origin);
  void add_children(SampleRandom& random, std::vector<SamplePerson>& people, Origin origin);
  void add_parents(SampleRandom& random, std::vector<SamplePerson>& people, Origin origin);

  SampleNumbers& numbers_;
  sys_days until_;
};

}  // namespace weige::town
