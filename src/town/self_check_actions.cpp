#include "town/self_check_actions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "access/account_store.h"
#include "access/audit_log_store.h"
#include "access/key_store.h"
#include "access/policy.h"
#include "access/post_store.h"
#include "access/second_factor_store.h"
#include "access/undertaking.h"
#include "access/undertaking_store.h"
#include "jobs/job_store.h"
#include "registry/erasure_store.h"
#include "town/retention_store.h"
#include "town/self_check_store.h"

namespace weige::town {
namespace {

using access::AccountId;
using store::Transaction;

constexpr std::chrono::days kMonthOfForms{30};

AuditFacts audit_facts(Transaction& tx) {
  AuditFacts out{.waiting = access::count_waiting_audit_entries(tx)};
  const auto state = access::audit_log_state(tx);
  if (!state) return out;
  out.begun = true;
  out.entries = state->size;
  const auto head = access::latest_audit_head(tx);
  out.unsigned_ = state->size - (head ? head->head.size : 0);
  if (head) out.head_at = head->head.at;
  return out;
}

KeyFacts key_facts(Transaction& tx) {
  KeyFacts out{.rotating = is_rotating(tx)};
  const auto newest = access::newest_ring_key(tx);
  for (const auto& key : access::ring_keys(tx)) {
    if (key.retired) continue;
    ++out.masters;
    if (key.number == newest)
      out.newest_made = key.made;
    else
      out.under_old_masters += access::count_wrapped_by(tx, key.number);
  }
  return out;
}

// An erasure whose line is just being written may be told as lacking; it is not, a moment later.
ErasureFacts erasure_facts(Transaction& tx, const ErasureJournal* journal) {
  const auto marks = registry::erased_marks(tx);
  ErasureFacts out{.erased = std::ssize(marks), .lacking = std::ssize(marks)};
  if (!journal) return out;
  const auto written = journal->read();
  if (!written) {
    out.journal = JournalState::unreadable;
    return out;
  }
  std::set<std::pair<std::string, std::int64_t>> names;
  for (const auto& mark : *written) names.emplace(mark.kind, mark.id);
  if (!names.empty()) out.journal = JournalState::kept;
  out.lacking = std::ranges::count_if(marks, [&](const auto& mark) {
    return !names.contains({mark.kind, mark.id});
  });
  return out;
}

NightFacts night_facts(Transaction& tx) {
  NightFacts out{.finished = last_finished(tx)};
  const auto run = newest_run(tx, RunKind::night);
  if (!run || run->finished || !run->job) return out;
  const auto job = jobs::find_job(tx, *run->job);
  out.failed = !job || job->state == jobs::JobState::failed || job->state == jobs::JobState::cancelled;
  return out;
}

// Whoever acts at this moment in a post of a role that counts.
std::set<AccountId> serving(const std::vector<access::Post>& posts, Instant now, auto&& role_counts) {
  std::set<AccountId> out;
  for (const auto& post : posts) {
    if (post.state != access::PostState::active || !role_counts(post.role)) continue;
    if (post.holder) out.insert(*post.holder);
    for (const auto& deputy : post.deputies)
      if (deputy.from <= now) out.insert(deputy.account);
  }
  return out;
}

StaffFacts staff_facts(Transaction& tx, Instant now) {
  StaffFacts out;
  std::set<AccountId> active;
  for (const auto& account : access::all_accounts(tx)) {
    if (account.state != access::AccountState::active) continue;
    active.insert(account.id);
    if (access::idle_since(account, now)) ++out.idle;
  }
  out.accounts = std::ssize(active);
  const auto posts = access::all_posts(tx, now);
  for (const auto& post : posts) {
    if (post.state != access::PostState::active) continue;
    ++out.posts;
    if (!post.holder) ++out.posts_vacant;
  }
  for (const auto account : serving(posts, now, access::needs_factor)) {
    if (!active.contains(account)) continue;
    ++out.factors_needed;
    if (!access::find_factor(tx, account).exists()) ++out.factors_missing;
  }
  const auto sign = [](access::Role role) { return access::needs_undertaking(role); };
  for (const auto account : serving(posts, now, sign)) {
    if (!active.contains(account)) continue;
    ++out.undertakings_needed;
    if (!access::is_undertaken(access::signed_at(tx, account), now)) ++out.undertakings_due;
  }
  return out;
}

}  // namespace

Result<std::vector<CheckedRule>> run_self_check(const SelfCheckContext& context) {
  WEIGE_CHECK(context.actor.may(access::Right::read_self_check));
  auto& tx = context.tx;
  const SelfCheckFacts facts{.schema = {.columns = columns_of_schema(tx), .manifest = context.manifest},
                             .audit = audit_facts(tx),
                             .keys = key_facts(tx),
                             .clocks = overdue_rows(tx, {.manifest = context.manifest,
                                                         .times = context.settings.times,
                                                         .town = context.town,
                                                         .now = context.now}),
                             .night = night_facts(tx),
                             .erasures = erasure_facts(tx, context.journal),
                             .staff = staff_facts(tx, context.now),
                             .forms = count_forms(tx, context.now - kMonthOfForms),
                             .last_backup = last_backup(tx),
                             .settings = context.settings};
  return check_all(facts, context.now);
}

}  // namespace weige::town
