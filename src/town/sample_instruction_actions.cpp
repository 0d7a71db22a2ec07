#include "town/sample_instruction_actions.h"

#include <algorithm>

#include "work/instruction_branch_actions.h"

namespace weige::town {
namespace {

using store::Transaction;
using work::BranchState;
using work::InstructionContext;
using work::InstructionId;
using work::QuestionKind;
using work::RegisterFigure;

constexpr std::size_t kCommitteesAsked = 5;  // beside the one that can be signed in to

// One committee that takes part, with its grids' teams that have a leader.
struct SampleAsked {
  SampleDuty clerk, officer;
  bool is_open = false;
  std::vector<const SampleTeam*> teams = {};
};

std::vector<SampleAsked> asked_committees(const std::vector<SampleTeam>& teams) {
  std::vector<SampleAsked> out;
  std::vector<std::size_t> numbers;
  std::size_t others = 0;
  for (const auto& team : teams) {
    const auto at = std::ranges::find(numbers, team.committee) - numbers.begin();
    if (static_cast<std::size_t>(at) == numbers.size()) {
      if (!team.is_open && others++ >= kCommitteesAsked) continue;
      numbers.push_back(team.committee);
      out.push_back({team.clerk, team.officer, team.is_open});
    }
    if (team.leader) out[static_cast<std::size_t>(at)].teams.push_back(&team);
  }
  return out;
}

class SampleInstructions {
 public:
  SampleInstructions(const SampleWorkWish& wish, Transaction& tx, std::vector<SampleAsked> asked)
      : wish_(wish), tx_(tx), asked_(std::move(asked)) {}

  Done make() {
    WEIGE_CHECK(closed_one());
    WEIGE_CHECK(overdue_one());
    WEIGE_CHECK(answered_by_register());
    for (const auto& committee : asked_)
      if (committee.is_open) WEIGE_CHECK(running_one(committee));
    return done();
  }

 private:
  // f(InstructionContext) as somebody at that time.
  template <class F>
  auto as(const SampleDuty& duty, Instant now, F&& f)
      -> decltype(f(std::declval<const InstructionContext&>())) {
    WEIGE_TRY(const auto actor, sample_actor(tx_, now, duty));
    return f(InstructionContext{.tx = tx_, .actor = actor, .now = now});
  }

  Result<InstructionId> issue(const SampleDuty& by, Instant now, const work::NewInstruction& wanted) {
    return as(by, now, [&](const InstructionContext& context) -> Result<InstructionId> {
      WEIGE_TRY(const auto acted, work::issue_instruction(context, wanted));
      return acted.view.named.instruction.id;
    });
  }
  std::vector<access::PostId> clerks() const {
    std::vector<access::PostId> out;
    for (const auto& committee : asked_) out.push_back(committee.clerk.post);
    return out;
  }

  static work::BranchStep step_of(const work::InstructionView& view) {
    return {view.own->id, view.own->version};
  }

  // Received, and work on it begun.
  Result<work::InstructionView> take_up(const InstructionContext& context, InstructionId id) {
    WEIGE_TRY(auto view, work::read_instruction(context, id));
    if (!view.own) return problem(ProblemCode::not_found);
    for (const auto next : {BranchState::received, BranchState::in_work}) {
      WEIGE_TRY(auto acted, work::step_branch(context, {.branch = step_of(view), .next = next}));
      view = std::move(acted.view);
    }
    return view;
  }
  Done receive(const SampleDuty& by, Instant now, InstructionId id) {
    return as(by, now, [&](const InstructionContext& context) -> Done {
      WEIGE_TRY(const auto view, work::read_instruction(context, id));
      if (!view.own) return problem(ProblemCode::not_found);
      WEIGE_CHECK(work::step_branch(context, {.branch = step_of(view), .next = BranchState::received}));
      return done();
    });
  }

  static std::vector<work::Answer> answers_to(const work::InstructionView& view, std::int64_t number) {
    std::vector<work::Answer> out;
    for (const auto& question : view.questions) {
      if (question.kind == QuestionKind::number) out.push_back({question.id, 0, number});
      if (question.kind == QuestionKind::yes_no) out.push_back({question.id, 0, {}, "yes"});
      if (question.kind != QuestionKind::grid_figure) continue;
      for (const auto& grid : view.grids) out.push_back({question.id, grid.area, number});
    }
    return out;
  }
  Done report(const SampleDuty& by, Instant now, InstructionId id, std::int64_t number) {
    return as(by, now, [&](const InstructionContext& context) -> Done {
      WEIGE_TRY(const auto view, take_up(context, id));
      WEIGE_CHECK(
          work::report_branch(context, {.branch = step_of(view), .answers = answers_to(view, number)}));
      return done();
    });
  }
  Done accept(const SampleDuty& by, Instant now, InstructionId id) {
    return as(by, now, [&](const InstructionContext& context) -> Done {
      WEIGE_TRY(const auto view, work::read_instruction(context, id));
      WEIGE_CHECK(work::accept_reports(context, {id, view.below.version}));
      return done();
    });
  }

  Done closed_one() {
    WEIGE_TRY(const auto id,
              issue(wish_.staffing.office, wish_.at(24, 9),
                    {.title = "出租房屋消防隐患排查情况",
                     .paragraphs = {"请各村居对出租房屋的疏散通道和充电情况走一遍，汇总后反馈。"},
                     .due = wish_.at(17, 18),
                     .recipients = {.posts = clerks()},
                     .questions = {{.kind = QuestionKind::number, .text = "发现并已整改的隐患处数"},
                                   {.kind = QuestionKind::yes_no, .text = "是否已告知房屋出租人"}}}));
    int number = 0;
    for (const auto& committee : asked_) {
      ++number;
      WEIGE_CHECK(report(committee.clerk, wish_.at(22 - number % 4, 15), id, 2 + number % 5));
    }
    return accept(wish_.staffing.office, wish_.at(16, 10), id);
  }

  // One committee has passed it on and waits for its grids, one has answered, one wants more time.
  Done overdue_one() {
    WEIGE_TRY(const auto id,
              issue(wish_.staffing.office, wish_.at(12, 9, 30),
                    {.title = "重点房屋走访落实情况",
                     .paragraphs = {"对列入重点房屋的，按规定间隔走访一遍。",
                                    "走访不到的写明原因，由民警带队再走一次。"},
                     .due = wish_.at(3, 18),
                     .recipients = {.posts = clerks()},
                     .questions = {{.kind = QuestionKind::grid_figure, .text = "本轮走访的重点房屋数"}}}));
    std::size_t number = 0;
    for (const auto& committee : asked_) {
      const auto now = wish_.at(10, 10, static_cast<int>(number) * 7);
      if (committee.is_open) {
        WEIGE_CHECK(pass_on(committee, now, id));
      } else if (++number == 1) {
        WEIGE_CHECK(report(committee.clerk, now, id, 3));
        WEIGE_CHECK(accept(wish_.staffing.office, wish_.at(9, 9), id));
      } else if (number == 2) {
        WEIGE_CHECK(ask_for_time(committee, id));
      } else if (number != 5) {
        WEIGE_CHECK(receive(committee.clerk, now, id));
      }
    }
    return done();
  }

  Done pass_on(const SampleAsked& committee, Instant now, InstructionId id) {
    work::RecipientsWanted below{.posts = {committee.officer.post}};
    for (const auto* const team : committee.teams) below.posts.push_back(team->leader->post);
    using Passed = Result<work::InstructionActed>;
    WEIGE_CHECK(as(committee.clerk, now, [&](const InstructionContext& context) -> Passed {
      WEIGE_TRY(const auto view, take_up(context, id));
      return work::pass_on(context, step_of(view), below, {});
    }));
    // All but the last grid have answered.
    for (std::size_t i = 0; i + 1 < committee.teams.size(); ++i)
      WEIGE_CHECK(report(*committee.teams[i]->leader, wish_.at(6, 16, static_cast<int>(i) * 3), id, 4));
    return receive(committee.officer, wish_.at(9, 8, 40), id);
  }

  Done ask_for_time(const SampleAsked& committee, InstructionId id) {
    return as(committee.clerk, wish_.at(4, 17), [&](const InstructionContext& context) -> Done {
      WEIGE_TRY(const auto view, take_up(context, id));
      WEIGE_CHECK(work::ask_extension(context, {.branch = step_of(view),
                                                .until = Instant{wish_.period.until + std::chrono::days{4}},
                                                .reason = "两处厂房宿舍本周放假，开工后才能走访"}));
      return done();
    });
  }

  // By the committee to its grids, due next week.
  Done running_one(const SampleAsked& committee) {
    if (committee.teams.empty()) return done();
    work::RecipientsWanted leaders;
    for (const auto* const team : committee.teams) leaders.posts.push_back(team->leader->post);
    WEIGE_TRY(const auto id,
              issue(committee.clerk, wish_.at(3, 14),
                    {.title = "门牌缺失和破损情况",
                     .paragraphs = {"结合本周上门，把缺失、破损的门牌报上来，统一补装。"},
                     .due = Instant{wish_.period.until + std::chrono::days{6}},
                     .recipients = leaders,
                     .questions = {{.kind = QuestionKind::grid_figure, .text = "需要补装的门牌数"}}}));
    if (committee.teams.size() > 1)
      WEIGE_CHECK(report(*committee.teams.back()->leader, wish_.at(1, 16), id, 5));
    return receive(*committee.teams.front()->leader, wish_.at(2, 9), id);
  }

  Done answered_by_register() {
    WEIGE_CHECK(issue(wish_.staffing.office, wish_.at(5, 11),
                      {.title = "半年以上没有核实的登记数",
                       .due = wish_.at(1, 18),
                       .recipients = {.posts = clerks()},
                       .questions = {{.kind = QuestionKind::register_figure,
                                      .text = "超过一百八十天没有核实的居民",
                                      .figure = RegisterFigure::stale_residents}}}));
    return done();
  }

  const SampleWorkWish& wish_;
  Transaction& tx_;
  std::vector<SampleAsked> asked_;
};

}  // namespace

Done make_sample_instructions(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams) {
  if (teams.empty()) return done();
  return wish.database.write(
      [&](Transaction& tx) { return SampleInstructions(wish, tx, asked_committees(teams)).make(); });
}

}  // namespace weige::town
