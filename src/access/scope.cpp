#include "access/scope.h"

#include "access/audit.h"
#include "access/code_list.h"

namespace weige::access {
namespace {

constexpr CodeEntry<SystemReason> kReasonEntries[] = {
    {SystemReason::first_run, "first_run", "首次启动", "first run"},
    {SystemReason::index_build, "index_build", "建立索引", "building an index"},
    {SystemReason::import_job, "import_job", "导入任务", "import job"},
    {SystemReason::export_job, "export_job", "导出任务", "export job"},
    {SystemReason::counters, "counters", "统计", "counters"},
    {SystemReason::retention, "retention", "到期清理", "retention"},
    {SystemReason::sample_town, "sample_town", "样例镇", "sample town"},
    {SystemReason::maintenance, "maintenance", "维护", "maintenance"},
    {SystemReason::resident_code, "resident_code", "居民登录码", "a resident's code"},
};
constexpr CodeList<SystemReason> kReasons{kReasonEntries};
constexpr AuditAction kSystemActed{"system.acted"};

}  // namespace

std::string_view code(SystemReason reason) {
  return kReasons.of(reason).code;
}

Scope Scope::system(store::Transaction& tx, Instant now, SystemReason reason) {
  audit_incident(tx, now,
                 {.action = kSystemActed,
                  .outcome = Outcome::done,
                  .account = kSystemAccount,
                  .detail = "reason=" + std::string(code(reason))});
  return Scope(kSystemPost);
}

}  // namespace weige::access
