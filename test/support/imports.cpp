#include "support/imports.h"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

#include "access/area_actions.h"
#include "access/audit.h"
#include "jobs/job_runner.h"
#include "registry/import_job_actions.h"
#include "registry/town_store.h"
#include "standards/id_number.h"

namespace weige::testing_support {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error("import: " + title(result.problem(), Language::en) + " at " +
                             result.problem().place);
  return std::move(result).value();
}

}  // namespace

std::string invented_id(int number, const char* birth) {
  std::string digits = "999" + std::to_string(1000 + number / 1000).substr(1) + birth +
                       std::to_string(1000 + number % 1000).substr(1);
  return digits + standards::id_check_digit(digits);
}

MemoryFile::MemoryFile(std::string_view bytes) : fd_(::memfd_create("upload", MFD_CLOEXEC)) {
  if (::write(fd_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("the memory file cannot be written");
}

MemoryFile::~MemoryFile() {
  ::close(fd_);
}

void name_test_town(store::Database& db) {
  (void)must(db.write([](store::Transaction& tx) -> Done {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    access::audit_change(tx, kTestNow, system, access::AuditAction{"test"},
                         registry::put_town_text(tx, kTownText));
    return done();
  }));
}

void make_test_committee(store::Database& db) {
  name_test_town(db);
  (void)must(db.write([](store::Transaction& tx) {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    return access::create_area(tx, kTestNow, system,
                               {.parent = access::kTown, .code = "310118106901", .name = "北居委会"});
  }));
}

ImportDesk::ImportDesk(store::Database& db, Sender sender, std::string parse_child)
    : db_(db),
      sender_(sender),
      parse_child_(parse_child.empty() ? WEIGE_PARSE_CHILD : std::move(parse_child)) {}

access::Actor ImportDesk::actor(store::Transaction& tx) const {
  return must(
      access::Actor::resume(tx, kTestNow, sender_.account, sender_.post, access::Purpose::data_quality));
}

Result<registry::Upload> ImportDesk::upload(std::string_view bytes, const std::string& submission) {
  const MemoryFile file(bytes);
  const auto sender = db_.read([&](store::Transaction& tx) { return actor(tx); });
  const auto key = submission.empty() ? "submission-" + std::to_string(++uploads_) : submission;
  return registry::take_upload({db_, sender, fixed_clock(kTestNow), {.program = parse_child_}},
                               {file.fd(), "名单.csv", key});
}

registry::Import ImportDesk::start(const registry::NewImport& input) {
  return must(db_.write([&](store::Transaction& tx) {
    const auto sender = actor(tx);
    return registry::start_import({tx, sender, kTestNow}, input);
  }));
}

registry::Import ImportDesk::run(const registry::Import& import) {
  jobs::JobRunner runner(db_, fixed_clock(kTestNow), {.instance = "test"});
  runner.handle(std::string(registry::kImportJob), registry::import_handler(fixed_clock(kTestNow)));
  while (runner.run_one()) {
  }
  return db_.read([&](store::Transaction& tx) { return registry::find_import(tx, import.id).value(); });
}

registry::Import ImportDesk::import(std::string_view bytes, registry::NewImport input) {
  input.upload = must(upload(bytes)).id;
  return run(start(input));
}

std::vector<registry::ImportedRow> ImportDesk::rows(const registry::Import& import) {
  return db_.read(
      [&](store::Transaction& tx) { return registry::import_rows(tx, import.id, {.limit = 1'000'000}); });
}

}  // namespace weige::testing_support
