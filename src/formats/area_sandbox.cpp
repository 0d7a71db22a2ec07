#include "formats/area_sandbox.h"

#include <utility>

#include "formats/area_stream.h"
#include "formats/parse_run.h"
#include "formats/sandbox_arguments.h"

namespace weige::formats {

Result<GeoLayer> read_geojson_in_sandbox(const FileSource& file, const GeoLimits& limits,
                                         const SandboxOptions& sandbox) {
  const AreaChildArguments arguments{sandbox.memory_bytes, processor_seconds(sandbox, file.size()), limits};
  AreaReceiver receiver(limits);
  auto run = run_parser(sandbox, write_arguments(arguments), file.fd(),
                        [&](std::string_view bytes) { return receiver.take(bytes); });
  if (!run) return problem(ProblemCode::parse_failed);
  if (receiver.peak_bytes() != 0) run->use.peak_bytes = receiver.peak_bytes();
  if (sandbox.ended) sandbox.ended(run->use);
  if (!run->in_time || !receiver.finished()) return why_it_died(*run);
  return std::move(receiver.result());
}

}  // namespace weige::formats
