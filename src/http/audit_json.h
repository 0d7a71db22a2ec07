// The audit log as the contract has it.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "access/audit_log_actions.h"

namespace weige::http {

boost::json::object audit_head_json(const access::SignedHead& head);
boost::json::object audit_overview_json(const access::AuditOverview& overview);
boost::json::object audit_entry_json(const access::AuditEntryView& entry);
boost::json::object audit_proof_json(const access::AuditEntryProof& proof);
boost::json::array audit_path_json(const access::TreeProof& path);

}  // namespace weige::http
