// Post: a duty in an area, held by an account from when to when, for a time by deputies as well. Posts, not
// persons, carry rights and areas.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "access/role.h"
#include "base/clock.h"
#include "base/result.h"

namespace weige::access {

enum class PostState { active, ended };
std::string_view code(PostState state);
std::optional<PostState> post_state_of(std::string_view code);

// Why a holder leaves, which is why the post is vacant afterwards.
enum class VacancyReason { transfer, leave, retirement, resignation, dismissed, term_over, other };
std::string_view code(VacancyReason reason);
std::string_view zh_name(VacancyReason reason);
std::string_view en_name(VacancyReason reason);
std::optional<VacancyReason> vacancy_reason_of(std::string_view code);
std::vector<VacancyReason> all_vacancy_reasons();

// Why somebody acts in another's post. No kinds of absence: why somebody is away is not for a list of posts.
enum class DeputyReason { absence, vacancy, training, workload, other };
std::string_view code(DeputyReason reason);
std::string_view zh_name(DeputyReason reason);
std::string_view en_name(DeputyReason reason);
std::optional<DeputyReason> deputy_reason_of(std::string_view code);
std::vector<DeputyReason> all_deputy_reasons();

struct Successor {
  AccountId account;
  std::string name;
  std::optional<Instant> from;  // none: not known yet, when_vacant
  bool when_vacant = false;     // takes over when the holder's time ends, whenever that is
  bool operator==(const Successor&) const = default;
};

struct Deputy {
  AccountId account;
  std::string name;
  Instant from, until;
  DeputyReason reason = DeputyReason::other;
  bool operator==(const Deputy&) const = default;
};

struct Vacancy {
  Instant since;
  std::optional<VacancyReason> reason;
  bool operator==(const Vacancy&) const = default;
};

// As it is at one instant. A deputy's or a holder's span holds its first instant and not its last.
struct Post {
  PostId id;
  Role role = Role::nobody;
  std::optional<std::string> helper_kind;  // for Role::helper: the code of a helper_kind
  AreaId area;
  std::string area_name;
  std::string title;
  PostState state = PostState::active;
  std::optional<AccountId> holder;
  std::optional<std::string> holder_name = {};
  std::optional<Instant> holder_since = {}, holder_until = {};
  std::optional<VacancyReason> end_reason = {};  // of the holder's planned end
  std::optional<Vacancy> vacancy = {};           // somebody held it, and nobody does
  std::optional<Successor> successor = {};
  std::vector<Deputy> deputies = {};         // present and to come
  std::optional<Instant> deputy_until = {};  // in lists of somebody's own posts: until when as a deputy
  bool operator==(const Post&) const = default;
};

// What somebody holds or is a deputy in, for asking what goes together.
struct Duty {
  PostId post;
  Role role = Role::nobody;
  std::optional<AreaId> committee;  // that its area is or lies in
  bool as_deputy = false;
};
// Holding and deputising count alike (policy.h: may_hold_together), with one exception: a coordinator may be
// the deputy of a coordinator of the same committee. Problem: post_exclusive.
Done may_serve_together(std::span<const Duty> duties, const Duty& next);

// A time as deputy is at most this long.
inline constexpr std::chrono::days kLongestDeputyship{366};
// And begins at most so long after it was decided: who is trusted then is not known earlier.
inline constexpr std::chrono::days kFarthestDeputyship{366};

// A kind of N social forces: data, because a town may add some.
struct HelperKind {
  std::string code, zh_name, en_name;
};

struct NewPost {
  Role role = Role::nobody;
  std::optional<std::string> helper_kind = {};
  AreaId area = kTown;
  std::vector<AreaId> also_covers = {};  // beside its own area: a police team's other committees
  std::string title;
};

// Problems: bad_choice (role that cannot be given, helper kind missing or out of place), missing_field,
// too_long.
Done check(const NewPost& post);

inline constexpr std::size_t kLongestTitle = 80;
Done check_title(std::string_view title);

}  // namespace weige::access
