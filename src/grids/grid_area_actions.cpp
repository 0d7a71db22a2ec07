#include "grids/grid_area_actions.h"

#include <algorithm>
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
        known_(grid_areas(tx)) {}

  Done begin() {
    const auto members = members_of(tx_, version_.version, Shapes::without);
    take_new_codes(members);
    for (const auto& member : members)
      if (member.committee) WEIGE_CHECK(keep(member));
    put_followed(tx_, version_);
    return done();
  }

  // Areas of grids that are no more; their addresses have left.
  Done finish() {
    std::set<std::string> codes;
    for (const auto& member : members_of(tx_, version_.version, Shapes::without))
      if (member.committee) codes.insert(member.code);
    for (const auto& [code, area] : known_) {
      if (codes.contains(code)) continue;
      registry::leave_area(tx_, access::kSystemPost, area, access::above_grid(tx_, area));
      if (!access::holds_current(tx_, area)) WEIGE_CHECK(access::close_area(tx_, now_, system_, area));
      delete_grid_area(tx_, code);
    }
    return done();
  }

 private:
  // A grid that was given another code while the version was drafted from the one followed so far is the same
  // grid, by its number.
  void take_new_codes(const std::vector<GridMember>& members) {
    const auto before = followed_version(tx_);
    if (!before || !comes_from(before->version)) return;
    std::set<std::string> codes;
    for (const auto& member : members) codes.insert(member.code);
    std::map<int, std::string> freed;
    for (const auto& member : members_of(tx_, before->version, Shapes::without))
      if (!codes.contains(member.code) && known_.contains(member.code))
        freed.emplace(member.number, member.code);
    for (const auto& member : members) {
      const auto former = freed.find(member.number);
      if (former == freed.end() || known_.contains(member.code)) continue;
      const auto area = known_.at(former->second);
      forget(former->second);
      remember(member.code, area);
    }
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

  Done keep(const GridMember& member) {
    const AreaId committee{*member.committee};
    const auto known = known_.find(member.code);
    if (known == known_.end()) return make(member, committee);
    auto area = access::find_area(tx_, known->second).value();
    if (area.parent != committee) {
      std::vector<std::pair<std::int64_t, std::int64_t>> leaving;
      for (const auto address : addresses_in(tx_, area.id)) leaving.emplace_back(address, area.parent->value);
      registry::put_into_areas(tx_, access::kSystemPost, leaving);
      registry::leave_area(tx_, access::kSystemPost, area.id, *area.parent);
      WEIGE_CHECK(access::move_area(tx_, now_, system_, area.id, committee));
    }
    return name(area, member);
  }

  Done name(const access::Area& area, const GridMember& member) {
    const auto wanted = naming(member, area.id);
    if (area.code != wanted.code || area.name != wanted.name)
      WEIGE_CHECK(access::rename_area(tx_, now_, system_, area.id, wanted));
    if (area.state == access::AreaState::closed)
      WEIGE_CHECK(access::reopen_area(tx_, now_, system_, area.id));
    return done();
  }

  // An area that people made beforehand, so that its posts were there in time, is taken over.
  Done make(const GridMember& member, AreaId committee) {
    const auto made = access::find_area(tx_, access::AreaKind::grid, member.code);
    if (made && made->parent == committee && !stands_for_a_grid(made->id)) {
      remember(member.code, made->id);
      return name(*made, member);
    }
    const auto wanted = naming(member, std::nullopt);
    WEIGE_TRY(
        const auto area,
        access::create_area(
            tx_, now_, system_,
            {.parent = committee, .kind = access::AreaKind::grid, .code = wanted.code, .name = wanted.name}));
    remember(member.code, area.id);
    return done();
  }

  bool stands_for_a_grid(AreaId id) const {
    return std::ranges::any_of(known_, [&](const auto& each) { return each.second == id; });
  }

  // A code that no other area of a grid has.
  access::AreaNaming naming(const GridMember& member, std::optional<AreaId> self) {
    auto code = cut(member.code, access::kLongestAreaCode);
    for (int more = 2;; ++more) {
      const auto other = access::find_area(tx_, access::AreaKind::grid, code);
      if (!other || other->id == self) break;
      const auto suffix = "-" + std::to_string(more);
      code = cut(member.code, access::kLongestAreaCode - suffix.size()) + suffix;
    }
    return {code, cut(member.name.empty() ? member.code : member.name, access::kLongestAreaName)};
  }

  void remember(const std::string& code, AreaId area) {
    known_.emplace(code, area);
    put_grid_area(tx_, code, area);
  }
  void forget(const std::string& code) {
    known_.erase(code);
    delete_grid_area(tx_, code);
  }

  Transaction& tx_;
  Instant now_;
  FollowedVersion version_;
  access::Actor system_;
  std::map<std::string, AreaId> known_;
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

}  // namespace weige::grids
