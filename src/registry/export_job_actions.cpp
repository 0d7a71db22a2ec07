#include "registry/export_job_actions.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/temporary_file.h"
#include "registry/export_approval_actions.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr std::size_t kPartSize = 1 << 20;

// The finished file into the database, a megabyte a step.
Done keep_file(jobs::JobContext& context, const std::string& path) {
  WEIGE_CHECK(context.database().write([&](Transaction& tx) { return context.drop_file(tx); }));
  std::ifstream file(path, std::ios::binary);
  std::string part(kPartSize, '\0');
  while (file) {
    file.read(part.data(), static_cast<std::streamsize>(part.size()));
    const auto got = static_cast<std::size_t>(file.gcount());
    if (got == 0) break;
    WEIGE_CHECK(context.may_go_on());
    WEIGE_CHECK(context.database().write(
        [&](Transaction& tx) { return context.append_file(tx, std::string_view(part).substr(0, got)); }));
  }
  if (file.bad()) return export_not_written();
  return done();
}

}  // namespace

Done write_export(const ExportRun& run, ExportReader& reader, const std::string& path) {
  const auto& order = reader.order();
  WEIGE_TRY(auto file, ExportFile::create(path, order.request.form, order.purpose));
  for (;;) {
    WEIGE_CHECK(run.may_go_on());
    access::ReadingLog readings;
    WEIGE_TRY(const auto rows,
              run.database.read([&](Transaction& tx) { return reader.next(tx, run.clock(), readings); }));
    if (rows.empty()) return file.finish();
    WEIGE_CHECK(run.database.write([&](Transaction& tx) -> Done {
      if (!readings.empty()) access::audit_readings(tx, readings.readings());
      return run.progress(tx, {"export", reader.rows(), reader.total()});
    }));
    for (const auto& row : rows) WEIGE_CHECK(file.row(row));
  }
}

Done run_export_job(jobs::JobContext& context, const ExportJobParts& parts) {
  WEIGE_TRY(const auto order, export_order(context.job()));
  WEIGE_CHECK(context.database().write([&](Transaction& tx) {
    return begin_export(tx, parts.clock(), order, {.job = context.job().id.value, .rules = parts.approvals});
  }));
  const auto file = TemporaryFile::make(parts.scratch, "export");
  if (!file) return export_not_written();
  ExportReader reader(order, parts.rows_per_page);
  const ExportRun run{.database = context.database(),
                      .clock = parts.clock,
                      .may_go_on = [&] { return context.may_go_on(); },
                      .progress = [&](Transaction& tx,
                                      const jobs::Progress& progress) { return context.show(tx, progress); }};
  WEIGE_CHECK(write_export(run, reader, file->path()));
  WEIGE_CHECK(keep_file(context, file->path()));
  return context.database().write([&](Transaction& tx) -> Done {
    WEIGE_CHECK(reader.close(tx, parts.clock(), context.job().id));
    return context.save_result(tx, "{\"rows\":" + std::to_string(reader.rows()) + "}");
  });
}

}  // namespace weige::registry
