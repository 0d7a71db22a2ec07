// Tables of meetings, shifts and daily reports in the manifest of personal data (work_manifest.h).
#pragma once

#include "base/personal_data.h"

namespace weige::work {

Manifest meeting_tables();

}  // namespace weige::work
