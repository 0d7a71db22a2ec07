#include "access/post.h"

#include "access/code_list.h"
#include "access/policy.h"
#include "access/text_check.h"

namespace weige::access {
namespace {

constexpr CodeEntry<PostState> kPostStateEntries[] = {
    {PostState::active, "active", "现行", "active"},
    {PostState::ended, "ended", "已撤销", "ended"},
};
constexpr CodeList<PostState> kStates{kPostStateEntries};

constexpr CodeEntry<VacancyReason> kVacancyEntries[] = {
    {VacancyReason::transfer, "transfer", "调动", "transfer"},
    {VacancyReason::leave, "leave", "长期离岗", "long leave"},
    {VacancyReason::retirement, "retirement", "退休", "retirement"},
    {VacancyReason::resignation, "resignation", "辞职", "resignation"},
    {VacancyReason::dismissed, "dismissed", "免职", "dismissal"},
    {VacancyReason::term_over, "term_over", "任期届满", "end of the term"},
    {VacancyReason::other, "other", "其他", "other"},
};
constexpr CodeList<VacancyReason> kVacancies{kVacancyEntries};

constexpr CodeEntry<DeputyReason> kDeputyEntries[] = {
    {DeputyReason::absence, "absence", "任职人暂时不在岗", "the holder is away"},
    {DeputyReason::vacancy, "vacancy", "岗位空缺", "the post is vacant"},
    {DeputyReason::training, "training", "学习培训", "training"},
    {DeputyReason::workload, "workload", "工作量大，协助办理", "more work than one can do"},
    {DeputyReason::other, "other", "其他", "other"},
};
constexpr CodeList<DeputyReason> kDeputyReasons{kDeputyEntries};

// A coordinator beside another one of the committee, as a deputy in one of the two.
bool is_fellow_coordinator(const Duty& one, const Duty& other) {
  return one.role == Role::coordinator && other.role == Role::coordinator &&
         (one.as_deputy || other.as_deputy) && one.committee && one.committee == other.committee;
}

}  // namespace

std::string_view code(PostState state) {
  return kStates.of(state).code;
}
std::optional<PostState> post_state_of(std::string_view code) {
  return kStates.find(code);
}

std::string_view code(VacancyReason reason) {
  return kVacancies.of(reason).code;
}
std::string_view zh_name(VacancyReason reason) {
  return kVacancies.of(reason).zh;
}
std::string_view en_name(VacancyReason reason) {
  return kVacancies.of(reason).en;
}
std::optional<VacancyReason> vacancy_reason_of(std::string_view code) {
  return kVacancies.find(code);
}
std::vector<VacancyReason> all_vacancy_reasons() {
  return kVacancies.values();
}

std::string_view code(DeputyReason reason) {
  return kDeputyReasons.of(reason).code;
}
std::string_view zh_name(DeputyReason reason) {
  return kDeputyReasons.of(reason).zh;
}
std::string_view en_name(DeputyReason reason) {
  return kDeputyReasons.of(reason).en;
}
std::optional<DeputyReason> deputy_reason_of(std::string_view code) {
  return kDeputyReasons.find(code);
}
std::vector<DeputyReason> all_deputy_reasons() {
  return kDeputyReasons.values();
}

Done may_serve_together(std::span<const Duty> duties, const Duty& next) {
  for (const auto& duty : duties)
    if (!is_fellow_coordinator(duty, next)) WEIGE_CHECK(may_hold_together({&duty.role, 1}, next.role));
  return done();
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
