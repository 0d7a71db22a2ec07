// Routes of meetings, of rectification items and of practice cases.
#pragma once

#include <vector>

#include "http/route.h"
#include "work/meeting_context.h"

namespace weige::http {

// Also of shifts and daily reports.
work::MeetingContext meeting_context(const Call& call);

std::vector<Route> meeting_routes();
std::vector<Route> rectification_routes();  // and of practice cases

}  // namespace weige::http
