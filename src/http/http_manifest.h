// What the edge itself stores: answers to submissions, for a day.
#pragma once

#include "base/personal_data.h"

namespace weige::http {

const Manifest& http_manifest();

}  // namespace weige::http
