// The part of SampleWriter about organisations and who works there.
#include <algorithm>

#include "town/sample_write_actions.h"

namespace weige::town {
namespace {

using registry::RecordKind;
using registry::Way;

}  // namespace

Done SampleWriter::add_job(Session& session, Writer& writer, int at) {
  auto& job = plan_.jobs[static_cast<std::size_t>(at)];
  auto& firm = plan_.firms[static_cast<std::size_t>(job.organisation)];
  const auto day = day_of(job.from);
  if (plan_.people[static_cast<std::size_t>(job.person)].id == 0)
    WEIGE_CHECK(add_person(session, writer, job.person, day));
  auto record = begin_record(RecordKind::employment, staff_.area.value);
  record.set_number("person_id", plan_.people[static_cast<std::size_t>(job.person)].id);
  record.set_number("organisation_id", firm.id);
  record["from_day"] = to_iso(day);
  record["job"] = std::string(job.title);
  WEIGE_CHECK(writer.add(record, day));
  job.id = record.id;
  firm.jobs.push_back(at);
  return done();
}

Done SampleWriter::end_job(Session& session, Writer& writer, int at, Day day) {
  const auto& job = plan_.jobs[static_cast<std::size_t>(at)];
  const auto before = session.find(RecordKind::employment, job.id);
  auto after = before;
  after["to_day"] = std::max(to_iso(day), *before["from_day"]);
  return writer.change(before, std::move(after), day);
}

Done SampleWriter::open_firm(Session& session, const SampleEvent& event) {
  auto& firm = plan_.firms[static_cast<std::size_t>(event.subject)];
  WEIGE_TRY(const auto* actor, session.actor(random_.chance(300) ? staff_.committee : any_coordinator()));
  Writer writer(adding(session, *actor, event), {},
                {.source = random_.chance(500) ? "市场主体登记资料" : "单位用工登记",
                 .way = Way::file,
                 .finder = any_coordinator().name},
                registry::KeyCheck::by_caller);
  auto record = begin_record(RecordKind::organisation, staff_.area.value);
  record["name"] = firm.organisation.name;
  record["credit_code"] = firm.organisation.credit_code;
  record["kind"] = std::string(firm.organisation.kind);
  record["contact_name"] = filled(firm.contact_name);
  record["contact_phone"] = filled(firm.contact_phone);
  record.set_number("premises_id", door(firm.door).premises_id);
  WEIGE_CHECK(writer.add(record, day_of(firm.since)));
  firm.id = record.id;
  for (const int job : event.items) WEIGE_CHECK(add_job(session, writer, job));
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::close_firm(Session& session, const SampleEvent& event) {
  auto& firm = plan_.firms[static_cast<std::size_t>(event.subject)];
  WEIGE_TRY(const auto* actor, session.actor(any_coordinator()));
  Writer writer({session.tx, *actor, Instant{event.at}}, {.reason = "已停业搬离"}, {.way = Way::door},
                registry::KeyCheck::by_caller);
  for (const int job : firm.jobs) WEIGE_CHECK(end_job(session, writer, job, day_of(event.day)));
  firm.jobs.clear();
  const auto before = session.find(RecordKind::organisation, firm.id);
  auto after = before;
  after["state"] = "cancelled";
  WEIGE_CHECK(writer.change(before, std::move(after), day_of(event.day)));
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::hire(Session& session, const SampleEvent& event) {
  const auto& job = plan_.jobs[static_cast<std::size_t>(event.subject)];
  WEIGE_TRY(const auto* actor, session.actor(any_coordinator()));
  const auto& firm = plan_.firms[static_cast<std::size_t>(job.organisation)];
  if (session.find(RecordKind::organisation, firm.id).text("state") != "current")
    return done();  // closed meanwhile
  Writer writer({session.tx, *actor, Instant{event.at}}, {}, {.source = "单位用工登记", .way = Way::file},
                registry::KeyCheck::by_caller);
  WEIGE_CHECK(add_job(session, writer, event.subject));
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::quit(Session& session, const SampleEvent& event) {
  auto& firm =
      plan_.firms[static_cast<std::size_t>(plan_.jobs[static_cast<std::size_t>(event.subject)].organisation)];
  if (std::erase(firm.jobs, event.subject) == 0)
    return done();  // ended with the organisation, or never begun
  WEIGE_TRY(const auto* actor, session.actor(any_coordinator()));
  Writer writer({session.tx, *actor, Instant{event.at}}, {}, {.source = "单位用工登记", .way = Way::file},
                registry::KeyCheck::by_caller);
  WEIGE_CHECK(end_job(session, writer, event.subject, day_of(event.day)));
  writer.finish(kSampleWritten);
  return done();
}

}  // namespace weige::town
