#include "work/lead_key.h"

#include <algorithm>

namespace weige::work {
namespace {

bool is_listed(std::span<const LeadMember> members, access::AccountId account) {
  return std::ranges::find(members, account, &LeadMember::account) != members.end();
}

void add_member(std::vector<LeadMember>& members, LeadMember member) {
  if (!is_listed(members, member.account)) members.push_back(std::move(member));
}

}  // namespace

std::string_view code(Serving serving) {
  switch (serving) {
    case Serving::holder:
      return "holder";
    case Serving::deputy:
      return "deputy";
    default:
      return "successor";
  }
}

std::vector<LeadMember> lead_members(const access::Post& post) {
  std::vector<LeadMember> out;
  if (post.holder)
    add_member(out, {.account = *post.holder,
                     .name = post.holder_name.value_or(""),
                     .as = Serving::holder,
                     .from = post.holder_since,
                     .until = post.holder_until});
  for (const auto& deputy : post.deputies)
    add_member(out, {.account = deputy.account,
                     .name = deputy.name,
                     .as = Serving::deputy,
                     .from = deputy.from,
                     .until = deputy.until});
  if (post.successor)
    add_member(out, {.account = post.successor->account,
                     .name = post.successor->name,
                     .as = Serving::successor,
                     .from = post.successor->from});
  return out;
}

bool is_renewal_due(std::span<const LeadShare> of_current, std::span<const LeadMember> members) {
  return std::ranges::any_of(of_current,
                             [&](const LeadShare& share) { return !is_listed(members, share.account); });
}

}  // namespace weige::work
