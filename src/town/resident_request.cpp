#include "town/resident_request.h"

#include "access/code_list.h"
#include "standards/text_fold.h"

namespace weige::town {
namespace {

using access::CodeEntry;
using access::CodeList;

constexpr CodeEntry<RequestKind> kRequestKindEntries[] = {
    {RequestKind::correction, "correction", "更正", "correction"},
    {RequestKind::erasure, "erasure", "删除", "erasure"},
    {RequestKind::complaint, "complaint", "投诉", "complaint"},
    {RequestKind::suggestion, "suggestion", "建议", "suggestion"},
};
constexpr CodeList<RequestKind> kRequestKinds{kRequestKindEntries};

constexpr CodeEntry<RequestField> kRequestFieldEntries[] = {
    {RequestField::name, "name", "姓名", "name"},
    {RequestField::document, "document", "证件", "document"},
    {RequestField::sex, "sex", "性别", "sex"},
    {RequestField::birth_date, "birth_date", "出生日期", "day of birth"},
    {RequestField::phone, "phone", "电话", "phone"},
    {RequestField::registered_place, "registered_place", "户籍地", "registered place"},
    {RequestField::category, "category", "人员类别", "category"},
    {RequestField::residence, "residence", "居住", "residence"},
    {RequestField::employment, "employment", "从业", "work"},
    {RequestField::readings, "readings", "查阅记录", "who looked"},
    {RequestField::other, "other", "其他", "other"},
};
constexpr CodeList<RequestField> kRequestFields{kRequestFieldEntries};

constexpr CodeEntry<RequestOutcome> kRequestOutcomeEntries[] = {
    {RequestOutcome::accepted, "accepted", "同意", "accepted"},
    {RequestOutcome::partly, "partly", "部分同意", "partly accepted"},
    {RequestOutcome::refused, "refused", "不同意", "refused"},
};
constexpr CodeList<RequestOutcome> kRequestOutcomes{kRequestOutcomeEntries};

constexpr CodeEntry<RequestState> kRequestStateEntries[] = {
    {RequestState::open, "open", "待答复", "open"},
    {RequestState::answered, "answered", "已答复", "answered"},
};
constexpr CodeList<RequestState> kRequestStates{kRequestStateEntries};

}  // namespace

std::string_view code(RequestKind kind) {
  return kRequestKinds.of(kind).code;
}
std::optional<RequestKind> request_kind_of(std::string_view code) {
  return kRequestKinds.find(code);
}
std::string_view code(RequestField field) {
  return kRequestFields.of(field).code;
}
std::optional<RequestField> request_field_of(std::string_view code) {
  return kRequestFields.find(code);
}
std::string_view code(RequestOutcome outcome) {
  return kRequestOutcomes.of(outcome).code;
}
std::optional<RequestOutcome> request_outcome_of(std::string_view code) {
  return kRequestOutcomes.find(code);
}
std::string_view code(RequestState state) {
  return kRequestStates.of(state).code;
}
std::optional<RequestState> request_state_of(std::string_view code) {
  return kRequestStates.find(code);
}

Day due_day(const RequestClock& clock, Day sent) {
  return clock.workdays.after(sent, clock.days);
}

bool is_overdue(const ResidentRequest& request, Day today, TownTime town) {
  return (request.answer ? town.day_of(request.answer->at) : today) > request.due;
}

Done check_words(std::string_view text, std::string_view place) {
  if (standards::trim(standards::fold_text(text)).empty())
    return problem(ProblemCode::missing_field, std::string(place));
  return done();
}

Done check_open(const ResidentRequest& request) {
  if (request.answer) return problem(ProblemCode::request_answered);
  return done();
}

Done check_extendable(const ResidentRequest& request, Day today) {
  WEIGE_CHECK(check_open(request));
  if (request.extension || today > request.due) return problem(ProblemCode::request_not_extendable);
  return done();
}

}  // namespace weige::town
