#include "work/meeting_store.h"

#include <array>

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

// $1 the scope. Asked to come is as good as covering the area, for looking.
constexpr std::string_view kMeetingSeen =
    " (EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) OR EXISTS (SELECT 1"
    " FROM meeting_attendance own WHERE own.meeting_id = t.id AND own.post_id = $1))";

constexpr std::string_view kSelectMeeting =
    "SELECT t.id, t.version, t.area_id, t.kind, t.on_day, t.at_time, t.place, t.state, t.called_by,"
    " t.called_at, t.agenda_at, t.minutes, t.closed_by, t.closed_at, a.name, COALESCE(p.title, ''),"
    " CASE WHEN EXISTS (SELECT 1 FROM post_scope c WHERE c.post_id = $1 AND c.area_id = t.area_id)"
    " THEN 1 ELSE 0 END"
    " FROM meeting t JOIN area a ON a.id = t.area_id LEFT JOIN post p ON p.id = t.called_by WHERE";

SeenMeeting meeting_from_row(const Row& row) {
  return {.meeting = {.id = row.get<MeetingId>(0),
                      .version = row.int64(1),
                      .area_id = row.int64(2),
                      .kind = meeting_kind_of(row.text(3)).value(),
                      .on = row.get<Day>(4),
                      .at = row.get<std::string>(5),
                      .place = row.get<std::string>(6),
                      .state = meeting_state_of(row.text(7)).value(),
                      .called_by = row.get<access::PostId>(8),
                      .called_at = row.get<Instant>(9),
                      .agenda_at = row.get<std::optional<Instant>>(10),
                      .minutes = row.get<std::string>(11),
                      .closed_by = row.get<std::optional<access::PostId>>(12),
                      .closed_at = row.get<std::optional<Instant>>(13)},
          .covered = row.int64(16) == 1,
          .area = row.get<std::string>(14),
          .called_by = row.get<std::string>(15)};
}

Attendance invited_from_row(const Row& row) {
  return {.post = row.get<access::PostId>(0),
          .presence = Presence::unknown,
          .title = row.get<std::string>(1),
          .role = access::role_of(row.text(2)).value()};
}

}  // namespace

std::vector<Attendance> posts_to_invite(Transaction& tx, std::int64_t area) {
  return tx.all(
      "SELECT p.id, p.title, p.role FROM post p WHERE p.state = 'active' AND p.role IN ('grid_leader',"
      " 'community_officer', 'coordinator', 'helper') AND (EXISTS (SELECT 1 FROM area_closure k WHERE"
      " k.ancestor_id = $1 AND k.descendant_id = p.area_id) OR (p.role <> 'helper' AND EXISTS (SELECT 1 FROM"
      " post_scope s WHERE s.post_id = p.id AND s.area_id = $1))) ORDER BY p.area_id, p.role, p.title, p.id"
      " LIMIT 500",
      invited_from_row, area);
}

std::optional<access::PostId> first_post_of(Transaction& tx, std::int64_t area, access::Role role) {
  return tx.first(
      "SELECT p.id FROM post p JOIN post_scope s ON s.post_id = p.id AND s.area_id = $1 WHERE p.state ="
      " 'active' AND p.role = $2 ORDER BY CASE WHEN p.area_id = $1 THEN 0 ELSE 1 END, p.id LIMIT 1",
      [](const Row& row) { return row.get<access::PostId>(0); }, area, access::code(role));
}

std::string area_name(Transaction& tx, std::int64_t area) {
  return tx
      .first(
          "SELECT name FROM area WHERE id = $1", [](const Row& row) { return row.get<std::string>(0); }, area)
      .value_or("");
}

access::Change insert_meeting(Transaction& tx, const Meeting& meeting) {
  tx.exec(
      "INSERT INTO meeting (id, version, area_id, kind, on_day, at_time, place, state, called_by, called_at,"
      " minutes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')",
      meeting.id, meeting.version, meeting.area_id, code(meeting.kind), meeting.on, meeting.at, meeting.place,
      code(meeting.state), meeting.called_by, meeting.called_at);
  return access::Change::of(kMeetingSubject, meeting.id, "kind=" + std::string(code(meeting.kind)));
}

std::optional<access::Change> update_meeting(Transaction& tx, const Meeting& meeting) {
  const auto changed = tx.exec(
      "UPDATE meeting SET version = version + 1, on_day = $3, at_time = $4, place = $5, state = $6,"
      " agenda_at = $7, minutes = $8, closed_by = $9, closed_at = $10 WHERE id = $1 AND version = $2",
      meeting.id, meeting.version, meeting.on, meeting.at, meeting.place, code(meeting.state),
      meeting.agenda_at, meeting.minutes, meeting.closed_by, meeting.closed_at);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kMeetingSubject, meeting.id, "state=" + std::string(code(meeting.state)));
}

std::optional<SeenMeeting> find_meeting(Transaction& tx, const access::Scope& scope, MeetingId id) {
  static const std::string sql = std::string(kSelectMeeting) + " t.id = $2 AND" + std::string(kMeetingSeen);
  return tx.first(sql, meeting_from_row, scope, id);
}

std::vector<SeenMeeting> find_meetings(Transaction& tx, const access::Scope& scope,
                                       const MeetingQuery& query) {
  static const std::string sql =
      std::string(kSelectMeeting) + std::string(kMeetingSeen) +
      " AND ($2 = '' OR t.state = $2) AND ($3 = 0 OR EXISTS (SELECT 1 FROM area_closure k WHERE"
      " k.ancestor_id = $3 AND k.descendant_id = t.area_id)) AND (t.on_day < $4 OR (t.on_day = $4 AND"
      " t.id < $5)) ORDER BY t.on_day DESC, t.id DESC LIMIT $6";
  return tx.all(sql, meeting_from_row, scope, query.state ? code(*query.state) : std::string_view(),
                query.area.value_or(0), query.before_day, query.before_id, query.limit);
}

void replace_agenda(Transaction& tx, MeetingId id, const std::vector<AgendaItem>& items) {
  tx.exec("DELETE FROM meeting_item WHERE meeting_id = $1", id);
  std::vector<Params> rows;
  for (const auto& item : items)
    rows.push_back(store::params(id, static_cast<std::int64_t>(rows.size()), item.topic, item.amount, item.of,
                                 item.owner, item.page, item.rectification));
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO meeting_item (meeting_id, ordinal, topic, amount, of_amount, owner_post, page,"
        " rectification_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        rows);
}

std::vector<AgendaItem> agenda_of(Transaction& tx, MeetingId id) {
  return tx.all(
      "SELECT i.topic, i.amount, i.of_amount, i.owner_post, i.page, i.rectification_id, COALESCE(p.title, "
      "''),"
      " COALESCE(r.text, ''), COALESCE(r.state, ''), r.due FROM meeting_item i LEFT JOIN post p ON p.id ="
      " i.owner_post LEFT JOIN rectification r ON r.id = i.rectification_id WHERE i.meeting_id = $1 ORDER BY"
      " i.ordinal",
      [](const Row& row) {
        return AgendaItem{.topic = row.get<std::string>(0),
                          .amount = row.int64(1),
                          .of = row.get<std::optional<std::int64_t>>(2),
                          .owner = row.get<std::optional<access::PostId>>(3),
                          .page = row.get<std::string>(4),
                          .rectification = row.get<std::optional<std::int64_t>>(5),
                          .owner_title = row.get<std::string>(6),
                          .text = row.get<std::string>(7),
                          .state = row.get<std::string>(8),
                          .due = row.get<std::optional<Day>>(9)};
      },
      id);
}

void insert_attendance(Transaction& tx, MeetingId id, const std::vector<Attendance>& attendance) {
  std::vector<Params> rows;
  for (const auto& one : attendance) rows.push_back(store::params(id, one.post, code(one.presence)));
  if (!rows.empty())
    tx.run_many("INSERT INTO meeting_attendance (meeting_id, post_id, presence) VALUES ($1, $2, $3)", rows);
}

void update_presence(Transaction& tx, MeetingId id, const Attendance& one) {
  tx.exec("UPDATE meeting_attendance SET presence = $3 WHERE meeting_id = $1 AND post_id = $2", id, one.post,
          code(one.presence));
}

std::vector<Attendance> attendance_of(Transaction& tx, MeetingId id) {
  return tx.all(
      "SELECT m.post_id, p.title, p.role, m.presence FROM meeting_attendance m JOIN post p ON p.id ="
      " m.post_id WHERE m.meeting_id = $1 ORDER BY p.area_id, p.role, p.title, p.id",
      [](const Row& row) {
        auto out = invited_from_row(row);
        out.presence = presence_of(row.text(3)).value();
        return out;
      },
      id);
}

access::Change keep_word(Transaction& tx, MeetingId id, const MeetingWord& word) {
  if (word.kind == WordKind::report)
    tx.exec("DELETE FROM meeting_word WHERE meeting_id = $1 AND kind = 'report' AND post_id = $2", id,
            word.post);
  tx.exec(
      "INSERT INTO meeting_word (id, meeting_id, kind, post_id, text, at) VALUES ($1, $2, $3, $4, $5, $6)",
      word.id, id, code(word.kind), word.post, word.text, word.at);
  return access::Change::of(kMeetingSubject, id, "word=" + std::string(code(word.kind)));
}

std::vector<MeetingWord> words_of(Transaction& tx, MeetingId id) {
  return tx.all(
      "SELECT w.id, w.kind, w.post_id, COALESCE(p.title, ''), w.text, w.at FROM meeting_word w LEFT JOIN post"
      " p ON p.id = w.post_id WHERE w.meeting_id = $1 ORDER BY w.id",
      [](const Row& row) {
        return MeetingWord{.id = row.get<MeetingWordId>(0),
                           .kind = word_kind_of(row.text(1)).value(),
                           .post = row.get<access::PostId>(2),
                           .title = row.get<std::string>(3),
                           .text = row.get<std::string>(4),
                           .at = row.get<Instant>(5)};
      },
      id);
}

std::int64_t delete_old_meetings(Transaction& tx, Day before, int limit) {
  const auto old = tx.all(
      "SELECT t.id FROM meeting t WHERE t.on_day < $1 ORDER BY t.id LIMIT $2",
      [](const Row& row) { return row.get<MeetingId>(0); }, before, limit);
  for (const auto id : old) {
    tx.exec("UPDATE practice_case SET meeting_id = NULL WHERE meeting_id = $1", id);
    for (const auto* sql :
         std::array{"DELETE FROM meeting_item WHERE meeting_id = $1",
                    "DELETE FROM meeting_attendance WHERE meeting_id = $1",
                    "DELETE FROM meeting_word WHERE meeting_id = $1",
                    "DELETE FROM rectification WHERE meeting_id = $1", "DELETE FROM meeting WHERE id = $1"})
      tx.exec(sql, id);
  }
  return static_cast<std::int64_t>(old.size());
}

}  // namespace weige::work
