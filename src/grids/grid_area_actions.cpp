#include "grids/grid_area_actions.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/area_actions.h"
#include "access/area_store.h"
#include "grids/grid_area_writer.h"
#include "grids/layer_store.h"
#include "registry/area_writer.h"
#include "standards/text_fold.h"

namespace weige::grids {
namespace {

using access::AreaId;
using store::Transaction;

constexpr int kAddressesAtOnce = 500;
const std::string kEnded = "\t";  // begins a code that no grid can have

std::string cut(const std::string& text, std::size_t longest) {
  const auto characters = standards::to_code_points(text);
  if (characters.size() <= longest) return text;
  return standards::to_utf8(std::u32string_view(characters).substr(0, longest));
}

// The areas of one version, as it takes effect.
class AreaKeeper {
 public:
  AreaKeeper(Transaction& tx, Instant now, const FollowedVersion& version)
      : tx_(tx),
        now_(now),
        version_(version),
        system_(access::Actor::system(tx, now, access::SystemReason::maintenance)),
        known_(grid_areas(tx)) {
    for (const auto& area : access::all_areas(tx))
      if (area.kind == access::AreaKind::committee && area.state == access::AreaState::current)
        committees_.insert(area.id.value);
  }

  Done begin() {
    const auto members = members_of(tx_, version_.version, Shapes::without);
    const auto former = areas_by_number();
    for (const auto& member : members)
      if (const auto same = former.find(member.number); same != former.end()) take(member, same->second);
    for (const auto& member : members)
      if (const auto same = known_.find(member.code); same != known_.end()) take(member, same->second);
    put_rows();
    for (const auto& [code, area] : kept_) WEIGE_CHECK(free_name(area));
    for (const auto& member : members) {
      if (!is_kept(member)) continue;
      const auto known = kept_.find(member.code);
      WEIGE_CHECK(known == kept_.end() ? make(member) : name(known->second, member));
    }
    put_followed(tx_, version_);
    return done();
  }

  // Areas of grids that are no more; their addresses have left.
  Done finish() {
    for (const auto& [code, area] : known_) {
      if (!code.starts_with(kEnded)) continue;
      registry::leave_area(tx_, access::kSystemPost, area, access::above_grid(tx_, area));
      if (!access::holds_current(tx_, area)) WEIGE_CHECK(access::close_area(tx_, now_, system_, area));
      delete_grid_area(tx_, code);
    }
    return done();
  }

 private:
  // A grid stands in a committee, and in one that is there.
  bool is_kept(const GridMember& member) const {
    return member.committee && committees_.contains(*member.committee);
  }

  // Of the version followed so far, if this one was drafted from it: a grid that was given another code is
  // the same grid, by its number.
  std::map<int, AreaId> areas_by_number() {
    std::map<int, AreaId> out;
    const auto before = followed_version(tx_);
    if (!before || !comes_from(before->version)) return out;
    for (const auto& member : members_of(tx_, before->version, Shapes::without))
      if (const auto known = known_.find(member.code); known != known_.end())
        out.emplace(member.number, known->second);
    return out;
  }

  // A grid of another committee than before is another area: what was written in the former one stays there.
  void take(const GridMember& member, AreaId area) {
    const bool is_taken = kept_.contains(member.code) ||
                          std::ranges::any_of(kept_, [&](const auto& each) { return each.second == area; });
    if (is_taken || !is_kept(member)) return;
    if (access::find_area(tx_, area)->parent == AreaId{*member.committee}) kept_.emplace(member.code, area);
  }

  // Areas that stand for no grid any more wait for their addresses to leave, under a code that no grid has.
  void put_rows() {
    std::set<std::int64_t> kept;
    for (const auto& [code, area] : kept_) kept.insert(area.value);
    for (const auto& [code, area] : known_) delete_grid_area(tx_, code);
    for (const auto& [code, area] : known_)
      if (!kept.contains(area.value)) put_grid_area(tx_, kEnded + std::to_string(area.value), area);
    for (const auto& [code, area] : kept_) put_grid_area(tx_, code, area);
  }

  bool comes_from(VersionId earlier) {
    const auto versions = versions_of(tx_, version_.layer);
    std::optional<VersionId> id = version_.version;
    while (id && *id != earlier) {
      const auto version = std::ranges::find(versions, *id, &GridVersion::id);
      id = version == versions.end() ? std::nullopt : version->based_on;
    }
    return id.has_value();
  }

  // Codes may change places: each gives up its own before any takes another.
  Done free_name(AreaId id) {
    const auto area = access::find_area(tx_, id).value();
    if (kept_.contains(area.code) && kept_.at(area.code) == id) return done();
    WEIGE_CHECK(access::rename_area(tx_, now_, system_, id, {"~" + std::to_string(id.value), area.name}));
    return done();
  }

  Done name(AreaId id, const GridMember& member) {
    const auto area = access::find_area(tx_, id).value();
    const auto wanted = naming(member, id);
    if (area.code != wanted.code || area.name != wanted.name)
      WEIGE_CHECK(access::rename_area(tx_, now_, system_, id, wanted));
    if (area.state == access::AreaState::closed) WEIGE_CHECK(access::reopen_area(tx_, now_, system_, id));
    return done();
  }

  // An area that people made beforehand, so that its posts were there in time, is taken over; so is one that
  // ended before.
  Done make(const GridMember& member) {
    const AreaId committee{*member.committee};
    const auto made = access::find_area(tx_, access::AreaKind::grid, member.code);
    if (made && made->parent == committee && !stands_for_a_grid(made->id)) {
      put_grid_area(tx_, member.code, made->id);
      return name(made->id, member);
    }
    const auto wanted = naming(member, std::nullopt);
    WEIGE_TRY(
        const auto area,
        access::create_area(
            tx_, now_, system_,
            {.parent = committee, .kind = access::AreaKind::grid, .code = wanted.code, .name = wanted.name}));
    put_grid_area(tx_, member.code, area.id);
    return done();
  }

  bool stands_for_a_grid(AreaId id) const {
    return std::ranges::any_of(known_, [&](const auto& each) { return each.second == id; });
  }

  // As the grid is named, as far as an area may be named so, with a code that no other area of a grid has.
  access::AreaNaming naming(const GridMember& member, std::optional<AreaId> self) {
    access::AreaNaming out{cut(member.code, access::kLongestAreaCode),
                           cut(member.name.empty() ? member.code : member.name, access::kLongestAreaName)};
    if (!access::check_area_naming(out.code, out.name)) out.code = out.name = std::to_string(member.number);
    const auto stem = out.code;
    for (int more = 2;; ++more) {
      const auto other = access::find_area(tx_, access::AreaKind::grid, out.code);
      if (!other || other->id == self) return out;
      const auto suffix = "-" + std::to_string(more);
      out.code = cut(stem, access::kLongestAreaCode - suffix.size()) + suffix;
    }
  }

  Transaction& tx_;
  Instant now_;
  FollowedVersion version_;
  access::Actor system_;
  std::set<std::int64_t> committees_;
  std::map<std::string, AreaId> known_, kept_;  // rows as they were, and those that go on, by code
};

enum class Step { more, finished };

Result<Step> go_on(Transaction& tx, Instant now) {
  auto followed = followed_version(tx).value();
  if (!followed.after) return Step::finished;  // another instance was here
  const auto ids = addresses_after(tx, *followed.after, kAddressesAtOnce);
  keep_areas(tx, access::kSystemPost, followed.version, ids);
  const bool last = ids.size() < kAddressesAtOnce;
  if (last) {
    WEIGE_CHECK(AreaKeeper(tx, now, followed).finish());
    followed.after = std::nullopt;
  } else {
    followed.after = ids.back();
  }
  put_followed(tx, followed);
  return last ? Step::finished : Step::more;
}

enum class Due { nothing, begin, go_on };

Due due(const std::optional<FollowedVersion>& wanted, const std::optional<FollowedVersion>& followed) {
  if (wanted && (!followed || followed->version != wanted->version)) return Due::begin;
  return followed && followed->after ? Due::go_on : Due::nothing;
}

}  // namespace

Done follow_grids(store::Database& database, Instant now, TownTime town) {
  const auto look = [&](Transaction& tx) {
    return due(grids_in_force(tx, town.day_of(now)), followed_version(tx));
  };
  // Mostly there is nothing to do, and the program's own reading is audited: so look first.
  if (database.read(look) == Due::nothing) return done();
  WEIGE_CHECK(database.write([&](Transaction& tx) -> Done {
    if (look(tx) != Due::begin) return done();
    return AreaKeeper(tx, now, grids_in_force(tx, town.day_of(now)).value()).begin();
  }));
  for (auto step = Step::more; step == Step::more;) {
    WEIGE_TRY(step, database.write([&](Transaction& tx) { return go_on(tx, now); }));
  }
  return done();
}

bool stands_for_a_grid(Transaction& tx, std::int64_t area) {
  return std::ranges::any_of(grid_areas(tx), [&](const auto& each) { return each.second.value == area; });
}

}  // namespace weige::grids
