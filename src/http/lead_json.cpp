#include "http/lead_json.h"

#include <algorithm>

#include "http/base64.h"
#include "http/json_out.h"
#include "work/lead_envelope.h"

namespace weige::http {
namespace {

boost::json::object public_lead_key_json(const work::LeadKey& key) {
  boost::json::object out;
  put(out, "id", key.id);
  put(out, "public_key", to_base64(key.public_key));
  put(out, "fingerprint", work::fingerprint_of(key.public_key));
  put(out, "made_at", key.made_at);
  return out;
}

boost::json::object own_pair_json(const work::OwnLeadKey& key) {
  boost::json::object out;
  put(out, "public_key", to_base64(key.public_key));
  put(out, "wrapped_private", to_base64(key.wrapped_private));
  put(out, "made_at", key.made_at);
  return out;
}

boost::json::object member_json(const work::LeadMember& member) {
  boost::json::object out;
  put(out, "account_id", member.account);
  put(out, "name", member.name);
  put(out, "as", work::code(member.as));
  put(out, "from", member.from);
  put(out, "until", member.until);
  if (!member.public_key.empty()) put(out, "public_key", to_base64(member.public_key));
  out["key_ids"] = json_array(member.shares, [](work::LeadKeyId id) { return json_of(id); });
  return out;
}

}  // namespace

boost::json::object channel_json(const work::LeadChannel& channel) {
  boost::json::object out;
  put(out, "post_id", channel.post.id);
  put(out, "title", channel.post.title);
  put(out, "area_name", channel.post.area_name);
  put(out, "holder_name", channel.post.holder_name);
  if (channel.key) out["key"] = public_lead_key_json(*channel.key);
  return out;
}

boost::json::object lead_json(const work::Lead& lead) {
  boost::json::object out;
  put(out, "id", lead.id);
  put(out, "key_id", lead.key);
  put(out, "state", work::code(lead.state));
  put(out, "received_on", lead.received_on);
  put(out, "expires_on", lead.expires_on);
  if (!lead.letter.empty()) put(out, "letter", to_base64(lead.letter));
  return out;
}

boost::json::object own_lead_key_json(const work::OwnLeadKeyView& view) {
  boost::json::object out;
  put(out, "eligible", view.eligible);
  if (view.key) out["key"] = own_pair_json(*view.key);
  return out;
}

boost::json::object lead_box_json(const work::LeadBox& box) {
  boost::json::object out;
  put(out, "post_id", box.post.id);
  put(out, "title", box.post.title);
  if (box.own) out["own_key"] = own_pair_json(*box.own);
  out["keys"] = json_array(box.keys, [&](const work::LeadKey& key) {
    auto one = public_lead_key_json(key);
    put(one, "retired_at", key.retired_at);
    const auto share = std::ranges::find(box.shares, key.id, &work::LeadShare::key);
    if (share != box.shares.end()) put(one, "share", to_base64(share->wrapped_private));
    return one;
  });
  out["members"] = json_array(box.members, member_json);
  put(out, "renewal_due", box.renewal_due);
  put(out, "may_make_key", box.may_make_key);
  return out;
}

}  // namespace weige::http
