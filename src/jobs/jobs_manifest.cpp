#include "jobs/jobs_manifest.h"

namespace weige::jobs {

// A job's files may hold rows of the register, so the whole row goes when it expires (job.expires_at says
// when).
const Manifest& jobs_manifest() {
  using enum DataClass;
  using enum Erasure;
  static const Manifest manifest{
      {.name = "job",
       .retention = {.clock = "job.expires_at", .days = 0},
       .columns = {{"id", none, delete_row},          {"kind", none, delete_row},
                   {"state", none, delete_row},       {"account_id", pseudonym, delete_row},
                   {"post_id", none, delete_row},     {"area_id", none, delete_row},
                   {"input", personal, delete_row},   {"position", personal, delete_row},
                   {"doing", none, delete_row},       {"units_done", none, delete_row},
                   {"units_total", none, delete_row}, {"cancel_requested", none, delete_row},
                   {"result", personal, delete_row},  {"title", personal, delete_row},
                   {"failure", none, delete_row},     {"created_at", none, delete_row},
                   {"started_at", none, delete_row},  {"finished_at", none, delete_row},
                   {"expires_at", none, delete_row},  {"owner", none, delete_row},
                   {"lease_until", none, delete_row}, {"fruitless_starts", none, delete_row}}},
      {.name = "job_file_part",
       .retention = {.clock = "job.expires_at", .days = 0},
       .columns = {{"job_id", none, delete_row},
                   {"number", none, delete_row},
                   {"bytes", sensitive, delete_row}}},
  };
  return manifest;
}

}  // namespace weige::jobs
