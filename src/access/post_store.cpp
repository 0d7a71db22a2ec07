#include "access/post_store.h"

#include <algorithm>

namespace weige::access {
namespace {

// Columns of every SELECT below that ends in a post: id, role, helper_kind, area_id, area name, title, state;
// holder, holder's name, from, until, reason of the end; successor, name, from, follows; the end of the
// holding before, its reason.
Post post_from_row(const store::Row& row) {
  Post post{.id = row.get<PostId>(0),
            .role = role_of(row.text(1)).value(),
            .helper_kind = row.get<std::optional<std::string>>(2),
            .area = row.get<AreaId>(3),
            .area_name = row.get<std::string>(4),
            .title = row.get<std::string>(5),
            .state = post_state_of(row.text(6)).value(),
            .holder = row.get<std::optional<AccountId>>(7),
            .holder_name = row.get<std::optional<std::string>>(8),
            .holder_since = row.get<std::optional<Instant>>(9),
            .holder_until = row.get<std::optional<Instant>>(10)};
  const auto reason_at = [&](int column) {
    return row.is_null(column) ? std::nullopt : vacancy_reason_of(row.text(column));
  };
  post.end_reason = reason_at(11);
  if (!row.is_null(12))
    post.successor = Successor{.account = row.get<AccountId>(12),
                               .name = row.get<std::string>(13),
                               .from = row.get<std::optional<Instant>>(14),
                               .when_vacant = row.int64(15) == 1};
  if (!post.holder && !row.is_null(16))
    post.vacancy = Vacancy{.since = row.get<Instant>(16), .reason = reason_at(17)};
  return post;
}

// $1 is now.
#define WEIGE_SELECT_POST                                                                             \
  "SELECT p.id, p.role, p.helper_kind, p.area_id, area.name, p.title, p.state, h.account_id, "        \
  "holder.display_name, h.from_at, h.until_at, h.end_reason, n.account_id, next.display_name, "       \
  "n.from_at, n.follows, gone.until_at, gone.end_reason"                                              \
  " FROM post p JOIN area ON area.id = p.area_id"                                                     \
  " LEFT JOIN post_holding h ON h.post_id = p.id AND h.closed = 0 AND h.from_at <= $1"                \
  " AND (h.until_at IS NULL OR h.until_at > $1)"                                                      \
  " LEFT JOIN account holder ON holder.id = h.account_id"                                             \
  " LEFT JOIN post_holding n ON n.post_id = p.id AND (n.from_at IS NULL OR n.from_at > $1)"           \
  " LEFT JOIN account next ON next.id = n.account_id"                                                 \
  " LEFT JOIN post_holding gone ON gone.id = (SELECT e.id FROM post_holding e WHERE e.post_id = p.id" \
  " AND (e.closed = 1 OR e.until_at <= $1) ORDER BY e.until_at DESC, e.id DESC LIMIT 1)"              \
  " WHERE p.role <> 'system'"

// Few at a time in a town: read as one list and dealt out.
void add_deputies(store::Transaction& tx, std::vector<Post>& posts, Instant now) {
  if (posts.empty()) return;
  const auto only = posts.size() == 1 ? posts.front().id : kNoPost;
  tx.each(
      "SELECT d.post_id, d.account_id, a.display_name, d.from_at, d.until_at, d.reason FROM post_deputy d"
      " JOIN account a ON a.id = d.account_id WHERE d.closed = 0 AND d.until_at > $1 AND (d.post_id = $2 OR "
      "$2 = 0)"
      " ORDER BY d.from_at, d.id",
      [&](const store::Row& row) {
        const auto post = std::ranges::find(posts, row.get<PostId>(0), &Post::id);
        if (post == posts.end()) return;
        post->deputies.push_back({.account = row.get<AccountId>(1),
                                  .name = row.get<std::string>(2),
                                  .from = row.get<Instant>(3),
                                  .until = row.get<Instant>(4),
                                  .reason = deputy_reason_of(row.text(5)).value()});
      },
      now, only);
}

std::vector<Post> with_deputies(store::Transaction& tx, std::vector<Post> posts, Instant now) {
  add_deputies(tx, posts, now);
  return posts;
}

std::vector<Post> posts_held_by(store::Transaction& tx, AccountId account, Instant now) {
  return tx.all(WEIGE_SELECT_POST " AND p.state = 'active' AND h.account_id = $2 ORDER BY h.from_at, h.id",
                post_from_row, now, account);
}

std::vector<Post> posts_deputised_by(store::Transaction& tx, AccountId account, Instant now) {
  return tx.all(
      WEIGE_SELECT_POST
      " AND p.state = 'active' AND EXISTS (SELECT 1 FROM post_deputy d WHERE d.post_id = p.id"
      " AND d.account_id = $2 AND d.closed = 0 AND d.from_at <= $1 AND d.until_at > $1) ORDER BY p.id",
      post_from_row, now, account);
}

}  // namespace

std::optional<Post> find_post(store::Transaction& tx, PostId id, Instant now) {
  auto posts = tx.all(WEIGE_SELECT_POST " AND p.id = $2", post_from_row, now, id);
  if (posts.empty()) return std::nullopt;
  add_deputies(tx, posts, now);
  return std::move(posts.front());
}

std::string post_title(store::Transaction& tx, PostId id) {
  return tx
      .first(
          "SELECT title FROM post WHERE id = $1 AND role <> 'system'",
          [](const store::Row& row) { return row.get<std::string>(0); }, id)
      .value_or("");
}

std::vector<Post> all_posts(store::Transaction& tx, Instant now) {
  return with_deputies(
      tx, tx.all(WEIGE_SELECT_POST " ORDER BY p.area_id, p.role, p.title, p.id", post_from_row, now), now);
}

std::vector<Post> posts_in_scope(store::Transaction& tx, const Scope& scope, Instant now) {
  auto posts =
      tx.all(WEIGE_SELECT_POST
             " AND (p.id = $2"
             " OR EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = p.area_id))"
             " ORDER BY p.area_id, p.role, p.title, p.id",
             post_from_row, now, scope);
  return with_deputies(tx, std::move(posts), now);
}

std::vector<Post> posts_of(store::Transaction& tx, AccountId account, Instant now) {
  auto posts = with_deputies(tx, posts_held_by(tx, account, now), now);
  for (auto& post : with_deputies(tx, posts_deputised_by(tx, account, now), now)) {
    if (post.holder == account) continue;
    for (const auto& deputy : post.deputies)
      if (deputy.account == account && deputy.from <= now) post.deputy_until = deputy.until;
    posts.push_back(std::move(post));
  }
  return posts;
}

#undef WEIGE_SELECT_POST

bool has_administrator(store::Transaction& tx, Instant now) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM post p JOIN post_holding h ON h.post_id = p.id AND h.until_at IS NULL"
             " JOIN account a ON a.id = h.account_id WHERE h.from_at <= $1"
             " AND h.closed = 0 AND p.role = 'system_admin' AND p.state = 'active' AND a.state = 'active'",
             now) > 0;
}

bool has_security_admin(store::Transaction& tx) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM post p JOIN post_holding h ON h.post_id = p.id AND h.until_at IS NULL"
             " JOIN account a ON a.id = h.account_id WHERE h.from_at IS NOT NULL AND h.closed = 0"
             " AND p.role = 'security_admin' AND p.state = 'active' AND a.state = 'active'") > 0;
}

bool is_last_administrator(store::Transaction& tx, AccountId account, Instant now) {
  bool holds = false, others = false;
  const auto among = [&](std::string_view role) {
    holds = others = false;
    tx.each(
        "SELECT h.account_id FROM post p JOIN post_holding h ON h.post_id = p.id AND h.until_at IS NULL"
        " JOIN account a ON a.id = h.account_id WHERE h.from_at <= $1 AND h.closed = 0 AND p.role = $2"
        " AND p.state = 'active' AND a.state = 'active'",
        [&](const store::Row& row) { (row.int64(0) == account.value ? holds : others) = true; }, now, role);
    return holds && !others;
  };
  return among("system_admin") || among("security_admin");
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

Change start_holding(store::Transaction& tx, PostId id, AccountId account, Instant now) {
  tx.exec(
      "DELETE FROM post_holding WHERE post_id = $1 AND account_id = $2 AND (from_at IS NULL OR from_at > $3)",
      id, account, now);
  tx.exec("UPDATE post_holding SET from_at = NULL WHERE post_id = $1 AND follows = 1 AND from_at > $2", id,
          now);
  const auto next = tx.scalar<std::optional<Instant>>(
      "SELECT min(from_at) FROM post_holding WHERE post_id = $1 AND from_at > $2", id, now);
  tx.exec("INSERT INTO post_holding (id, post_id, account_id, from_at, until_at) VALUES ($1, $2, $3, $4, $5)",
          tx.next_id(), id, account, now, next);
  return Change::of(kPostSubject, id, "holder=" + std::to_string(account.value));
}

Change end_post_row(store::Transaction& tx, PostId id, Instant now) {
  tx.exec("DELETE FROM post_holding WHERE post_id = $1 AND (from_at IS NULL OR from_at > $2)", id, now);
  tx.exec(
      "UPDATE post_holding SET until_at = $2, closed = 1"
      " WHERE post_id = $1 AND closed = 0 AND (until_at IS NULL OR until_at > $2)",
      id, now);
  tx.exec("DELETE FROM post_deputy WHERE post_id = $1 AND from_at > $2", id, now);
  tx.exec("UPDATE post_deputy SET until_at = $2, closed = 1 WHERE post_id = $1 AND until_at > $2", id, now);
  set_cover(tx, id, {});
  tx.exec("UPDATE post SET state = 'ended', ended_at = $2 WHERE id = $1", id, now);
  return Change::of(kPostSubject, id, "state=ended");
}

}  // namespace weige::access
