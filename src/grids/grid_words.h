// What faults, patches and alignments are called: codes for files and interfaces, and words for people.
#pragma once

#include <string_view>

#include "base/problem.h"
#include "grids/coverage.h"
#include "grids/crosswalk.h"
#include "grids/validity.h"

namespace weige::grids {

std::string_view code(FaultKind kind);
std::string_view code(PatchKind kind);
std::string_view code(Alignment alignment);

std::string_view title(FaultKind kind, Language language);
std::string_view title(PatchKind kind, Language language);
std::string_view title(Alignment alignment, Language language);

}  // namespace weige::grids
