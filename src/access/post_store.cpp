#include "access/post_store.h"

namespace weige::access {
namespace {

// Columns of every SELECT below that ends in a post: id, role, helper_kind, area_id, area name, title, state,
// holder, holder's name.
Post post_from_row(const store::Row& row) {
  return {.id = row.get<PostId>(0),
          .role = role_of(row.text(1)).value(),
          .helper_kind = row.get<std::optional<std::string>>(2),
          .area = row.get<AreaId>(3),
          .area_name = row.get<std::string>(4),
          .title = row.get<std::string>(5),
          .state = post_state_of(row.text(6)).value(),
          .holder = row.get<std::optional<AccountId>>(7),
          .holder_name = row.get<std::optional<std::string>>(8)};
}

#define WEIGE_SELECT_POST                                                                      \
  "SELECT p.id, p.role, p.helper_kind, p.area_id, area.name, p.title, p.state, h.account_id, " \
  "holder.display_name"                                                                        \
  " FROM post p JOIN area ON area.id = p.area_id"                                              \
  " LEFT JOIN post_holding h ON h.post_id = p.id AND h.to_at IS NULL"                          \
  " LEFT JOIN account holder ON holder.id = h.account_id WHERE p.role <> 'system'"

}  // namespace

std::optional<Post> find_post(store::Transaction& tx, PostId id) {
  return tx.first(WEIGE_SELECT_POST " AND p.id = $1", post_from_row, id);
}

std::vector<Post> all_posts(store::Transaction& tx) {
  return tx.all(WEIGE_SELECT_POST " ORDER BY p.area_id, p.role, p.title, p.id", post_from_row);
}

std::vector<Post> posts_in_scope(store::Transaction& tx, const Scope& scope) {
  return tx.all(WEIGE_SELECT_POST
                " AND (p.id = $1"
                " OR EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = p.area_id))"
                " ORDER BY p.area_id, p.role, p.title, p.id",
                post_from_row, scope);
}

std::vector<Post> posts_held_by(store::Transaction& tx, AccountId account) {
  return tx.all(WEIGE_SELECT_POST " AND p.state = 'active' AND h.account_id = $1 ORDER BY h.from_at, h.id",
                post_from_row, account);
}

#undef WEIGE_SELECT_POST

bool has_administrator(store::Transaction& tx) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM post p JOIN post_holding h ON h.post_id = p.id AND h.to_at IS NULL"
             " JOIN account a ON a.id = h.account_id"
             " WHERE p.role = 'system_admin' AND p.state = 'active' AND a.state = 'active'") > 0;
}

std::vector<HelperKind> helper_kinds(store::Transaction& tx) {
  return tx.all(
      "SELECT code, zh_name, en_name FROM helper_kind ORDER BY town_added, code", [](const store::Row& row) {
        return HelperKind{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)};
      });
}

bool helper_kind_exists(store::Transaction& tx, std::string_view kind) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM helper_kind WHERE code = $1", kind) > 0;
}

Change insert_post(store::Transaction& tx, PostId id, const NewPost& post, Instant now) {
  tx.exec(
      "INSERT INTO post (id, role, helper_kind, area_id, title, state, created_at, ended_at)"
      " VALUES ($1, $2, $3, $4, $5, 'active', $6, NULL)",
      id, code(post.role), post.helper_kind, post.area, post.title, now);
  return Change::of(kPostSubject, id, "created;role=" + std::string(code(post.role)));
}

void set_cover(store::Transaction& tx, PostId id, std::span<const AreaId> areas) {
  tx.exec("DELETE FROM post_scope WHERE post_id = $1", id);
  tx.exec("DELETE FROM post_cover WHERE post_id = $1", id);
  for (const AreaId area : areas)
    tx.exec("INSERT INTO post_cover (post_id, area_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, area);
  tx.exec(
      "INSERT INTO post_scope (post_id, area_id)"
      " SELECT DISTINCT cover.post_id, c.descendant_id FROM post_cover cover"
      " JOIN area_closure c ON c.ancestor_id = cover.area_id WHERE cover.post_id = $1",
      id);
}

Change update_title(store::Transaction& tx, PostId id, std::string_view title) {
  tx.exec("UPDATE post SET title = $2 WHERE id = $1", id, title);
  return Change::of(kPostSubject, id, "fields=title");
}

Change end_holding(store::Transaction& tx, PostId id, Instant now) {
  tx.exec("UPDATE post_holding SET to_at = $2 WHERE post_id = $1 AND to_at IS NULL", id, now);
  return Change::of(kPostSubject, id, "holder=none");
}

Change start_holding(store::Transaction& tx, PostId id, AccountId account, Instant now) {
  tx.exec("INSERT INTO post_holding (id, post_id, account_id, from_at, to_at) VALUES ($1, $2, $3, $4, NULL)",
          tx.next_id(), id, account, now);
  return Change::of(kPostSubject, id, "holder=" + std::to_string(account.value));
}

void end_holdings_of(store::Transaction& tx, AccountId account, Instant now) {
  tx.exec("UPDATE post_holding SET to_at = $2 WHERE account_id = $1 AND to_at IS NULL", account, now);
}

Change end_post_row(store::Transaction& tx, PostId id, Instant now) {
  tx.exec("UPDATE post_holding SET to_at = $2 WHERE post_id = $1 AND to_at IS NULL", id, now);
  set_cover(tx, id, {});
  tx.exec("UPDATE post SET state = 'ended', ended_at = $2 WHERE id = $1", id, now);
  return Change::of(kPostSubject, id, "state=ended");
}

}  // namespace weige::access
