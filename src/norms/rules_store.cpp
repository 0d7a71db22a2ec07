#include "norms/rules_store.h"

#include "norms/rule_field.h"

namespace weige::norms {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

#define WEIGE_SELECT_VERSION "SELECT id, norm, effective_from, reason, made_at, post_id FROM norm_version"

NormVersion version_from_row(const Row& row) {
  return {.id = row.get<VersionId>(0),
          .norm = norm_of(row.text(1)).value(),
          .effective_from = row.get<Day>(2),
          .reason = version_reason_of(row.text(3)).value(),
          .made_at = row.get<Instant>(4),
          .post = row.int64(5),
          .rules = shipped_rules()};
}

std::string joined_labels(const std::vector<std::string>& labels) {
  std::string out;
  for (const auto& label : labels) out += (out.empty() ? "" : ",") + label;
  return out;
}

std::vector<std::string> split_labels(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    out.emplace_back(text.substr(from, comma - from));
    from = comma + 1;
  }
  return out;
}

KeyPremisesKind kind_from_row(const Row& row) {
  return {.code = row.get<std::string>(0),
          .zh = row.get<std::string>(1),
          .en = row.get<std::string>(2),
          .labels = split_labels(row.text(3)),
          .least_people = static_cast<int>(row.int64(4)),
          .visit_every_days = static_cast<int>(row.int64(5))};
}

// A field that is younger than the version keeps what ships.
void read_version_rules(Transaction& tx, VersionId id, Norm norm, Rules& rules) {
  tx.each(
      "SELECT field, amount FROM norm_value WHERE version_id = $1",
      [&](const Row& row) {
        if (const auto* field = find_field(norm, row.text(0))) field->set(rules, row.real(1));
      },
      id);
  if (norm != Norm::k2) return;
  rules.key_premises.kinds = tx.all(
      "SELECT code, zh, en, labels, least_people, visit_every_days FROM norm_premises_kind WHERE version_id "
      "= "
      "$1 ORDER BY ordinal",
      kind_from_row, id);
}

}  // namespace

Rules rules_on(Transaction& tx, Day day) {
  auto out = shipped_rules();
  const auto versions = tx.all(WEIGE_SELECT_VERSION " WHERE effective_from <= $1", version_from_row, day);
  for (const auto norm : all_norms())
    if (const auto* version = in_force(versions, norm, day)) read_version_rules(tx, version->id, norm, out);
  return out;
}

void insert_version(Transaction& tx, const NormVersion& version) {
  tx.exec(
      "INSERT INTO norm_version (id, norm, effective_from, reason, made_at, post_id) VALUES ($1, $2, $3, $4, "
      "$5, $6)",
      version.id, code(version.norm), version.effective_from, code(version.reason), version.made_at,
      version.post);
  std::vector<Params> values;
  for (const auto* field : fields_of(version.norm))
    values.push_back(store::params(version.id, std::string(field->name), field->get(version.rules)));
  tx.run_many("INSERT INTO norm_value (version_id, field, amount) VALUES ($1, $2, $3)", values);
  if (version.norm != Norm::k2) return;
  std::vector<Params> kinds;
  for (const auto& kind : version.rules.key_premises.kinds)
    kinds.push_back(store::params(version.id, static_cast<std::int64_t>(kinds.size()), kind.code, kind.zh,
                                  kind.en, joined_labels(kind.labels), kind.least_people,
                                  kind.visit_every_days));
  if (kinds.empty()) return;
  tx.run_many(
      "INSERT INTO norm_premises_kind (version_id, ordinal, code, zh, en, labels, least_people, "
      "visit_every_days) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      kinds);
}

std::vector<NormVersion> all_versions(Transaction& tx) {
  return tx.all(WEIGE_SELECT_VERSION " ORDER BY effective_from DESC, id DESC", version_from_row);
}

std::optional<NormVersion> find_version(Transaction& tx, VersionId id) {
  auto found = tx.first(WEIGE_SELECT_VERSION " WHERE id = $1", version_from_row, id);
  if (found) read_version_rules(tx, id, found->norm, found->rules);
  return found;
}

void delete_version(Transaction& tx, VersionId id) {
  tx.exec("DELETE FROM norm_value WHERE version_id = $1", id);
  tx.exec("DELETE FROM norm_premises_kind WHERE version_id = $1", id);
  tx.exec("DELETE FROM norm_version WHERE id = $1", id);
}

}  // namespace weige::norms
