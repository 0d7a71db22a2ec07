// Post: a duty in an area, held by an account from when to when. Posts, not persons, carry rights and areas.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "access/role.h"
#include "base/result.h"

namespace weige::access {

enum class PostState { active, ended };
std::string_view code(PostState state);
std::optional<PostState> post_state_of(std::string_view code);

struct Post {
  PostId id;
  Role role = Role::nobody;
  std::optional<std::string> helper_kind;  // for Role::helper: the code of a helper_kind
  AreaId area;
  std::string area_name;
  std::string title;
  PostState state = PostState::active;
  std::optional<AccountId> holder;
  std::optional<std::string> holder_name;
  bool operator==(const Post&) const = default;
};

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
