#include "town/resident_request_store.h"

#include <algorithm>

#include "access/data_keys.h"

namespace weige::town {
namespace {

using access::DataKeys;
using store::Row;
using store::Transaction;

constexpr access::SubjectKind kRequestPerson{"person"};

constexpr std::string_view kRequestColumns =
    "r.id, r.version, r.person_id, r.kind, r.field, r.sent_at, r.due_on, r.extended_at, r.extended_by,"
    " r.answered_at, r.answered_by, r.outcome";
constexpr std::string_view kRequestTexts = ", r.text_sealed, r.extension_reason_sealed, r.reasons_sealed";
constexpr int kFirstText = 12;

access::KeyOwner request_owner(std::int64_t person) {
  return {"person", person};
}

seal::Place text_place(std::string_view column, ResidentRequestId id) {
  return {"resident_request", column, id.value};
}

store::Blob sealed_text(DataKeys& keys, const ResidentRequest& request, std::string_view column,
                        std::string_view text) {
  return {keys.seal(request_owner(request.person), text_place(column, request.id), text)};
}

std::string opened_text(DataKeys& keys, const ResidentRequest& request, std::string_view column,
                        std::string_view sealed) {
  return keys.open(request_owner(request.person), text_place(column, request.id), sealed).value_or("");
}

ResidentRequest header_from_row(const Row& row) {
  ResidentRequest out{.id = row.get<ResidentRequestId>(0),
                      .version = row.int64(1),
                      .person = row.int64(2),
                      .kind = request_kind_of(row.text(3)).value(),
                      .text = {},
                      .sent = row.get<Instant>(5),
                      .due = row.get<Day>(6)};
  if (!row.is_null(4)) out.field = request_field_of(row.text(4));
  if (!row.is_null(7)) out.extension = RequestExtension{{}, row.get<Instant>(7), row.get<access::PostId>(8)};
  if (!row.is_null(9))
    out.answer = RequestAnswer{
        request_outcome_of(row.text(11)).value(), {}, row.get<Instant>(9), row.get<access::PostId>(10)};
  return out;
}

ResidentRequest request_from_row(DataKeys& keys, const Row& row) {
  auto out = header_from_row(row);
  out.text = opened_text(keys, out, "text", row.blob(kFirstText));
  if (out.extension)
    out.extension->reason = opened_text(keys, out, "extension_reason", row.blob(kFirstText + 1));
  if (out.answer) out.answer->reasons = opened_text(keys, out, "reasons", row.blob(kFirstText + 2));
  return out;
}

// $1 the scope, $2 whether complaints are shown. The record of whoever asks lies in one area at a time.
constexpr std::string_view kScopedRequests =
    " FROM resident_request r JOIN person p ON p.id = r.person_id LEFT JOIN area a ON a.id = p.area_id"
    " WHERE EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = p.area_id LIMIT 1 OFFSET "
    "0) AND ($2 = 1 OR r.kind <> 'complaint')";

std::string scoped_select(std::string_view columns, std::string_view rest) {
  return "SELECT " + std::string(columns) + std::string(kScopedRequests) + std::string(rest);
}

int shown_as_number(Complaints complaints) {
  return complaints == Complaints::shown ? 1 : 0;
}

}  // namespace

bool can_seal_for(Transaction& tx, std::int64_t person) {
  return !DataKeys(tx).is_destroyed(request_owner(person));
}

access::Change insert_request(Transaction& tx, const ResidentRequest& request) {
  DataKeys keys(tx);
  std::optional<std::string_view> field;
  if (request.field) field = code(*request.field);
  tx.exec(
      "INSERT INTO resident_request (id, version, person_id, kind, field, text_sealed, sent_at, due_on, "
      "state)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open')",
      request.id, request.version, request.person, code(request.kind), field,
      sealed_text(keys, request, "text", request.text), request.sent, request.due);
  return access::Change::of(
      kRequestPerson, request.person,
      "request=" + std::to_string(request.id.value) + " kind=" + std::string(code(request.kind)));
}

std::optional<access::Change> update_request(Transaction& tx, const ResidentRequest& request) {
  DataKeys keys(tx);
  const auto& extension = request.extension;
  const auto& answer = request.answer;
  std::optional<store::Blob> extension_reason, reasons;
  if (extension) extension_reason = sealed_text(keys, request, "extension_reason", extension->reason);
  if (answer) reasons = sealed_text(keys, request, "reasons", answer->reasons);
  const auto changed = tx.exec(
      "UPDATE resident_request SET version = version + 1, due_on = $3, state = $4, extended_at = $5,"
      " extended_by = $6, extension_reason_sealed = $7, answered_at = $8, answered_by = $9, outcome = $10,"
      " reasons_sealed = $11 WHERE id = $1 AND version = $2",
      request.id, request.version, request.due, code(request.state()),
      extension ? std::optional(extension->at) : std::nullopt,
      extension ? std::optional(extension->post) : std::nullopt, extension_reason,
      answer ? std::optional(answer->at) : std::nullopt, answer ? std::optional(answer->post) : std::nullopt,
      answer ? std::optional(code(answer->outcome)) : std::nullopt, reasons);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kRequestPerson, request.person, "request=" + std::to_string(request.id.value));
}

std::vector<ResidentRequest> requests_of(Transaction& tx, std::int64_t person) {
  static const std::string sql =
      "SELECT " + std::string(kRequestColumns) + std::string(kRequestTexts) +
      " FROM resident_request r WHERE r.person_id = $1 ORDER BY r.id DESC LIMIT 200";
  DataKeys keys(tx);
  return tx.all(
      sql, [&](const Row& row) { return request_from_row(keys, row); }, person);
}

std::int64_t count_open_requests(Transaction& tx, std::int64_t person) {
  return tx.scalar<std::int64_t>(
      "SELECT COUNT(*) FROM resident_request WHERE person_id = $1 AND state = 'open'", person);
}

std::optional<ScopedRequest> find_request(Transaction& tx, const access::Scope& scope, Complaints complaints,
                                          ResidentRequestId id) {
  static const std::string sql = scoped_select(
      std::string(kRequestColumns) + std::string(kRequestTexts) + ", p.name, a.name", " AND r.id = $3");
  DataKeys keys(tx);
  return tx.first(
      sql,
      [&](const Row& row) {
        return ScopedRequest{request_from_row(keys, row), row.get<std::string>(kFirstText + 3),
                             row.get<std::optional<std::string>>(kFirstText + 4).value_or("")};
      },
      scope, shown_as_number(complaints), id);
}

std::vector<ScopedRequest> find_requests(Transaction& tx, const access::Scope& scope,
                                         const RequestFilter& filter) {
  static const std::string sql =
      scoped_select(std::string(kRequestColumns) + ", p.name, a.name",
                    " AND ($3 = '' OR r.state = $3) AND ($4 = '' OR r.kind = $4) AND (r.due_on, r.id) > ($5, "
                    "$6) ORDER BY r.due_on, r.id LIMIT $7");
  return tx.all(
      sql,
      [](const Row& row) {
        return ScopedRequest{header_from_row(row), row.get<std::string>(kFirstText),
                             row.get<std::optional<std::string>>(kFirstText + 1).value_or("")};
      },
      scope, shown_as_number(filter.complaints), filter.state ? code(*filter.state) : std::string_view(),
      filter.kind ? code(*filter.kind) : std::string_view(), filter.after_due, filter.after_id, filter.limit);
}

RequestCounts count_requests(Transaction& tx, const access::Scope& scope, Complaints complaints, Day today) {
  static const std::string sql =
      scoped_select("COUNT(*), CAST(COALESCE(SUM(CASE WHEN r.due_on < $3 THEN 1 ELSE 0 END), 0) AS BIGINT)",
                    " AND r.state = 'open'");
  return tx
      .first(
          sql,
          [](const Row& row) {
            return RequestCounts{row.int64(0), row.int64(1)};
          },
          scope, shown_as_number(complaints), today)
      .value();
}

std::int64_t delete_old_requests(Transaction& tx, Instant answered_before) {
  return tx.exec("DELETE FROM resident_request WHERE state = 'answered' AND answered_at < $1",
                 answered_before);
}

void erase_requests(Transaction& tx, std::span<const std::int64_t> people) {
  for (const auto id : people) tx.exec("DELETE FROM resident_request WHERE person_id = $1", id);
}

}  // namespace weige::town
