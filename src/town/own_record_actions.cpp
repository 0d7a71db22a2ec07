#include "town/own_record_actions.h"

#include <algorithm>
#include <array>

#include "access/post_store.h"
#include "registry/ledger_store.h"
#include "registry/record_store.h"

namespace weige::town {
namespace {

using registry::Record;
using registry::RecordKind;

constexpr std::size_t kMostMerged = 50;

// Who serves residents, from the nearest outwards.
constexpr std::array kServingRoles{access::Role::coordinator,       access::Role::grid_leader,
                                   access::Role::community_officer, access::Role::police_team,
                                   access::Role::committee,         access::Role::police_station,
                                   access::Role::population_office};

Result<Record> own_person(store::Transaction& tx, const access::ResidentSession& session) {
  auto record = registry::find_record(tx, session.reach, RecordKind::person, session.person);
  if (!record || record->text("state") == "undone" || record->text("state") == "merged")
    return problem(ProblemCode::not_signed_in);
  return *std::move(record);
}

// When a merged record became part of the other one, for the last time; where the ledger does not tell:
// never.
Instant merged_at(store::Transaction& tx, std::int64_t person) {
  Instant out = Instant::max();
  for (const auto& change : registry::changes_of_record(tx, RecordKind::person, person))
    for (const auto& field : change.fields)
      if (field.field == "merged_into") out = change.known_at;
  return out;
}

std::map<access::PostId, std::string> entering_offices(store::Transaction& tx,
                                                       const registry::PersonView& view) {
  std::map<access::PostId, std::string> out;
  const auto add = [&](const registry::RecordView& record) {
    for (const auto& [field, provenance] : record.provenance)
      if (provenance.enterer_post != access::kSystemPost && !out.contains(provenance.enterer_post))
        out.emplace(provenance.enterer_post, access::post_title(tx, provenance.enterer_post));
  };
  add(view.person);
  for (const auto& each : view.residences) add(each.residence);
  for (const auto& each : view.employments) add(each.employment);
  return out;
}

}  // namespace

bool has_own_record(store::Transaction& tx, const access::ResidentSession& session) {
  return own_person(tx, session).ok();
}

Result<std::int64_t> own_person_id(const OwnContext& context) {
  WEIGE_TRY(const auto person, own_person(context.tx, context.session));
  return person.id;
}

Result<std::vector<OwnTrace>> own_traces(const OwnContext& context) {
  WEIGE_TRY(const auto person, own_person_id(context));
  std::vector<OwnTrace> out{{.person = person}};
  for (std::size_t i = 0; i < out.size() && out.size() < kMostMerged; ++i)
    for (const auto& merged :
         registry::find_records(context.tx, context.session.reach, RecordKind::person,
                                {"merged_into", std::to_string(out[i].person)}, kMostMerged))
      if (merged.text("state") == "merged" &&
          std::ranges::find(out, merged.id, &OwnTrace::person) == out.end())
        out.push_back({merged.id, std::max(out[i].after, merged_at(context.tx, merged.id))});
  return out;
}

Result<OwnRecord> read_own_record(const OwnContext& context, access::AuditAction as) {
  WEIGE_TRY(auto person, own_person(context.tx, context.session));
  context.readings.add_by_resident(context.now, as, access::SubjectKind{code(RecordKind::person)}, person.id);
  OwnRecord out{registry::view_person(context.tx, context.session.reach, std::move(person))};
  out.offices = entering_offices(context.tx, out.view);
  return out;
}

Result<std::vector<access::Post>> own_officers(const OwnContext& context) {
  WEIGE_TRY(const auto person, own_person(context.tx, context.session));
  std::vector<access::Post> out;
  const auto rank = [](access::Role role) { return std::ranges::find(kServingRoles, role); };
  for (const auto& covering : registry::posts_covering(context.tx, RecordKind::person, person.id)) {
    if (rank(covering.role) == kServingRoles.end()) continue;
    auto post = access::find_post(context.tx, covering.post, context.now);
    if (post && post->state == access::PostState::active) out.push_back(*std::move(post));
  }
  std::ranges::sort(out, [&](const access::Post& one, const access::Post& other) {
    return std::pair(rank(one.role), one.id) < std::pair(rank(other.role), other.id);
  });
  return out;
}

}  // namespace weige::town
