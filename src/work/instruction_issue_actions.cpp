#include "work/instruction_issue_actions.h"

#include <algorithm>

#include "access/area_store.h"
#include "access/audit.h"
#include "access/text_check.h"
#include "registry/figure_store.h"

namespace weige::work {
namespace {

using access::Right;
using AreasBeneath = std::map<std::int64_t, std::set<std::int64_t>>;

constexpr access::AuditAction kIssued{"instruction.issued"}, kPassedOn{"instruction.passed_on"};

std::vector<Recipient> possible_recipients(const InstructionContext& context) {
  auto out = posts_below(context.tx, context.actor.scope(), context.now);
  std::erase_if(out, [&](const Recipient& one) {
    return one.post == context.actor.post() || !may_receive(context.actor.role(), one.role);
  });
  return out;
}

// The areas asked for, with all beneath them; all of the scope where none is. Problem: not_found.
Result<std::set<std::int64_t>> wanted_areas(const AreasBeneath& beneath,
                                            const std::vector<access::AreaId>& areas) {
  std::set<std::int64_t> out;
  if (areas.empty())
    for (const auto& [area, within] : beneath) out.insert(area);
  for (const auto area : areas) {
    const auto found = beneath.find(area.value);
    if (found == beneath.end()) return problem(ProblemCode::not_found, "recipients.areas");
    out.insert(found->second.begin(), found->second.end());
  }
  return out;
}

Result<std::vector<Recipient>> chosen_recipients(const InstructionContext& context,
                                                 const RecipientsWanted& wanted) {
  const auto beneath = areas_beneath(context.tx, context.actor.scope());
  WEIGE_TRY(const auto areas, wanted_areas(beneath, wanted.areas));
  auto out = possible_recipients(context);
  for (const auto post : wanted.posts)
    if (std::ranges::find(out, post, &Recipient::post) == out.end())
      return problem(ProblemCode::not_found, "recipients.posts");
  std::erase_if(out, [&](const Recipient& one) {
    const bool by_name = std::ranges::find(wanted.posts, one.post) != wanted.posts.end();
    const bool by_role = std::ranges::find(wanted.roles, one.role) != wanted.roles.end();
    return !by_name && !(by_role && areas.contains(one.area.value));
  });
  if (out.empty()) return problem(ProblemCode::instruction_nobody, "recipients");
  if (out.size() > kMostRecipients)
    return problem(ProblemCode::instruction_too_many, "recipients")
        .with("max", std::to_string(kMostRecipients));
  return out;
}

// The areas that recipients stand for: their own and all beneath.
std::set<std::int64_t> areas_of(const InstructionContext& context, const std::vector<Recipient>& recipients) {
  const auto beneath = areas_beneath(context.tx, context.actor.scope());
  std::set<std::int64_t> out;
  for (const auto& one : recipients)
    if (const auto found = beneath.find(one.area.value); found != beneath.end())
      out.insert(found->second.begin(), found->second.end());
  return out;
}

// --- what the register knows

using AmountsByArea = std::map<std::int64_t, std::int64_t>;

std::optional<registry::Figure> counted_figure(RegisterFigure figure) {
  switch (figure) {
    case RegisterFigure::residents:
    case RegisterFigure::stale_residents:
      return registry::Figure::residents;
    case RegisterFigure::premises:
      return registry::Figure::premises;
    case RegisterFigure::organisations:
      return registry::Figure::organisations;
    case RegisterFigure::workers:
      return registry::Figure::workers;
    case RegisterFigure::addresses:
    case RegisterFigure::uncovered:
      return registry::Figure::addresses;
  }
  return std::nullopt;
}

AmountsByArea amounts_of(const InstructionContext& context, RegisterFigure wanted,
                         const registry::Figures& figures) {
  AmountsByArea out;
  for (const auto& [key, amount] : figures) {
    if (key.figure == counted_figure(wanted)) out[key.area_id] += amount;
    if (wanted == RegisterFigure::uncovered && key.figure == registry::Figure::covered)
      out[key.area_id] -= amount;
  }
  if (wanted != RegisterFigure::stale_residents) return out;
  for (const auto& recent : registry::recent_ages(context.tx, {context.actor.scope(), {}}, context.today()))
    if (recent.bucket != registry::AgeBucket::d365) out[recent.area_id] -= recent.residents;
  return out;
}

std::vector<FigureAmount> told_amounts(const std::vector<access::Area>& areas,
                                       const std::set<std::int64_t>& within, const AmountsByArea& amounts) {
  std::vector<FigureAmount> out;
  for (const auto& area : areas) {
    if (!within.contains(area.id.value)) continue;
    const auto found = amounts.find(area.id.value);
    const auto amount = found == amounts.end() ? 0 : std::max<std::int64_t>(found->second, 0);
    const bool is_grid = area.kind == access::AreaKind::grid && area.state == access::AreaState::current;
    if (amount > 0 || is_grid)
      out.push_back({.area = area.id.value, .amount = amount, .area_name = area.name});
  }
  return out;
}

std::vector<DraftFigures> register_figures(const InstructionContext& context,
                                           const std::vector<Question>& questions,
                                           const std::set<std::int64_t>& within) {
  std::vector<DraftFigures> out;
  const bool none = std::ranges::all_of(questions, is_asked_of_people);
  if (none) return out;
  const auto figures = registry::find_figures(context.tx, {context.actor.scope(), {}});
  const auto areas = access::areas_in_scope(context.tx, context.actor.scope());
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (const auto figure = questions[i].figure)
      out.push_back({i, told_amounts(areas, within, amounts_of(context, *figure, figures))});
  return out;
}

// --- what was asked before

std::vector<EarlierAnswers> asked_earlier(const InstructionContext& context,
                                          const std::vector<Question>& questions,
                                          const std::set<std::int64_t>& within) {
  std::vector<EarlierAnswers> out;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!is_asked_of_people(questions[i])) continue;
    auto found = earlier_answers(context.tx, context.actor.scope(),
                                 {.key = asked_key(questions[i]), .month = month_of(context.today())});
    std::erase_if(found, [&](const EarlierAnswer& one) { return !within.contains(one.area); });
    if (!found.empty()) out.push_back({i, std::move(found)});
  }
  return out;
}

// --- the draft

Done check_words(const NewInstruction& wanted) {
  WEIGE_CHECK(access::check_impersonal(wanted.title, kLongestInstructionTitle, "title"));
  for (std::size_t i = 0; i < wanted.paragraphs.size(); ++i)
    WEIGE_CHECK(
        access::check_impersonal(wanted.paragraphs[i], kLongestParagraph, "paragraphs." + std::to_string(i)));
  return check_form(wanted.questions);
}

bool is_sent_down(const std::vector<Question>& questions) {
  return questions.empty() || std::ranges::any_of(questions, is_asked_of_people);
}

std::string joined_paragraphs(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const auto& one : paragraphs) out += (out.empty() ? "" : "\n") + one;
  return out;
}

struct BranchesWanted {
  InstructionId instruction;
  std::optional<BranchId> parent = {};
  Instant due{};
};

std::vector<Branch> new_branches(const InstructionContext& context, const BranchesWanted& wanted,
                                 const std::vector<Recipient>& recipients) {
  std::vector<Branch> out;
  const auto clock = clock_from(context.now, context.now, wanted.due);
  for (const auto& one : recipients)
    out.push_back({.id = BranchId{context.tx.next_id()},
                   .instruction = wanted.instruction,
                   .parent = wanted.parent,
                   .above = context.actor.post(),
                   .post = one.post,
                   .area = one.area,
                   .issued = context.now,
                   .due = wanted.due,
                   .clock_step = clock.step,
                   .clock = clock.at});
  return out;
}

std::vector<Question> with_ids(store::Transaction& tx, std::vector<Question> questions) {
  for (auto& one : questions) one.id = QuestionId{tx.next_id()};
  return questions;
}

void keep_figures(store::Transaction& tx, const std::vector<Question>& questions,
                  std::vector<DraftFigures> figures) {
  for (auto& one : figures) {
    for (auto& amount : one.amounts) amount.question = questions[one.question].id;
    insert_figures(tx, one.amounts);
  }
}

std::vector<access::PostId> posts_of(const InstructionContext& context,
                                     const std::vector<Recipient>& recipients) {
  std::vector<access::PostId> out{context.actor.post()};
  for (const auto& one : recipients) out.push_back(one.post);
  return out;
}

Instruction instruction_of(const InstructionContext& context, const NewInstruction& wanted,
                           std::int64_t leaves) {
  return {.id = InstructionId{context.tx.next_id()},
          .post = context.actor.post(),
          .area = context.actor.area(),
          .title = wanted.title,
          .text = joined_paragraphs(wanted.paragraphs),
          .month = month_of(context.today()),
          .issued = context.now,
          .due = wanted.due,
          .leaves = leaves};
}

Result<DraftCheck> checked_draft(const InstructionContext& context, const NewInstruction& wanted) {
  WEIGE_CHECK(context.actor.may(Right::issue_instructions));
  WEIGE_CHECK(check_words(wanted));
  WEIGE_CHECK(check_due(context.now, wanted.due, std::nullopt));
  WEIGE_TRY(auto recipients, chosen_recipients(context, wanted.recipients));
  const auto within = areas_of(context, recipients);
  return DraftCheck{.recipients = std::move(recipients),
                    .earlier = asked_earlier(context, wanted.questions, within),
                    .figures = register_figures(context, wanted.questions, within),
                    .sent_down = is_sent_down(wanted.questions)};
}

Result<InstructionActed> acted(const InstructionContext& context, InstructionId id,
                               std::vector<access::PostId> told) {
  WEIGE_TRY(auto view, read_instruction(context, id));
  return InstructionActed{std::move(view), std::move(told)};
}

// above: the post that the acting one answers to, where it passed something on.
Result<InstructionActed> acted_with_teams(const InstructionContext& context, InstructionId id,
                                          const std::vector<Recipient>& recipients,
                                          std::optional<access::PostId> above) {
  auto told = posts_of(context, recipients);
  if (above) told.push_back(*above);
  auto teams = tell_teams(context, id, recipients);
  WEIGE_TRY(auto out, acted(context, id, std::move(told)));
  out.teams = std::move(teams);
  return out;
}

}  // namespace

Result<std::vector<Recipient>> list_recipients(const InstructionContext& context) {
  WEIGE_CHECK(context.actor.may(Right::issue_instructions));
  return possible_recipients(context);
}

Result<DraftCheck> check_draft(const InstructionContext& context, const NewInstruction& wanted) {
  return checked_draft(context, wanted);
}

Result<InstructionActed> issue_instruction(const InstructionContext& context, const NewInstruction& wanted) {
  WEIGE_TRY(auto draft, checked_draft(context, wanted));
  if (!draft.earlier.empty() && !wanted.ask_again) return problem(ProblemCode::instruction_asked_before);
  const auto& recipients = draft.recipients;
  const auto leaves = draft.sent_down ? std::ssize(recipients) : 0;
  const auto instruction = instruction_of(context, wanted, leaves);
  const auto questions = with_ids(context.tx, wanted.questions);
  access::audit_change(context.tx, context.now, context.actor, kIssued,
                       insert_instruction(context.tx, instruction));
  insert_questions(context.tx, instruction, questions);
  keep_figures(context.tx, questions, std::move(draft.figures));
  if (!attach_files(context.tx, context.actor.scope(), instruction.id, wanted.files))
    return problem(ProblemCode::not_found, "files");
  if (!draft.sent_down) {
    if (auto ended = end_instruction(context.tx, instruction.id,
                                     {.state = InstructionState::closed, .at = context.now}))
      access::audit_change(context.tx, context.now, context.actor, kIssued, *std::move(ended));
    return acted(context, instruction.id, {context.actor.post()});
  }
  insert_branches(context.tx, new_branches(context, {instruction.id, {}, wanted.due}, recipients));
  return acted_with_teams(context, instruction.id, recipients, {});
}

Result<InstructionActed> pass_on(const InstructionContext& context, const BranchStep& step,
                                 const RecipientsWanted& recipients, std::optional<Instant> due) {
  WEIGE_CHECK(context.actor.may(Right::issue_instructions));
  auto branch = find_branch(context.tx, context.actor.scope(), step.id);
  if (!branch || branch->post != context.actor.post()) return problem(ProblemCode::not_found);
  if (branch->version != step.version) return problem(ProblemCode::version_conflict);
  if (!is_waiting(branch->state) || !is_open(context.tx, branch->instruction))
    return problem(ProblemCode::instruction_step);
  const auto until = due.value_or(branch->due);
  if (due) WEIGE_CHECK(check_due(context.now, until, branch->due));
  WEIGE_TRY(const auto chosen, chosen_recipients(context, recipients));
  const auto before = count_below(context.tx, {branch->instruction, branch->id});
  const auto added =
      insert_branches(context.tx, new_branches(context, {branch->instruction, branch->id, until}, chosen));
  if (added == 0) return problem(ProblemCode::instruction_nobody, "recipients");
  branch->state = BranchState::in_work;
  if (!branch->received) branch->received = context.now;
  auto change = update_branch(context.tx, *branch);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kPassedOn, *std::move(change));
  replace_answers(context.tx, branch->id, {});
  // It was a leaf itself until now.
  add_counts(context.tx, *branch, {.leaves = before.live == 0 ? added - 1 : added});
  note_taken_up(context, branch->instruction);
  return acted_with_teams(context, branch->instruction, chosen, branch->above);
}

}  // namespace weige::work
