#include "town/sample_write_actions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "registry/address.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"

namespace weige::town {
namespace {

using registry::Evidence;
using registry::EvidenceKind;
using registry::OperationKind;
using registry::ProvenanceInput;
using registry::Record;
using registry::RecordKind;
using registry::ResidenceState;
using registry::Text;
using registry::Way;

constexpr std::chrono::days kBuilt{9200};  // addresses are valid from so long before the survey

// As the register writes numbers.
std::string number_text(double number) {
  std::array<char, 32> buffer;
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

}  // namespace

Result<const access::Actor*> SampleWriter::Session::actor(const SampleDuty& duty) {
  auto found = actors.find(duty.post.value);
  if (found == actors.end()) {
    WEIGE_TRY(auto made,
              access::Actor::resume(tx, now, duty.account, duty.post, access::Purpose::data_quality));
    found = actors.emplace(duty.post.value, std::move(made)).first;
  }
  return &found->second;
}

Record SampleWriter::Session::find(RecordKind kind, std::int64_t id) {
  auto found = registry::find_record(tx, everywhere, kind, id);
  if (!found) throw std::logic_error("a record of the sample town is gone");
  return *std::move(found);
}

const SampleDuty& SampleWriter::anyone() {
  const int who = random_.below(10);
  return who < 6 ? any_coordinator() : who < 8 ? staff_.committee : who < 9 ? staff_.officer : office_;
}

Done SampleWriter::write(store::Database& database, const std::function<void()>& after_each_transaction) {
  for (std::size_t at = 0; at < plan_.events.size();) {
    const auto end = std::min(plan_.events.size(), at + kEventsATransaction);
    int tries = 0;
    WEIGE_TRY(const auto upto, database.write([&](store::Transaction& tx) -> Result<std::size_t> {
      // Ids are kept in the plan, so a second try would start from a half-written one; nobody else writes
      // here.
      if (++tries > 1) return problem(ProblemCode::town_not_empty);
      const auto now = Instant{plan_.events[at].at};
      Session session{tx, now, access::Actor::system(tx, now, access::SystemReason::sample_town).scope()};
      for (std::size_t i = at; i < end; ++i) WEIGE_CHECK(write_event(session, plan_.events[i]));
      return end;
    }));
    at = upto;
    after_each_transaction();
  }
  return done();
}

Done SampleWriter::write_event(Session& session, const SampleEvent& event) {
  switch (event.what) {
    case SampleDo::survey:
      return survey(session, event);
    case SampleDo::arrive:
      return arrive(session, event);
    case SampleDo::verify:
      return step(session, event, ResidenceState::current);
    case SampleDo::reported_gone:
      return step(session, event, ResidenceState::reported_gone);
    case SampleDo::leave:
      return leave(session, event, ResidenceState::cancelled);
    case SampleDo::suspend:
      return leave(session, event, ResidenceState::suspended);
    case SampleDo::mistake:
      return mistake(session, event);
    case SampleDo::take_back:
      return take_back(session, event);
    case SampleDo::correct:
      return correct(session, event);
    case SampleDo::visit:
      return visit(session, event);
    case SampleDo::open_firm:
      return open_firm(session, event);
    case SampleDo::close_firm:
      return close_firm(session, event);
    case SampleDo::hire:
      return hire(session, event);
    case SampleDo::quit:
      return quit(session, event);
  }
  throw std::logic_error("no such event of the sample town");
}

// People and units that come into the town are found by name when all of it is written.
registry::WriteContext SampleWriter::adding(Session& session, const access::Actor& actor,
                                            const SampleEvent& event) {
  return {session.tx, actor, Instant{event.at}, {}, registry::Indexing::later};
}

// ---- records ----

Result<std::int64_t> SampleWriter::add_address(Writer& writer, const std::string& text, Day day) {
  WEIGE_TRY(const auto parsed, standards::StandardAddress::parse(text));
  std::int64_t parent = 0;
  for (const auto& node : registry::address_chain(parsed.key())) {
    auto [known, fresh] = addresses_.try_emplace(node.canonical, 0);
    if (fresh) {
      const bool of_town = registry::belongs_to_town(node.level);
      auto record = begin_record(RecordKind::address, of_town ? access::kTown.value : staff_.area.value);
      if (of_town) writer.allow_area(access::kTown.value);
      if (parent != 0) record.set_number("parent_id", parent);
      record["level"] = node.level;
      record["element"] = node.element;
      record["canonical"] = node.canonical;
      if (const auto spot = plan_.spots.find(node.canonical); spot != plan_.spots.end() && spot->second.at) {
        record["lng"] = number_text(spot->second.at->x);
        record["lat"] = number_text(spot->second.at->y);
        record["datum"] = "cgcs2000";
      }
      WEIGE_CHECK(writer.add(record, day));
      known->second = record.id;
    }
    parent = known->second;
  }
  return parent;
}

Done SampleWriter::add_door(Writer& writer, SampleDoor& door, Day day) {
  WEIGE_TRY(const auto address, add_address(writer, door.place.text, day));
  auto record = begin_record(RecordKind::premises, staff_.area.value);
  record.set_number("address_id", address);
  record["use"] = std::string(door.place.use);
  record["owner_name"] = filled(door.owner_name);
  record["owner_phone"] = filled(door.owner_phone);
  record["agent_name"] = filled(door.agent_name);
  record["agent_phone"] = filled(door.agent_phone);
  if (door.headcount_limit > 0) record.set_number("headcount_limit", door.headcount_limit);
  WEIGE_CHECK(writer.add(record, day));
  door.premises_id = record.id;
  return done();
}

Done SampleWriter::add_label(Writer& writer, SampleDoor& door, std::string_view label, Day day) {
  static constexpr std::array<std::string_view, 5> kEvidence{"door_visit", "door_visit", "landlord", "lease",
                                                             "record"};
  auto record = begin_record(RecordKind::premises_label, staff_.area.value);
  record.set_number("premises_id", door.premises_id);
  record["label"] = std::string(label);
  record["evidence"] = std::string(label == "let" ? random_.pick(kEvidence) : kEvidence[0]);
  record["from_day"] = to_iso(day);
  WEIGE_CHECK(writer.add(record, day));
  if (label != door.second_label) door.label_id = record.id;
  return done();
}

Done SampleWriter::change_label(Session& session, Writer& writer, SampleDoor& door,
                                const SampleEvent& event) {
  if (event.text.empty() || event.text == door.label) return done();
  const auto before = session.find(RecordKind::premises_label, door.label_id);
  auto after = before;
  after["to_day"] = std::max(to_iso(day_of(event.day)), *before["from_day"]);
  WEIGE_CHECK(writer.change(before, after, day_of(event.day)));
  door.label = event.text;
  return add_label(writer, door, event.text, *parse_iso_day(*after["to_day"]));
}

Done SampleWriter::add_person(Session& session, Writer& writer, int at, Day day) {
  auto& resident = plan_.people[static_cast<std::size_t>(at)];
  if (resident.id != 0) {  // moves here from another committee, or is known through work
    const auto before = session.find(RecordKind::person, resident.id);
    if (before.area() == staff_.area.value) return done();
    auto after = before;
    after.set_number("area_id", staff_.area.value);
    return writer.change(before, std::move(after), day);
  }
  const auto& person = resident.person;
  auto record = begin_record(RecordKind::person, staff_.area.value);
  record["name"] = person.name;
  record["document_type"] = filled(person.document_type);
  record["document_number"] = filled(person.document_number);
  record["sex"] = person.sex == standards::Sex::male ? "male" : "female";
  record["birth_date"] = to_iso(day_of(person.birth));
  record["phone"] = filled(person.phone);
  record["registered_place"] = filled(person.registered_place);
  record["category"] = std::string(person.category);
  WEIGE_CHECK(writer.add(record, day));
  resident.id = record.id;
  return done();
}

Done SampleWriter::add_stay(Session& session, Writer& writer, SampleStay& stay) {
  const auto day = day_of(stay.from);
  WEIGE_CHECK(add_person(session, writer, stay.person, day));
  const auto& resident = plan_.people[static_cast<std::size_t>(stay.person)];
  auto record = begin_record(RecordKind::residence, staff_.area.value);
  record["state"] = std::string(stay.state);
  record.set_number("person_id", resident.id);
  record.set_number("premises_id", door(stay.door).premises_id);
  record["from_day"] = to_iso(day);
  record["kind"] = "main";
  record["relation"] = std::string(resident.person.relation);
  WEIGE_CHECK(writer.add(record, day));
  stay.id = record.id;
  return done();
}

// ---- events about homes ----

Done SampleWriter::survey(Session& session, const SampleEvent& event) {
  const auto& coordinator = any_coordinator();
  WEIGE_TRY(const auto* actor, session.actor(staff_.committee));
  const bool from_list = random_.chance(600);
  Writer writer(adding(session, *actor, event), {.kind = OperationKind::import, .reason = "建档登记"},
                {.source = from_list ? "物业住户名册" : "入户登记表",
                 .way = from_list ? Way::file : Way::door,
                 .finder = coordinator.name,
                 .verifier = staff_.officer.name},
                registry::KeyCheck::by_caller);
  const auto built = day_of(event.day - kBuilt);
  for (int at = event.subject; at < event.to; ++at) {
    auto& here = door(at);
    WEIGE_CHECK(add_door(writer, here, built));
    auto since = event.day - std::chrono::days{random_.between(30, 900)};
    for (const int each : here.here) since = std::max(since, stay(each).from);
    if (!here.label.empty()) WEIGE_CHECK(add_label(writer, here, here.label, day_of(since)));
    if (!here.second_label.empty()) WEIGE_CHECK(add_label(writer, here, here.second_label, day_of(since)));
    for (const int each : here.here) WEIGE_CHECK(add_stay(session, writer, stay(each)));
  }
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::arrive(Session& session, const SampleEvent& event) {
  struct Told {
    std::string_view source;
    Way way;
  };
  static constexpr std::array<Told, 6> kTold{{{"", Way::door},
                                              {"房东报告", Way::phone},
                                              {"本人自主申报", Way::declaration},
                                              {"中介登记", Way::counter},
                                              {"物业登记", Way::file},
                                              {"", Way::counter}}};
  const auto& told = random_.pick(kTold);
  const auto& who = anyone();
  WEIGE_TRY(const auto* actor, session.actor(who));
  ProvenanceInput provenance{.source = std::string(told.source), .way = told.way};
  if (told.way == Way::door) provenance.finder = any_coordinator().name;
  if (stay(event.items.front()).state == "current" && random_.chance(600))
    provenance.verifier = staff_.officer.name;
  Writer writer(adding(session, *actor, event), {}, provenance, registry::KeyCheck::by_caller);
  auto& here = door(event.subject);
  for (const int each : event.items) {
    WEIGE_CHECK(add_stay(session, writer, stay(each)));
    here.here.push_back(each);
  }
  WEIGE_CHECK(change_label(session, writer, here, event));
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::step(Session& session, const SampleEvent& event, ResidenceState to) {
  WEIGE_TRY(const auto* actor, session.actor(any_coordinator()));
  const bool gone = to == ResidenceState::reported_gone;
  Writer writer({session.tx, *actor, Instant{event.at}}, {.reason = gone ? "房东称已搬离" : ""},
                {.source = gone ? "房东报告" : "", .way = gone ? Way::phone : Way::door},
                registry::KeyCheck::by_caller);
  const TownTime town;
  for (const int each : event.items) {
    const auto before = session.find(RecordKind::residence, stay(each).id);
    WEIGE_CHECK(registry::check_step(*registry::residence_state_of(before.text("state")), to, {}, town));
    auto after = before;
    after["state"] = code(to);
    WEIGE_CHECK(
        writer.change(before, std::move(after), gone ? day_of(event.day) : town.day_of(Instant{event.at})));
  }
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::end_stays(Session& session, Writer& writer, const SampleEvent& event, ResidenceState to) {
  for (const int each : event.items) {
    const auto before = session.find(RecordKind::residence, stay(each).id);
    auto after = before;
    after["state"] = code(to);
    after["to_day"] = to_iso(day_of(event.day));
    WEIGE_CHECK(writer.change(before, std::move(after), day_of(event.day)));
    std::erase(door(stay(each).door).here, each);
  }
  return done();
}

// Evidence of leaving as officers find it; all of it satisfies registry/residence.h.
Done SampleWriter::leave(Session& session, const SampleEvent& event, ResidenceState to) {
  const bool death = event.value == "death";
  WEIGE_TRY(const auto* actor, session.actor(anyone()));
  const auto at = Instant{event.at};
  std::vector<Evidence> evidence{{EvidenceKind::door_visit, "上门确认已搬离", at}};
  const int kind = random_.below(10);
  if (death)
    evidence = {{EvidenceKind::document, "死亡医学证明"}};
  else if (kind < 3)
    evidence = {{EvidenceKind::landlord, "房东确认已退租"}};
  else if (kind < 5)
    evidence = {{EvidenceKind::second_source, "物业名册已无此户"}};
  else if (kind < 6)  // twice in vain, in the morning and in the evening of the day before
    evidence = {{EvidenceKind::failed_visit, "上午未遇", at - std::chrono::hours{24}},
                {EvidenceKind::failed_visit, "傍晚未遇", at - std::chrono::hours{34}}};
  Writer writer(
      {session.tx, *actor, at},
      {.reason = death                             ? "去世"
                 : to == ResidenceState::suspended ? "暂离，待核"
                                                   : "搬离"},
      {.way = death ? Way::counter : Way::door, .finder = any_coordinator().name, .evidence = evidence},
      registry::KeyCheck::by_caller);
  for (const int each : event.items) {
    const auto before = session.find(RecordKind::residence, stay(each).id);
    WEIGE_CHECK(registry::check_step(*registry::residence_state_of(before.text("state")), to, evidence, {}));
  }
  WEIGE_CHECK(end_stays(session, writer, event, to));
  auto& here = door(stay(event.items.front()).door);
  WEIGE_CHECK(change_label(session, writer, here, event));
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::mistake(Session& session, const SampleEvent& event) {
  WEIGE_TRY(const auto* actor, session.actor(staff_.committee));
  Writer writer({session.tx, *actor, Instant{event.at}}, {.reason = "搬离"},
                {.evidence = {{EvidenceKind::second_source, "物业名册已无此户"}}},
                registry::KeyCheck::by_caller);
  auto wrong = event;
  wrong.items = {event.subject};
  wrong.day = std::chrono::floor<std::chrono::days>(event.at);
  WEIGE_CHECK(end_stays(session, writer, wrong, ResidenceState::cancelled));
  writer.finish(kSampleWritten);
  stay(event.subject).operation = writer.operation().value;
  return done();
}

Done SampleWriter::take_back(Session& session, const SampleEvent& event) {
  WEIGE_TRY(const auto* actor, session.actor(staff_.committee));
  auto& wronged = stay(event.subject);
  const registry::WriteContext context{session.tx, *actor, Instant{event.at}};
  WEIGE_TRY(const auto undone,
            registry::undo_operation(context, {wronged.operation}, "名册有误，本人仍住此处"));
  (void)undone;
  door(wronged.door).here.push_back(event.subject);
  return done();
}

Done SampleWriter::correct(Session& session, const SampleEvent& event) {
  WEIGE_TRY(const auto* actor, session.actor(anyone()));
  const auto before =
      session.find(RecordKind::person, plan_.people[static_cast<std::size_t>(event.subject)].id);
  auto after = before;
  after[event.text] = event.value;
  const bool name = event.text == "name";
  Writer writer({session.tx, *actor, Instant{event.at}}, {.reason = name ? "登记时写错" : ""},
                {.source = name ? "证件核对" : "",
                 .way = name                  ? Way::correction
                        : random_.chance(500) ? Way::phone
                                              : Way::door},
                registry::KeyCheck::by_caller);
  WEIGE_CHECK(writer.change(before, std::move(after), TownTime{}.day_of(Instant{event.at})));
  writer.finish(kSampleWritten);
  return done();
}

Done SampleWriter::visit(Session& session, const SampleEvent& event) {
  const bool with_officer = random_.chance(200);
  WEIGE_TRY(const auto* actor, session.actor(with_officer ? staff_.officer : any_coordinator()));
  Writer writer({session.tx, *actor, Instant{event.at}}, {},
                {.source = "上门走访",
                 .way = Way::door,
                 .verifier = with_officer ? std::optional(staff_.officer.name) : std::nullopt},
                registry::KeyCheck::by_caller);
  for (int at = event.subject; at < event.to; ++at) {
    const auto& here = door(at);
    WEIGE_CHECK(writer.confirm(session.find(RecordKind::premises, here.premises_id), {}));
    for (const int each : here.here) {
      const auto residence = session.find(RecordKind::residence, stay(each).id);
      if (residence.text("state") == "current") WEIGE_CHECK(writer.confirm(residence, {}));
    }
  }
  writer.finish(kSampleWritten);
  return done();
}

}  // namespace weige::town
