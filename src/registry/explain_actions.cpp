#include "registry/explain_actions.h"

#include <charconv>

#include "access/code_list.h"
#include "access/policy.h"
#include "registry/record_store.h"
#include "registry/view_actions.h"

namespace weige::registry {
namespace {

constexpr access::CodeEntry<Obstacle> kObstacleEntries[] = {
    {Obstacle::none, "none", "", ""},
    {Obstacle::session, "session", "", ""},
    {Obstacle::role, "role", "", ""},
    {Obstacle::purpose, "purpose", "", ""},
    {Obstacle::area, "area", "没有这条记录，或不在您岗位的辖区内。",
     "There is no such record, or it lies outside of what your post covers."},
    {Obstacle::state, "state", "这条记录已合并、注销或撤销，不再办理。",
     "The record has been merged, cancelled or undone and is not worked on any more."},
};
constexpr access::CodeList<Obstacle> kObstacles{kObstacleEntries};

Obstacle obstacle_by_role(const access::Actor& actor, access::Right right) {
  const auto may = actor.may(right);
  if (may) return Obstacle::none;
  if (may.problem().code == ProblemCode::forbidden) return Obstacle::role;
  return may.problem().code == ProblemCode::purpose_required ? Obstacle::purpose : Obstacle::session;
}

// What the session lacks, as the refusal itself tells it.
std::string words_of_refusal(const access::Actor& actor, access::Right right, Language language) {
  const auto refused = actor.may(right).problem();
  return title(refused, language) + (language == Language::zh ? "。" : ". ") + mend(refused, language);
}

// Records that are merged or cancelled are read and no longer worked on.
Obstacle obstacle_at(store::Transaction& tx, const access::Actor& actor, access::Right right,
                     const RecordName& name) {
  const auto record = find_record(tx, actor.scope(), name.kind, name.id);
  if (!record || record->text("state") == "undone") return Obstacle::area;
  const bool reads = right == right_to_read(name.kind) || right == access::Right::search_people ||
                     right == access::Right::reveal_number;
  return reads || is_live(name.kind, record->text("state")) ? Obstacle::none : Obstacle::state;
}

std::string_view words_of(Obstacle obstacle, Language language) {
  const auto& entry = kObstacles.of(obstacle);
  return language == Language::zh ? entry.zh : entry.en;
}

}  // namespace

std::string_view code(Obstacle obstacle) {
  return kObstacles.of(obstacle).code;
}

std::optional<RecordName> record_name_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = record_kind_of(text.substr(0, colon));
  std::int64_t id = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, id);
  if (!kind || error != std::errc{} || rest != end || id < 1) return std::nullopt;
  return RecordName{*kind, id};
}

// Who may not read the record is told that alone, and not whether it is there.
Explanation explain_right(store::Transaction& tx, const access::Actor& actor, access::Right right,
                          std::optional<RecordName> record, Language language) {
  auto asked = right;
  auto obstacle = obstacle_by_role(actor, asked);
  if (record && obstacle == Obstacle::none) {
    asked = right_to_read(record->kind);
    obstacle = obstacle_by_role(actor, asked);
  }
  if (record && obstacle == Obstacle::none) {
    obstacle = obstacle_at(tx, actor, right, *record);
    asked = right;
  }
  if (obstacle == Obstacle::session) return {obstacle, words_of_refusal(actor, asked, language)};
  if (const auto words = words_of(obstacle, language); !words.empty()) return {obstacle, std::string(words)};
  return {obstacle, access::why_not(actor.role(), asked, language)};
}

}  // namespace weige::registry
