#include "http/whole_manifest.h"

#include "access/manifest.h"
#include "grids/grids_manifest.h"
#include "http/http_manifest.h"
#include "intake/intake_manifest.h"
#include "jobs/jobs_manifest.h"
#include "norms/norms_manifest.h"
#include "registry/registry_manifest.h"
#include "store/store_manifest.h"
#include "teams/teams_manifest.h"
#include "town/town_manifest.h"
#include "work/work_manifest.h"

namespace weige::http {

const Manifest& whole_manifest() {
  static const Manifest manifest = access::collect(
      {&store::store_manifest(), &jobs::jobs_manifest(), &access::access_manifest(), &norms::norms_manifest(),
       &registry::registry_manifest(), &grids::grids_manifest(), &intake::intake_manifest(),
       &teams::teams_manifest(), &work::work_manifest(), &town::town_manifest(), &http_manifest()});
  return manifest;
}

}  // namespace weige::http
