// Keys of leads. An officer's own pair is made in the browser, its private part wrapped under a passphrase; a
// post's pair is made by who holds the post, its private part sealed to the own pair of each who may read: a
// share. The server keeps all of it and can open none (decision 32). Values and rules, pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/post.h"
#include "work/lead.h"

namespace weige::work {

struct OwnLeadKey {
  access::AccountId account;
  std::string public_key;
  std::string wrapped_private;
  Instant made_at;
};

struct LeadKey {
  LeadKeyId id;
  access::PostId post;
  std::string public_key;
  Instant made_at;
  std::optional<Instant> retired_at = {};
};

struct LeadShare {
  LeadKeyId key;
  access::AccountId account;
  std::string public_key;  // of the account's own pair, as it was when this was sealed
  std::string wrapped_private;
};

// Who may read the post's letters, now or later: its holder, its deputies, who was named to follow.
enum class Serving { holder, deputy, successor };
std::string_view code(Serving serving);

struct LeadMember {
  access::AccountId account;
  std::string name;
  Serving as = Serving::holder;
  std::optional<Instant> from = {}, until = {};
  std::string public_key = {};         // "": no own key yet
  std::vector<LeadKeyId> shares = {};  // that the own key of now opens
};
// Without their keys; each account once.
std::vector<LeadMember> lead_members(const access::Post& post);

// Whether somebody has been given the private part who serves no more: letters to come need another key.
bool is_renewal_due(std::span<const LeadShare> of_current, std::span<const LeadMember> members);

}  // namespace weige::work
