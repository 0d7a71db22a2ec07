// The file with the secret key that signs the heads of the audit log: beside the database, for the server's
// user alone.
#pragma once

#include <optional>
#include <string>

#include "access/audit_signer.h"
#include "base/result.h"

namespace weige::access {

// nullopt: there is no such file. Problem: audit_key (others may read it, it is none, it cannot be read).
Result<std::optional<AuditSigner>> read_audit_key(const std::string& path);
// Never over a file that is there. Durable when it returns. Problem: audit_key.
Done write_audit_key(const std::string& path, const AuditSigner& signer);

}  // namespace weige::access
