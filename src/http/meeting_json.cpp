#include "http/meeting_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object agenda_item_json(const work::AgendaItem& item) {
  json::object out;
  put(out, "topic", item.topic);
  put(out, "amount", item.amount);
  put(out, "of", item.of);
  put(out, "owner_post_id", item.owner);
  if (!item.owner_title.empty()) put(out, "owner", item.owner_title);
  put(out, "page", item.page);
  put(out, "rectification_id", item.rectification);
  if (!item.text.empty()) put(out, "text", item.text);
  if (!item.state.empty()) put(out, "state", item.state);
  put(out, "due", item.due);
  return out;
}

json::object meeting_word_json(const work::MeetingWord& word) {
  json::object out;
  put(out, "id", word.id);
  put(out, "kind", work::code(word.kind));
  put(out, "post_id", word.post);
  put(out, "post", word.title);
  put(out, "text", word.text);
  put(out, "at", word.at);
  return out;
}

json::array paragraphs_json(std::string_view text) {
  json::array out;
  while (!text.empty()) {
    const auto part = text.substr(0, text.find('\n'));
    out.push_back(json_of(part));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
  }
  return out;
}

}  // namespace

json::object meeting_summary_json(const work::SeenMeeting& seen) {
  const auto& meeting = seen.meeting;
  json::object out;
  put(out, "id", meeting.id);
  put(out, "version", meeting.version);
  put(out, "area_id", meeting.area_id);
  put(out, "area", seen.area);
  put(out, "kind", work::code(meeting.kind));
  put(out, "on", meeting.on);
  put(out, "at", meeting.at);
  put(out, "place", meeting.place);
  put(out, "state", work::code(meeting.state));
  put(out, "called_by", seen.called_by);
  put(out, "agenda_at", meeting.agenda_at);
  put(out, "closed_at", meeting.closed_at);
  put(out, "leads", seen.covered);
  return out;
}

json::object meeting_json(const work::MeetingView& view) {
  auto out = meeting_summary_json(view.of);
  out["agenda"] = json_array(view.agenda, agenda_item_json);
  out["attendance"] = json_array(view.attendance, attendant_json);
  out["words"] = json_array(view.words, meeting_word_json);
  out["minutes"] = paragraphs_json(view.of.meeting.minutes);
  out["rectifications"] = json_array(view.rectifications, rectification_json);
  return out;
}

json::object attendant_json(const work::Attendance& one) {
  json::object out;
  put(out, "post_id", one.post);
  put(out, "title", one.title);
  put(out, "role", access::code(one.role));
  put(out, "presence", work::code(one.presence));
  return out;
}

json::object rectification_json(const work::SeenRectification& seen) {
  const auto& item = seen.item;
  json::object out;
  put(out, "id", item.id);
  put(out, "version", item.version);
  put(out, "area_id", item.area_id);
  put(out, "area", seen.area);
  put(out, "meeting_id", item.meeting);
  put(out, "meeting_on", seen.meeting_on);
  put(out, "topic", item.topic);
  put(out, "text", item.text);
  put(out, "owner_post_id", item.owner);
  put(out, "owner", seen.owner_title);
  put(out, "due", item.due);
  put(out, "state", work::code(item.state));
  if (!item.evidence.empty()) put(out, "evidence", item.evidence);
  put(out, "opened_at", item.opened_at);
  put(out, "closed_at", item.closed_at);
  put(out, "leads", seen.covered);
  return out;
}

json::object practice_case_json(const work::SeenCase& seen) {
  const auto& one = seen.of;
  json::object out;
  put(out, "id", one.id);
  put(out, "version", one.version);
  put(out, "area", seen.area);
  put(out, "meeting_id", one.meeting);
  put(out, "topic", one.topic);
  put(out, "title", one.title);
  put(out, "situation", one.situation);
  put(out, "action", one.action);
  put(out, "outcome", one.outcome);
  put(out, "state", work::code(one.state));
  put(out, "noted_by", seen.noted_by);
  put(out, "noted_at", one.noted_at);
  put(out, "released_at", one.released_at);
  return out;
}

}  // namespace weige::http
