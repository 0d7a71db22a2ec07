// Grant: an account getting a post, as its holder, as who follows, or as a deputy. Values and rules, pure.
#pragma once

#include <optional>
#include <string_view>

#include "access/approval.h"
#include "access/post.h"

namespace weige::access {

enum class GrantWay { holder, successor, deputy };
std::string_view code(GrantWay way);
std::optional<GrantWay> grant_way_of(std::string_view code);

struct Grant {
  GrantWay way = GrantWay::holder;
  PostId post;
  AccountId account;
  std::optional<Instant> from = {};         // successor, deputy: none = when it falls vacant, now
  std::optional<Instant> until = {};        // deputy
  std::optional<DeputyReason> reason = {};  // deputy
  bool operator==(const Grant&) const = default;
};

// Posts that see residents, supervise who does, or administer: all but those of helpers, who see what they
// supplied themselves, and of residents.
bool needs_second_person(Role role);

ApprovalContent content_of(const Grant& grant);
// None: no content of a grant.
std::optional<Grant> grant_of(const ApprovalContent& content);

}  // namespace weige::access
