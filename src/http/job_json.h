// A job as the contract has it.
#pragma once

#include <boost/json/object.hpp>

#include "jobs/job.h"

namespace weige::http {

boost::json::object job_json(const jobs::Job& job, Language language);

}  // namespace weige::http
