#include "town/norm_actions.h"

#include "access/audit.h"
#include "access/post_store.h"
#include "norms/rules_store.h"
#include "registry/code_lists.h"

namespace weige::town {
namespace {

constexpr access::AuditAction kNormChanged{"norm.version_made"}, kNormWithdrawn{"norm.version_withdrawn"};
constexpr access::SubjectKind kNormVersionSubject{"norm_version"};

std::vector<norms::NormVersion> versions_with_rules(store::Transaction& tx) {
  std::vector<norms::NormVersion> out;
  for (const auto& version : norms::all_versions(tx)) out.push_back(*norms::find_version(tx, version.id));
  return out;
}

// versions: of all norms, newest first.
NormView view_of_norm(const NormContext& context, norms::Norm norm,
                      const std::vector<norms::NormVersion>& versions) {
  NormView out{.norm = norm, .shipped = norms::shipped_rules(), .today = norms::shipped_rules()};
  if (const auto* holds = norms::in_force(versions, norm, context.today())) out.today = holds->rules;
  auto before = out.shipped;
  for (auto at = versions.rbegin(); at != versions.rend(); ++at) {
    if (at->norm != norm) continue;
    out.versions.insert(out.versions.begin(), {.version = *at,
                                               .state = norms::state_of(versions, *at, context.today()),
                                               .by = access::post_title(context.tx, access::PostId{at->post}),
                                               .changed = norms::changed_fields(norm, before, at->rules)});
    before = at->rules;
  }
  return out;
}

std::vector<std::string_view> premises_labels() {
  std::vector<std::string_view> out;
  for (const auto& entry : registry::entries(registry::CodeListName::premises_labels))
    out.push_back(entry.code);
  return out;
}

}  // namespace

Result<std::vector<NormView>> list_norms(const NormContext& context) {
  WEIGE_CHECK(context.actor.may(access::Right::read_norms));
  const auto versions = versions_with_rules(context.tx);
  std::vector<NormView> out;
  for (const auto norm : norms::all_norms()) out.push_back(view_of_norm(context, norm, versions));
  return out;
}

Result<NormView> read_norm(const NormContext& context, norms::Norm norm) {
  WEIGE_CHECK(context.actor.may(access::Right::read_norms));
  return view_of_norm(context, norm, versions_with_rules(context.tx));
}

Result<NormView> make_norm_version(const NormContext& context, const NormWish& wish) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_norms));
  WEIGE_CHECK(norms::check_start(wish.effective_from, context.today()));
  const auto otherwise = norms::rules_on(context.tx, wish.effective_from);
  WEIGE_TRY(const auto rules, norms::with_wish(otherwise, wish.norm, wish.rules, premises_labels()));
  if (norms::changed_fields(wish.norm, otherwise, rules).empty()) return problem(ProblemCode::norm_unchanged);
  const norms::NormVersion version{.id = norms::VersionId{context.tx.next_id()},
                                   .norm = wish.norm,
                                   .effective_from = wish.effective_from,
                                   .reason = wish.reason,
                                   .made_at = context.now,
                                   .post = context.actor.post().value,
                                   .rules = rules};
  norms::insert_version(context.tx, version);
  access::audit_change(context.tx, context.now, context.actor, kNormChanged,
                       access::Change::of(kNormVersionSubject, version.id,
                                          "norm=" + std::string(norms::code(wish.norm)) +
                                              " from=" + to_iso(wish.effective_from)));
  return read_norm(context, wish.norm);
}

Done withdraw_norm_version(const NormContext& context, norms::VersionId id) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_norms));
  const auto found = norms::find_version(context.tx, id);
  if (!found) return problem(ProblemCode::not_found);
  if (found->effective_from <= context.today()) return problem(ProblemCode::norm_in_force);
  norms::delete_version(context.tx, id);
  access::audit_change(
      context.tx, context.now, context.actor, kNormWithdrawn,
      access::Change::of(kNormVersionSubject, id, "norm=" + std::string(norms::code(found->norm))));
  return done();
}

}  // namespace weige::town
