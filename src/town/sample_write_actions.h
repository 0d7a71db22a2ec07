// Writes the plan of a committee into the register as its own people would have, event by event in the order
// of time, through RegisterWriter: history, provenance, search terms and counters come out as in use.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "registry/register_writer.h"
#include "registry/residence.h"
#include "town/sample_plan.h"
#include "town/sample_staff_actions.h"

namespace weige::town {

inline constexpr access::AuditAction kSampleWritten{"sample_town.event"};

inline Day day_of(sys_days day) {
  return Day{day};
}
inline registry::Text filled(std::string_view text) {
  return text.empty() ? registry::Text{} : registry::Text{std::string(text)};
}
inline registry::Record begin_record(registry::RecordKind kind, std::int64_t area) {
  registry::Record out(kind);
  out.set_number("area_id", area);
  out["state"] = "current";
  return out;
}

class SampleWriter {
 public:
  // Few enough: SQLite walks what a transaction has touched at every statement of it.
  static constexpr std::size_t kEventsATransaction = 60;

  // The plan's records get their ids here.
  SampleWriter(SamplePlan& plan, const SampleStaff& staff, const SampleDuty& office, SampleRandom random)
      : plan_(plan), staff_(staff), office_(office), random_(random) {}

  // Many events a transaction. Problems: a bug's, since the plan keeps the register's rules.
  Done write(store::Database& database, const std::function<void()>& after_each_transaction);

 private:
  using Writer = registry::RegisterWriter;
  // One transaction's context. The actors of the posts are looked up once in it; everywhere: a person may
  // come from another committee.
  struct Session {
    store::Transaction& tx;
    Instant now;
    access::Scope everywhere;
    std::map<std::int64_t, access::Actor> actors = {};

    Result<const access::Actor*> actor(const SampleDuty& duty);
    registry::Record find(registry::RecordKind kind, std::int64_t id);
  };

  static registry::WriteContext adding(Session& session, const access::Actor& actor,
                                       const SampleEvent& event);
  Done write_event(Session& session, const SampleEvent& event);
  Done survey(Session& session, const SampleEvent& event);
  Done arrive(Session& session, const SampleEvent& event);
  Done step(Session& session, const SampleEvent& event, registry::ResidenceState to);
  Done leave(Session& session, const SampleEvent& event, registry::ResidenceState to);
  Done mistake(Session& session, const SampleEvent& event);
  Done take_back(Session& session, const SampleEvent& event);
  Done correct(Session& session, const SampleEvent& event);
  Done visit(Session& session, const SampleEvent& event);
  Done open_firm(Session& session, const SampleEvent& event);
  Done close_firm(Session& session, const SampleEvent& event);
  Done hire(Session& session, const SampleEvent& event);
  Done quit(Session& session, const SampleEvent& event);

  Done add_door(Writer& writer, SampleDoor& door, Day day);
  Result<std::int64_t> add_address(Writer& writer, const std::string& text, Day day);
  Done add_label(Writer& writer, SampleDoor& door, std::string_view label, Day day);
  Done change_label(Session& session, Writer& writer, SampleDoor& door, const SampleEvent& event);
  Done add_person(Session& session, Writer& writer, int person, Day day);
  Done add_stay(Session& session, Writer& writer, SampleStay& stay);
  Done add_job(Session& session, Writer& writer, int job);
  Done end_job(Session& session, Writer& writer, int job, Day day);
  Done end_stays(Session& session, Writer& writer, const SampleEvent& event, registry::ResidenceState to);

  SampleDoor& door(int at) { return plan_.doors[static_cast<std::size_t>(at)]; }
  SampleStay& stay(int at) { return plan_.stays[static_cast<std::size_t>(at)]; }
  const SampleDuty& any_coordinator() { return random_.pick(staff_.coordinators); }
  const SampleDuty& anyone();

  SamplePlan& plan_;
  const SampleStaff& staff_;
  const SampleDuty& office_;
  SampleRandom random_;
  std::unordered_map<std::string, std::int64_t> addresses_;
};

}  // namespace weige::town
