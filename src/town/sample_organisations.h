// Organisations of the sample town as their premises suggest: name, kind, credit code, how many work there
// and as what.
#pragma once

#include <string>
#include <string_view>

#include "town/sample_numbers.h"
#include "town/sample_places.h"
#include "town/sample_random.h"

namespace weige::town {

struct SampleOrganisation {
  std::string name, credit_code;
  std::string_view kind;  // of the code list organisation_kinds
  int staff = 1;
};

SampleOrganisation sample_organisation(SampleRandom& random, SampleNumbers& numbers,
                                       const SampleCommittee& committee, std::string_view use);
std::string_view sample_job(SampleRandom& random, std::string_view use);

}  // namespace weige::town
