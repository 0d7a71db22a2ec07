#include "work/instruction_actions.h"

#include <algorithm>
#include <charconv>

#include "access/audit.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kFileAdded{"instruction.file_added"};
constexpr std::int64_t kMostWaitingFiles = 20;

Result<NamedInstruction> seen_instruction(const InstructionContext& context, InstructionId id) {
  WEIGE_CHECK(context.actor.may(Right::answer_instructions));
  auto found = find_instruction(context.tx, context.actor.scope(), id);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

bool is_issuer(const InstructionContext& context, const NamedInstruction& named) {
  return named.instruction.post == context.actor.post();
}

// The reader's branch and what hangs on it; everything for the issuer. Parents come first.
std::vector<BranchLine> seen_branches(const InstructionContext& context, const NamedInstruction& named) {
  auto all = branches_of(context.tx, named.instruction.id, context.now);
  if (is_issuer(context, named)) return all;
  std::set<std::int64_t> seen;
  std::vector<BranchLine> out;
  for (auto& line : all) {
    const auto& branch = line.branch;
    const bool is_mine = branch.post == context.actor.post();
    if (!is_mine && !(branch.parent && seen.contains(branch.parent->value))) continue;
    seen.insert(branch.id.value);
    out.push_back(std::move(line));
  }
  return out;
}

BelowFacts facts_below(const InstructionContext& context, const std::vector<BranchLine>& lines) {
  BelowFacts out;
  for (const auto& [branch, title, area_name, role, vacant, told, told_at] : lines) {
    if (branch.above != context.actor.post()) continue;
    out.version += branch.version;
    if (branch.state == BranchState::withdrawn) continue;
    ++out.live;
    if (branch.state == BranchState::reported) ++out.reported;
    if (branch.state == BranchState::accepted || branch.state == BranchState::closed) ++out.accepted;
    if (is_overdue(branch, context.now)) ++out.overdue;
    if (branch.extension.state == ExtensionState::asked) ++out.extensions;
  }
  return out;
}

// Those that have answered and hang below: one's own answers among them where one answers oneself.
std::vector<BranchAnswer> seen_answers(const InstructionContext& context, InstructionId id,
                                       const std::vector<BranchLine>& lines) {
  std::set<std::int64_t> answered;
  for (const auto& line : lines)
    if (has_answer(line.branch.state)) answered.insert(line.branch.id.value);
  auto out = answers_of(context.tx, id);
  std::erase_if(out, [&](const BranchAnswer& one) { return !answered.contains(one.branch.value); });
  return out;
}

std::vector<Answer> plain_answers(const std::vector<BranchAnswer>& answers) {
  std::vector<Answer> out;
  for (const auto& one : answers) out.push_back(one.answer);
  return out;
}

void add_own(const InstructionContext& context, InstructionView& view) {
  view.own = find_own_branch(context.tx, context.actor.scope(), view.named.instruction.id);
  if (!view.own) return;
  view.grids = grids_of_post(context.tx, view.own->post);
  for (auto& one : answers_of(context.tx, view.named.instruction.id))
    if (one.branch == view.own->id) view.answers.push_back(std::move(one.answer));
}

InstructionView view_of(const InstructionContext& context, NamedInstruction named,
                        const std::vector<BranchLine>& lines) {
  const auto id = named.instruction.id;
  const bool is_own_issue = is_issuer(context, named);
  InstructionView out{.named = std::move(named),
                      .questions = questions_of(context.tx, id),
                      .files = files_of(context.tx, id),
                      .is_own_issue = is_own_issue,
                      .below = facts_below(context, lines)};
  if (is_own_issue) out.figures = figures_of(context.tx, id);
  add_own(context, out);
  out.roll_up = roll_up(out.questions, plain_answers(seen_answers(context, id, lines)));
  return out;
}

// "1764489600000000:1234": due time and id of the last one shown.
Result<std::optional<std::pair<std::int64_t, std::int64_t>>> instruction_cursor(const std::string& text) {
  using After = std::optional<std::pair<std::int64_t, std::int64_t>>;
  if (text.empty()) return After{};
  std::pair<std::int64_t, std::int64_t> out;
  const auto* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, out.first);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != ':')
    return problem(ProblemCode::bad_request, "cursor");
  const auto second = std::from_chars(first.ptr + 1, end, out.second);
  if (second.ec != std::errc{} || second.ptr != end) return problem(ProblemCode::bad_request, "cursor");
  return After{out};
}

std::string cursor_after(const InstructionLine& line) {
  const auto due = line.own_due.value_or(line.named.instruction.due);
  return std::to_string(due.time_since_epoch().count()) + ":" +
         std::to_string(line.named.instruction.id.value);
}

}  // namespace

Result<InstructionView> read_instruction(const InstructionContext& context, InstructionId id) {
  WEIGE_TRY(auto named, seen_instruction(context, id));
  const auto lines = seen_branches(context, named);
  return view_of(context, std::move(named), lines);
}

Result<std::vector<BranchLine>> read_tree(const InstructionContext& context, InstructionId id) {
  WEIGE_TRY(const auto named, seen_instruction(context, id));
  return seen_branches(context, named);
}

Result<AnswerSheet> read_answers(const InstructionContext& context, InstructionId id) {
  WEIGE_TRY(auto named, seen_instruction(context, id));
  auto lines = seen_branches(context, named);
  std::map<std::int64_t, const BranchLine*> by_id;
  for (const auto& line : lines) by_id[line.branch.id.value] = &line;
  std::map<std::int64_t, std::string> grid_names;
  std::vector<AnswerLine> answers;
  for (auto& one : seen_answers(context, id, lines)) {
    const auto& line = *by_id.at(one.branch.value);
    auto area_name = line.area_name;
    if (one.answer.area != 0) {
      if (!grid_names.contains(one.answer.area))
        for (auto& grid : grids_of_post(context.tx, line.branch.post))
          grid_names[grid.area] = std::move(grid.name);
      if (const auto name = grid_names.find(one.answer.area); name != grid_names.end())
        area_name = name->second;
    }
    answers.push_back({std::move(one), line.title, std::move(area_name)});
  }
  auto view = view_of(context, std::move(named), lines);
  return AnswerSheet{std::move(view), std::move(lines), std::move(answers)};
}

Result<InstructionPage> list_instructions(const InstructionContext& context, const InstructionsAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::answer_instructions));
  InstructionFilter filter{
      .box = asked.box, .age = asked.age, .limit = static_cast<std::int64_t>(asked.limit) + 1};
  WEIGE_TRY(filter.after, instruction_cursor(asked.cursor));
  InstructionPage out{.items = find_instructions(context.tx, context.actor.scope(), filter, context.now)};
  if (out.items.size() > asked.limit) {
    out.items.pop_back();
    out.next_cursor = cursor_after(out.items.back());
  }
  return out;
}

Result<InstructionCounts> count_own_instructions(const InstructionContext& context) {
  WEIGE_CHECK(context.actor.may(Right::answer_instructions));
  return count_instructions(context.tx, context.actor.scope(), context.now);
}

Result<FileBytes> read_instruction_file(const InstructionContext& context, InstructionId id,
                                        InstructionFileId file) {
  WEIGE_TRY(const auto named, seen_instruction(context, id));
  auto found = find_file(context.tx, named.instruction.id, file);
  if (!found) return problem(ProblemCode::not_found);
  return *std::move(found);
}

Result<InstructionFile> add_instruction_file(const InstructionContext& context, std::string_view name,
                                             const std::string& bytes) {
  WEIGE_CHECK(context.actor.may(Right::issue_instructions));
  WEIGE_TRY(const auto kind, kind_of_bytes(bytes));
  WEIGE_TRY(auto kept_name, attachment_name(name, kind));
  if (count_waiting_files(context.tx, context.actor.post()) >= kMostWaitingFiles)
    return problem(ProblemCode::too_many_requests).with("seconds", "86400");
  const InstructionFile file{.id = InstructionFileId{context.tx.next_id()},
                             .name = std::move(kept_name),
                             .kind = kind,
                             .size = static_cast<std::int64_t>(bytes.size())};
  access::audit_change(context.tx, context.now, context.actor, kFileAdded,
                       insert_file(context.tx, context.actor.post(), file, bytes, context.now));
  return file;
}

}  // namespace weige::work
