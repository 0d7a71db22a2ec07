#include "http/audit_json.h"

#include "http/json_out.h"

namespace weige::http {
namespace {

boost::json::object key_json(const access::LogKey& key) {
  boost::json::object out;
  put(out, "from_head", key.from_head);
  put(out, "public_key", access::to_text(key.key));
  put(out, "fingerprint", access::fingerprint(key.key));
  return out;
}

boost::json::object subject_json(const access::NamedSubject& subject) {
  boost::json::object out;
  put(out, "kind", subject.kind);
  put(out, "name", subject.name);
  return out;
}

}  // namespace

boost::json::object audit_head_json(const access::SignedHead& head) {
  boost::json::object out;
  put(out, "number", head.head.number);
  put(out, "size", head.head.size);
  put(out, "at", head.head.at);
  put(out, "root", access::to_hex(head.head.root));
  put(out, "line", access::to_text(head));
  return out;
}

boost::json::object audit_overview_json(const access::AuditOverview& overview) {
  boost::json::object out;
  put(out, "log", overview.log);
  put(out, "digest", access::code(overview.digest));
  put(out, "size", overview.size);
  put(out, "waiting", overview.waiting);
  put(out, "fits", overview.fits);
  out["keys"] = json_array(overview.keys, key_json);
  if (overview.head) out["head"] = audit_head_json(*overview.head);
  return out;
}

boost::json::object audit_entry_json(const access::AuditEntryView& entry) {
  boost::json::object out;
  put(out, "number", entry.number);
  put(out, "text", entry.text);
  put(out, "fits", entry.fits);
  if (!entry.line) return out;
  const auto& line = *entry.line;
  put(out, "at", line.at);
  if (!line.actor.empty()) put(out, "actor", line.actor);
  put(out, "post_id", line.post);
  put(out, "post_title", entry.post_title);
  put(out, "action", line.action);
  put(out, "purpose", line.purpose);
  put(out, "refused", line.outcome == access::Outcome::refused);
  if (!line.detail.empty()) put(out, "detail", line.detail);
  out["subjects"] = json_array(line.subjects, subject_json);
  return out;
}

boost::json::object audit_proof_json(const access::AuditEntryProof& proof) {
  boost::json::object out;
  out["entry"] = audit_entry_json(proof.entry);
  put(out, "digest", access::to_hex(proof.leaf));
  out["head"] = audit_head_json(proof.head);
  out["path"] = audit_path_json(proof.path);
  return out;
}

boost::json::array audit_path_json(const access::TreeProof& path) {
  return json_array(path, [](const access::Digest& step) { return json_of(access::to_hex(step)); });
}

}  // namespace weige::http
