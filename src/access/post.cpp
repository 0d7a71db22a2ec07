#include "access/post.h"

#include "access/code_list.h"
#include "access/text_check.h"

namespace weige::access {
namespace {

constexpr CodeEntry<PostState> kPostStateEntries[] = {
    {PostState::active, "active", "现行", "active"},
    {PostState::ended, "ended", "已撤销", "ended"},
};
constexpr CodeList<PostState> kStates{kPostStateEntries};

}  // namespace

std::string_view code(PostState state) {
  return kStates.of(state).code;
}
std::optional<PostState> post_state_of(std::string_view code) {
  return kStates.find(code);
}

Done check(const NewPost& post) {
  if (post.role == Role::nobody || post.role == Role::system) return problem(ProblemCode::bad_choice, "role");
  if ((post.role == Role::helper) != post.helper_kind.has_value())
    return problem(ProblemCode::bad_choice, "helper_kind");
  return check_title(post.title);
}

Done check_title(std::string_view title) {
  return check_text(title, kLongestTitle, "title");
}

}  // namespace weige::access
