// Approval: two persons for what one alone should not do: taking records out or erasing them in bulk, and
// giving a post that has rights. One asks, another account that covers the same decides, and it is used once,
// within kApprovalLasts. Values and rules, pure.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "access/right.h"
#include "access/role.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::access {

using ApprovalId = Id<struct ApprovalTag>;

// Whether a second person is asked for at all; off is for trying the program out.
enum class TwoPersons { required, off };
std::optional<TwoPersons> two_persons_of(std::string_view code);

struct ApprovalRules {
  TwoPersons two_persons = TwoPersons::required;
  std::int64_t bulk_export_people = 200;  // an export of more rows than these is one in bulk
  std::int64_t lone_grant_days = 7;       // that a security administrator's post waits for objections
};

enum class ApprovalKind { bulk_export, bulk_erasure, role_grant };
std::string_view code(ApprovalKind kind);
std::optional<ApprovalKind> approval_kind_of(std::string_view code);

// expired and lapsed are not written down, they follow from the clock and from who acts: lapsed is what
// somebody asked or approved who does not act in that post any more without a break.
enum class ApprovalState { asked, approved, refused, withdrawn, used, expired, lapsed };
std::string_view code(ApprovalState state);
std::optional<ApprovalState> approval_state_of(std::string_view code);

// From being asked to being used.
inline constexpr std::chrono::hours kApprovalLasts{48};
inline constexpr std::size_t kLongestApprovalReason = 200;

// What is asked for, by name: codes, ids and instants, never values of a record. Two texts are equal when
// what they ask for is.
class ApprovalContent {
 public:
  // Precondition: neither has a comma or an equals sign.
  ApprovalContent& put(std::string_view name, std::string_view value);
  std::string_view get(std::string_view name) const;  // "" for none
  // Ids in one field, "12 34": in ascending order, each once, as ids() reads them; none for no such field.
  ApprovalContent& put_ids(std::string_view name, std::span<const std::int64_t> ids);
  std::vector<std::int64_t> ids(std::string_view name) const;
  const std::map<std::string, std::string, std::less<>>& fields() const { return fields_; }
  std::string text() const;  // "format=csv,kind=residents": by name
  static std::optional<ApprovalContent> parse(std::string_view text);
  bool operator==(const ApprovalContent&) const = default;

 private:
  std::map<std::string, std::string, std::less<>> fields_;
};

// Which account is to get which post.
struct ApprovalGrantee {
  PostId post;
  AccountId account;
  Role role = Role::nobody;
  std::string post_title = {}, area_name = {}, name = {};
};

struct NewApproval {
  ApprovalKind kind = ApprovalKind::bulk_export;
  std::optional<AreaId> area =
      {};  // that the second person has to cover; none: all that the asking post does
  ApprovalContent content = {};
  std::int64_t people = 0;  // how many it concerns now
  std::string reason = {};
  std::optional<ApprovalGrantee> grantee = {};  // of role_grant: post and account
  // After these the asker may do it alone, unless somebody objected; it lasts that much longer.
  std::optional<std::chrono::days> alone_after = {};
};

// Somebody who asked or decided, in the post in which he did.
struct ApprovalParty {
  AccountId account;
  PostId post;
  Role role = Role::nobody;
  std::string name = {}, post_title = {};
};

struct Approval {
  ApprovalId id;
  ApprovalKind kind = ApprovalKind::bulk_export;
  ApprovalState state = ApprovalState::asked;
  std::optional<AreaId> area = {};
  std::string area_name = {};  // of the area, or of the asking post's own
  ApprovalContent content = {};
  std::string digest = {};
  std::int64_t people = 0;
  std::string reason = {};
  std::optional<ApprovalGrantee> grantee = {};
  ApprovalParty asker;
  Instant asked_at, expires_at;
  std::optional<ApprovalParty> decider = {};
  std::optional<Instant> decided_at = {};
  std::string answer = {};  // why it was refused
  std::optional<Instant> used_at = {};
  std::optional<std::int64_t> job = {};    // that it began
  std::optional<Instant> alone_from = {};  // from when the asker needs nobody, where nobody objected
  std::optional<Instant> lapsed_at = {};   // when asker or decider was disabled
};

// What the second person's yes is given to: of kind, area and content, 64 hexadecimal digits.
std::string digest_of(ApprovalKind kind, std::optional<AreaId> area, const ApprovalContent& content);

Right right_to_decide(ApprovalKind kind);
// Of whoever looks over how the town is run: office, administrators, auditor. They object to what one would
// do alone.
inline constexpr Right kRightToObject = Right::read_self_check;
// Posts are given by one kind of administrator and approved by the other; otherwise the right is enough.
bool may_second(ApprovalKind kind, Role asker, Role second);

// Problems at reason: approval_needed (none was given), too_long, bad_characters.
Done check_approval_reason(std::string_view reason);

}  // namespace weige::access
