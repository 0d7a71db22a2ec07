// What the routes of grids share: the contexts that their use cases take, and answers with a version as ETag.
#pragma once

#include "grids/layer_actions.h"
#include "http/call.h"
#include "http/message.h"

namespace weige::http {

grids::GridContext grids_of(const Call& call);
// For routes with Work::own.
grids::GridWork grid_work(const Call& call);
// The version that the path names, as If-Match expects it. Problem: not_found.
Result<grids::VersionAt> version_at(const Call& call);
// The version as it is in this transaction, with its ETag.
Result<Response> version_response(const grids::GridContext& context, int status, grids::VersionId id);

}  // namespace weige::http
