// SQL of branches: who has an instruction, what each has answered, what was told to whom, and the counts that
// roll up. A branch is there for the post that has it, for the one above it and for the issuer: the acting
// post's scope is bound as that post.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/post.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/instruction.h"
#include "work/instruction_form.h"

namespace weige::work {

inline constexpr access::SubjectKind kBranchSubject{"instruction_branch"};

// Those of posts that have the instruction already are left out. How many were added.
std::int64_t insert_branches(store::Transaction& tx, const std::vector<Branch>& branches);
std::optional<Branch> find_branch(store::Transaction& tx, const access::Scope& scope, BranchId id);
std::optional<Branch> find_own_branch(store::Transaction& tx, const access::Scope& scope, InstructionId id);
// Everything but the counts, where the version still is branch.version.
std::optional<access::Change> update_branch(store::Transaction& tx, const Branch& branch);
// Adds to the branch, to all above it and to the instruction.
struct BranchCounts {
  std::int64_t leaves = 0, answered = 0;
};
void add_counts(store::Transaction& tx, const Branch& branch, const BranchCounts& counts);
// Of the accepted: closed.
void close_branches(store::Transaction& tx, InstructionId id);
// All that are not settled, below the branch or anywhere: withdrawn.
void withdraw_branches(store::Transaction& tx, InstructionId id);
void withdraw_below(store::Transaction& tx, BranchId id);
// Those below, however deep, that are waited for and were due then: they are due at the other time.
struct DueMoved {
  Instant from{}, to{};
  ClockStand clock = {};
};
void move_due_below(store::Transaction& tx, BranchId id, const DueMoved& moved);

// Directly below: parent, or the issuer where there is none.
struct Below {
  InstructionId instruction;
  std::optional<BranchId> parent = {};
};
// live: not withdrawn. unsettled: neither accepted nor closed nor withdrawn.
struct BelowCounts {
  std::int64_t live = 0, unsettled = 0;
};
BelowCounts count_below(store::Transaction& tx, const Below& below);
// Anywhere in the instruction.
std::int64_t count_unsettled(store::Transaction& tx, InstructionId id);
// For writers that have one of its branches in hand.
bool is_open(store::Transaction& tx, InstructionId id);

// vacant: nobody holds the post now. told: the last reminder or escalation about it.
struct BranchLine {
  Branch branch;
  std::string title, area_name;
  access::Role role = access::Role::nobody;
  bool vacant = false;
  std::optional<std::string> told = {};
  std::optional<Instant> told_at = {};
};
// All of an instruction, parents before children; whoever asks has found the instruction in its scope.
std::vector<BranchLine> branches_of(store::Transaction& tx, InstructionId id, Instant now);

void replace_answers(store::Transaction& tx, BranchId id, const std::vector<Answer>& answers);
struct BranchAnswer {
  BranchId branch;
  Answer answer;
};
std::vector<BranchAnswer> answers_of(store::Transaction& tx, InstructionId id);

// Posts in scope, with their areas: who may be a recipient is the rule's to say. Not by person.
struct Recipient {
  access::PostId post;
  access::Role role = access::Role::nobody;
  access::AreaId area;
  std::string title, area_name;
  bool vacant = false;
};
std::vector<Recipient> posts_below(store::Transaction& tx, const access::Scope& scope, Instant now);
// Areas in scope, with those beneath each, itself included.
std::map<std::int64_t, std::set<std::int64_t>> areas_beneath(store::Transaction& tx,
                                                             const access::Scope& scope);
// The grids that a post is asked about: those it covers, or those of its area where it covers none, or its
// area itself.
struct GridOfPost {
  std::int64_t area = 0;
  std::string name;
};
std::vector<GridOfPost> grids_of_post(store::Transaction& tx, access::PostId post);

// --- the clock

// Those whose time has come, at most so many.
std::vector<Branch> branches_on_clock(store::Transaction& tx, Instant now, int limit);
// False: another instance was quicker.
bool set_clock(store::Transaction& tx, const Branch& branch, const ClockStand& next);
// The posts above the branch, the nearest first, the issuer last.
std::vector<access::PostId> posts_above(store::Transaction& tx, const Branch& branch);
enum class NoticeKind { due_soon, due, urged, escalated };
std::string_view code(NoticeKind kind);
struct Notice {
  BranchId branch;
  access::PostId post;
  NoticeKind kind = NoticeKind::urged;
  int step = -1;
  Instant due{}, told{};
};
// False: it was told before.
bool insert_notice(store::Transaction& tx, const Notice& notice);
// What the clock told of the branch stays on record, and may be told once more.
void let_clock_tell_again(store::Transaction& tx, BranchId id);
// Urged by hand since the instant.
bool was_urged(store::Transaction& tx, BranchId id, Instant since);

}  // namespace weige::work
