#include "town/resident_code_actions.h"

#include "access/resident_code_store.h"
#include "access/resident_session_store.h"
#include "registry/record_rules.h"
#include "registry/record_store.h"
#include "standards/document.h"
#include "standards/phone.h"

namespace weige::town {
namespace {

using access::ResidentCodeKind;
using registry::Record;
using registry::RecordKind;

constexpr access::AuditAction kCodeMade{"resident_code.made"}, kCodeSent{"resident_code.sent"};
// Counts the making of a code, which the entry beside it tells of; names nobody, so that it is told once.
constexpr access::AuditAction kCodeCounted{"resident_code.counted", access::Counts::single};
constexpr access::AuditAction kCodeUnsent{"resident_code.unsent"};

constexpr std::int64_t kNobody = 0;  // no id

// Also one that was cancelled: who moved away may still ask what is kept of them.
bool may_have_code(const Record& person) {
  return person.text("state") != "undone" && person.text("state") != "merged";
}

// By which people with that document are found; empty where it is none of the type.
registry::Text key_of_document(standards::DocumentType type, const std::string& number) {
  const auto document = standards::Document::parse(type, number);
  if (!document) return std::nullopt;
  const auto id = document->id_number();
  Record probe(RecordKind::person);
  probe["state"] = "current";
  probe["document_type"] = std::string(code(type));
  probe["document_number"] = id ? id->as18() : document->reveal();
  registry::derive(probe);
  return probe["document_key"];
}

std::optional<Record> person_with(store::Transaction& tx, const access::Scope& scope,
                                  const std::string& number) {
  for (const auto type : standards::all_document_types)
    if (const auto key = key_of_document(type, number))
      for (auto& person : registry::find_records(tx, scope, RecordKind::person, {"document_key", key}, 1))
        return std::move(person);
  return std::nullopt;
}

bool is_name_of(const Record& person, const std::string& typed, Day today) {
  const auto name = registry::normal_form(RecordKind::person, "name", typed, today);
  return name && *name && **name == person.text("name");
}

bool has_mobile(const Record& person) {
  if (!person["phone"]) return false;
  const auto phone = standards::Phone::parse(*person["phone"]);
  return phone && phone->kind() == standards::PhoneKind::mobile;
}

std::string message_text(const std::string& code) {
  return "【微格】您的登录码：" + code + "，10 分钟内有效。工作人员不会向您索要，请勿告诉任何人。";
}

// Writes what a code for somebody writes, and takes it away again: the disk works as long for nobody.
void send_nobody(store::Transaction& tx, Instant now, const CodeWish& wish, const std::string& code) {
  const auto number = access::plain_document_number(wish.document_number);
  (void)access::put_resident_code(
      tx, {.person = kNobody, .kind = ResidentCodeKind::phone, .document_number = number, .code = code}, now);
  access::end_resident_access(tx, kNobody);
  access::audit_incident(tx, now, {.action = kCodeUnsent});
}

}  // namespace

Result<PaperCode> make_paper_code(const registry::WriteContext& context, access::ReadingLog& readings,
                                  std::int64_t person, const Random& random) {
  WEIGE_CHECK(context.actor.may(access::Right::hand_over_code));
  const auto record = registry::find_record(context.tx, context.actor.scope(), RecordKind::person, person);
  if (!record || !may_have_code(*record)) return problem(ProblemCode::not_found);
  if (!(*record)["document_number"]) return problem(ProblemCode::resident_without_number);
  const auto code = access::new_resident_code(ResidentCodeKind::paper, random);
  const auto number = access::plain_document_number(record->text("document_number"));
  access::audit_change(
      context.tx, context.now, context.actor, kCodeMade,
      access::put_resident_code(
          context.tx,
          {.person = person, .kind = ResidentCodeKind::paper, .document_number = number, .code = code},
          context.now));
  readings.add(context.now, context.actor, kCodeCounted, access::kResidentSubject, {});
  return PaperCode{access::shown_code(code), context.now + access::life_of(ResidentCodeKind::paper)};
}

std::optional<CodeMessage> answer_code_wish(store::Transaction& tx, Instant now, const CodeWish& wish,
                                            const Random& random) {
  const auto scope = access::Scope::system(tx, now, access::SystemReason::resident_code);
  const auto person = person_with(tx, scope, wish.document_number);
  const auto code = access::new_resident_code(ResidentCodeKind::phone, random);
  if (!person || !may_have_code(*person) || !has_mobile(*person) ||
      !is_name_of(*person, wish.name, TownTime{}.day_of(now))) {
    send_nobody(tx, now, wish, code);
    return std::nullopt;
  }
  const auto number = access::plain_document_number(person->text("document_number"));
  access::audit_by_resident(
      tx, now, kCodeSent,
      access::put_resident_code(
          tx,
          {.person = person->id, .kind = ResidentCodeKind::phone, .document_number = number, .code = code},
          now));
  return CodeMessage{std::string(person->text("phone")), message_text(code)};
}

}  // namespace weige::town
