#include "grids/layer_store.h"

#include <array>

#include "grids/shape_bytes.h"

namespace weige::grids {
namespace {

using store::Blob;
using store::Params;
using store::Row;
using store::Transaction;

// $1: the scope. A post that covers any part of the layer's area sees it.
constexpr std::string_view kSeen =
    " EXISTS (SELECT 1 FROM post_scope s JOIN area_closure c ON c.descendant_id = s.area_id WHERE s.post_id "
    "= "
    "$1 AND c.ancestor_id = t.area_id)";

std::string layer_sql(std::string_view where) {
  return std::string("SELECT t.id, t.area_id, t.kind, t.name FROM grid_layer t WHERE ")
      .append(where)
      .append(kSeen);
}

GridLayer layer_from_row(const Row& row) {
  return {.id = row.get<LayerId>(0),
          .area = row.get<access::AreaId>(1),
          .kind = *layer_kind_of(row.text(2)),
          .name = row.get<std::string>(3)};
}

constexpr std::string_view kVersionColumns =
    "v.id, v.layer_id, v.version, v.number, v.state, v.effective_from, v.based_on_id, v.datum, v.source, "
    "v.note, "
    "v.centre_lng, v.centre_lat, v.members, v.faulty, v.shortened, v.area_m2, v.steps, v.created_at, "
    "v.published_at, v.job_id, v.cut_short";

std::string version_sql(std::string_view rest) {
  return std::string("SELECT ").append(kVersionColumns).append(" FROM grid_version v ").append(rest);
}

GridVersion version_from_row(const Row& row) {
  return {.id = row.get<VersionId>(0),
          .layer = row.get<LayerId>(1),
          .version = row.int64(2),
          .number = row.get<int>(3),
          .state = *version_state_of(row.text(4)),
          .effective_from = row.get<std::optional<Day>>(5),
          .based_on = row.get<std::optional<VersionId>>(6),
          .datum = row.get<std::string>(7),
          .source = row.get<std::string>(8),
          .note = row.get<std::optional<std::string>>(9).value_or(""),
          .centre = {row.real(10), row.real(11)},
          .members = row.get<int>(12),
          .faulty = row.get<int>(13),
          .shortened = row.get<int>(14),
          .area = row.real(15),
          .steps = row.get<int>(16),
          .created_at = row.get<Instant>(17),
          .published_at = row.get<std::optional<Instant>>(18),
          .job = row.get<std::optional<jobs::JobId>>(19),
          .cut_short = row.get<bool>(20)};
}

std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

constexpr std::string_view kMemberColumns =
    "SELECT number, code, name, committee_id, populated, faulty, area_m2, label_lng, label_lat";

GridMember member_from_row(const Row& row) {
  return {.number = row.get<int>(0),
          .code = row.get<std::string>(1),
          .name = row.get<std::string>(2),
          .committee = row.get<std::optional<std::int64_t>>(3),
          .populated = row.get<bool>(4),
          .faulty = row.get<bool>(5),
          .area = row.real(6),
          .label = {row.real(7), row.real(8)}};
}

GridMember member_with_shape_from_row(const Row& row) {
  auto out = member_from_row(row);
  out.shape = shape_of_bytes(row.blob(9));
  return out;
}

std::string member_sql(std::string_view shape, std::string_view where) {
  return std::string(kMemberColumns)
      .append(shape)
      .append(" FROM grid_member WHERE version_id = $1")
      .append(where);
}

}  // namespace

std::vector<GridLayer> all_layers(Transaction& tx, const access::Scope& scope) {
  static const std::string sql =
      layer_sql("") +
      " ORDER BY CASE t.kind WHEN 'grids' THEN 0 WHEN 'areas' THEN 1 WHEN 'committees' THEN 2 "
      "ELSE 3 END, t.id";
  return tx.all(sql, layer_from_row, scope);
}

std::optional<GridLayer> find_layer(Transaction& tx, const access::Scope& scope, LayerId id) {
  static const std::string sql = layer_sql("t.id = $2 AND");
  return tx.first(sql, layer_from_row, scope, id);
}

std::optional<GridLayer> find_layer(Transaction& tx, const access::Scope& scope, LayerKind kind) {
  static const std::string sql = layer_sql("t.single_key = $2 AND");
  return tx.first(sql, layer_from_row, scope, code(kind));
}

void insert_layer(Transaction& tx, const GridLayer& layer) {
  const auto single = layer.kind == LayerKind::other ? std::nullopt : std::optional(code(layer.kind));
  tx.exec("INSERT INTO grid_layer (id, area_id, kind, name, single_key) VALUES ($1, $2, $3, $4, $5)",
          layer.id, layer.area, code(layer.kind), layer.name, single);
}

std::vector<GridVersion> versions_of(Transaction& tx, LayerId layer) {
  static const std::string sql = version_sql("WHERE v.layer_id = $1 ORDER BY v.number DESC");
  return tx.all(sql, version_from_row, layer);
}

std::optional<GridVersion> find_version(Transaction& tx, const access::Scope& scope, VersionId id) {
  static const std::string sql =
      version_sql("JOIN grid_layer t ON t.id = v.layer_id WHERE v.id = $2 AND").append(kSeen);
  return tx.first(sql, version_from_row, scope, id);
}

std::optional<VersionId> version_of_submission(Transaction& tx, const std::string& submission) {
  return tx.first(
      "SELECT id FROM grid_version WHERE submission = $1",
      [](const Row& row) { return row.get<VersionId>(0); }, submission);
}

std::vector<GridVersion> live_versions(Transaction& tx, Day today) {
  static const std::string sql = version_sql(
      "WHERE v.state <> 'draft' AND NOT EXISTS (SELECT 1 FROM grid_version later WHERE later.layer_id = "
      "v.layer_id AND later.state = 'published' AND later.effective_from <= $1 AND (later.effective_from > "
      "v.effective_from OR (later.effective_from = v.effective_from AND later.number > v.number))) ORDER BY "
      "v.id");
  return tx.all(sql, version_from_row, today);
}

access::Change insert_version(Transaction& tx, GridVersion& version, access::PostId by,
                              const std::string& submission) {
  version.number = tx.scalar<int>("SELECT COALESCE(MAX(number), 0) + 1 FROM grid_version WHERE layer_id = $1",
                                  version.layer);
  tx.exec(
      "INSERT INTO grid_version (id, layer_id, version, number, state, based_on_id, datum, source, note, "
      "centre_lng, centre_lat, members, faulty, shortened, area_m2, steps, submission, created_at, "
      "created_by_post_id, cut_short) VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, $12, "
      "$13, $14, 0, $15, $16, $17, $18)",
      version.id, version.layer, version.version, version.number, version.based_on, version.datum,
      version.source, text_or_null(version.note), version.centre.x, version.centre.y, version.members,
      version.faulty, version.shortened, version.area, text_or_null(submission), version.created_at, by,
      version.cut_short);
  return access::Change::of(kVersionSubject, version.id, "members=" + std::to_string(version.members));
}

std::optional<access::Change> update_version(Transaction& tx, GridVersion& version, access::PostId by) {
  const auto publisher = version.published_at ? std::optional(by) : std::nullopt;
  const auto changed = tx.exec(
      "UPDATE grid_version SET version = version + 1, state = $3, effective_from = $4, note = $5, members = "
      "$6, "
      "faulty = $7, area_m2 = $8, steps = $9, published_at = $10, published_by_post_id = $11, job_id = $12 "
      "WHERE id = $1 AND version = $2",
      version.id, version.version, code(version.state), version.effective_from, text_or_null(version.note),
      version.members, version.faulty, version.area, version.steps, version.published_at, publisher,
      version.job);
  if (changed != 1) return std::nullopt;
  ++version.version;
  return access::Change::of(kVersionSubject, version.id, "state=" + std::string(code(version.state)));
}

access::Change delete_version(Transaction& tx, VersionId id) {
  for (const auto* sql :
       {"DELETE FROM grid_crosswalk_pair WHERE crosswalk_id IN (SELECT c.id FROM grid_crosswalk c WHERE "
        "c.areas_version_id = $1 OR c.grids_version_id = $1)",
        "DELETE FROM grid_crosswalk_member WHERE crosswalk_id IN (SELECT c.id FROM grid_crosswalk c WHERE "
        "c.areas_version_id = $1 OR c.grids_version_id = $1)",
        "DELETE FROM grid_crosswalk WHERE areas_version_id = $1 OR grids_version_id = $1",
        "UPDATE grid_version SET based_on_id = NULL WHERE based_on_id = $1",
        "DELETE FROM grid_step_member WHERE version_id = $1", "DELETE FROM grid_step WHERE version_id = $1",
        "DELETE FROM grid_address WHERE version_id = $1", "DELETE FROM grid_member WHERE version_id = $1",
        "DELETE FROM grid_version WHERE id = $1"})
    tx.exec(sql, id);
  return access::Change::of(kVersionSubject, id, "discarded");
}

std::vector<GridMember> members_of(Transaction& tx, VersionId id, Shapes shapes) {
  static const std::string with = member_sql(", shape", " ORDER BY number"),
                           without = member_sql("", " ORDER BY number");
  if (shapes == Shapes::without) return tx.all(without, member_from_row, id);
  return tx.all(with, member_with_shape_from_row, id);
}

std::vector<GridMember> members_around(Transaction& tx, VersionId id, Point at) {
  static const std::string sql =
      member_sql(", shape", " AND west <= $2 AND east >= $2 AND south <= $3 AND north >= $3 ORDER BY number");
  return tx.all(sql, member_with_shape_from_row, id, at.x, at.y);
}

std::optional<GridMember> find_member(Transaction& tx, VersionId id, int number) {
  static const std::string sql = member_sql("", " AND number = $2");
  return tx.first(sql, member_from_row, id, number);
}

void insert_members(Transaction& tx, VersionId id, std::span<const GridMember> members) {
  static constexpr std::array<std::string_view, 15> kColumns{
      "version_id", "number", "code", "name",  "committee_id", "populated", "faulty", "area_m2",
      "west",       "south",  "east", "north", "label_lng",    "label_lat", "shape"};
  std::vector<Params> rows;
  rows.reserve(members.size());
  for (const auto& member : members) {
    const auto box = box_of(member.shape);
    rows.push_back(store::params(id, member.number, member.code, member.name, member.committee,
                                 member.populated, member.faulty, member.area, box.left, box.bottom,
                                 box.right, box.top, member.label.x, member.label.y,
                                 Blob{to_bytes(member.shape)}));
  }
  if (!rows.empty()) tx.bulk_insert("grid_member", kColumns, rows);
}

void delete_members(Transaction& tx, VersionId id, std::span<const int> numbers) {
  std::vector<Params> rows;
  for (const auto number : numbers) rows.push_back(store::params(id, number));
  if (!rows.empty()) tx.run_many("DELETE FROM grid_member WHERE version_id = $1 AND number = $2", rows);
}

}  // namespace weige::grids
