#include "work/inspection.h"

#include "work/code_pairs.h"

namespace weige::work {
namespace {

constexpr CodePairs kInspectionSubjects({std::pair{InspectionSubject::door_standards,
                                                   std::string_view("door_standards")},
                                         {InspectionSubject::tasks, "tasks"},
                                         {InspectionSubject::record_quality, "record_quality"},
                                         {InspectionSubject::key_premises, "key_premises"},
                                         {InspectionSubject::instructions, "instructions"},
                                         {InspectionSubject::meetings, "meetings"},
                                         {InspectionSubject::team_records, "team_records"},
                                         {InspectionSubject::rosters, "rosters"},
                                         {InspectionSubject::public_safety, "public_safety"}});
constexpr CodePairs kInspectionResults({std::pair{InspectionResult::in_order, std::string_view("in_order")},
                                        {InspectionResult::to_improve, "to_improve"},
                                        {InspectionResult::not_done, "not_done"}});
constexpr CodePairs kInspectionStates({std::pair{InspectionState::open, std::string_view("open")},
                                       {InspectionState::answered, "answered"},
                                       {InspectionState::closed, "closed"}});
constexpr CodePairs kInspectionUses({std::pair{InspectionUse::set_right, std::string_view("set_right")},
                                     {InspectionUse::guidance, "guidance"},
                                     {InspectionUse::raised_at_meeting, "raised_at_meeting"},
                                     {InspectionUse::rectification, "rectification"},
                                     {InspectionUse::team_assessment, "team_assessment"},
                                     {InspectionUse::norm_changed, "norm_changed"}});
constexpr CodePairs kUrgingAbouts({std::pair{UrgingAbout::task, std::string_view("task")},
                                   {UrgingAbout::instruction, "instruction"},
                                   {UrgingAbout::rectification, "rectification"},
                                   {UrgingAbout::inspection, "inspection"},
                                   {UrgingAbout::site, "site"},
                                   {UrgingAbout::key_premises, "key_premises"},
                                   {UrgingAbout::patrol, "patrol"}});

}  // namespace

std::string_view code(InspectionSubject subject) {
  return kInspectionSubjects.code(subject);
}

std::optional<InspectionSubject> inspection_subject_of(std::string_view text) {
  return kInspectionSubjects.find(text);
}

std::string_view code(InspectionResult result) {
  return kInspectionResults.code(result);
}

std::optional<InspectionResult> inspection_result_of(std::string_view text) {
  return kInspectionResults.find(text);
}

std::string_view code(InspectionState state) {
  return kInspectionStates.code(state);
}

std::optional<InspectionState> inspection_state_of(std::string_view text) {
  return kInspectionStates.find(text);
}

std::string_view code(InspectionUse use) {
  return kInspectionUses.code(use);
}

std::optional<InspectionUse> inspection_use_of(std::string_view text) {
  return kInspectionUses.find(text);
}

std::string_view code(UrgingAbout about) {
  return kUrgingAbouts.code(about);
}

std::optional<UrgingAbout> urging_about_of(std::string_view text) {
  return kUrgingAbouts.find(text);
}

bool is_overdue(const Inspection& inspection, Day today) {
  return inspection.state == InspectionState::open &&
         std::chrono::sys_days{inspection.answer_due} < std::chrono::sys_days{today};
}

}  // namespace weige::work
