#include "grids/step_store.h"

#include <boost/json.hpp>

#include <array>

#include "grids/shape_bytes.h"

namespace weige::grids {
namespace {

using store::Blob;
using store::Params;
using store::Row;
using store::Transaction;

std::string to_text(const std::vector<std::string>& codes) {
  boost::json::array out;
  for (const auto& code : codes) out.emplace_back(code);
  return boost::json::serialize(out);
}

std::vector<std::string> codes_of(std::string_view text) {
  std::vector<std::string> out;
  const auto read = boost::json::parse(text);
  for (const auto& code : read.as_array()) out.emplace_back(code.as_string());
  return out;
}

EditedStep step_from_row(const Row& row) {
  return {.number = row.get<int>(0),
          .kind = row.get<std::string>(1),
          .codes = codes_of(row.text(2)),
          .at = row.get<Instant>(3)};
}

MemberBefore before_from_row(const Row& row) {
  MemberBefore out{.number = row.get<int>(0)};
  if (row.is_null(1)) return out;
  out.member = GridMember{.number = out.number,
                          .code = row.get<std::string>(1),
                          .name = row.get<std::string>(2),
                          .committee = row.get<std::optional<std::int64_t>>(3),
                          .populated = row.get<bool>(4),
                          .faulty = row.get<bool>(5),
                          .shape = shape_of_bytes(row.blob(6))};
  return out;
}

}  // namespace

std::vector<EditedStep> steps_of(Transaction& tx, VersionId id) {
  return tx.all("SELECT number, kind, codes, at FROM grid_step WHERE version_id = $1 ORDER BY number DESC",
                step_from_row, id);
}

void insert_step(Transaction& tx, VersionId id, const EditedStep& step, access::PostId by) {
  tx.exec(
      "INSERT INTO grid_step (version_id, number, kind, codes, post_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
      id, step.number, step.kind, to_text(step.codes), by, step.at);
}

void insert_before(Transaction& tx, VersionId id, int step, std::span<const MemberBefore> members) {
  static constexpr std::array<std::string_view, 9> kColumns{
      "version_id", "step", "number", "code", "name", "committee_id", "populated", "faulty", "shape"};
  std::vector<Params> rows;
  for (const auto& [number, member] : members) {
    if (member)
      rows.push_back(store::params(id, step, number, member->code, member->name, member->committee,
                                   member->populated, member->faulty, Blob{to_bytes(member->shape)}));
    else
      rows.push_back(store::params(id, step, number, std::nullopt, std::nullopt, std::nullopt, std::nullopt,
                                   std::nullopt, std::nullopt));
  }
  if (!rows.empty()) tx.bulk_insert("grid_step_member", kColumns, rows);
}

std::vector<MemberBefore> members_before(Transaction& tx, VersionId id, int step) {
  return tx.all(
      "SELECT number, code, name, committee_id, populated, faulty, shape FROM grid_step_member WHERE "
      "version_id = $1 AND "
      "step = $2 ORDER BY number",
      before_from_row, id, step);
}

void delete_step(Transaction& tx, VersionId id, int step) {
  tx.exec("DELETE FROM grid_step_member WHERE version_id = $1 AND step = $2", id, step);
  tx.exec("DELETE FROM grid_step WHERE version_id = $1 AND number = $2", id, step);
}

}  // namespace weige::grids
