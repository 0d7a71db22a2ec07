#include "http/job_watch.h"

#include <boost/json.hpp>
#include <set>

#include "http/event_topics.h"
#include "http/job_json.h"
#include "jobs/job_store.h"

namespace weige::http {
namespace {

// How far the clocks of two instances may differ, and how long a transaction may take to be seen.
constexpr std::chrono::seconds kSlack{10};

std::string standing(const jobs::Job& job) {
  const auto& progress = job.progress;
  return std::string(to_text(job.state)) + " " + progress.doing + " " + std::to_string(progress.done) + "/" +
         std::to_string(progress.total.value_or(0));
}

}  // namespace

JobWatch::JobWatch(store::Database& database, EventHub& events, Clock clock)
    : database_(database), events_(events), clock_(std::move(clock)), since_(clock_()) {}

void JobWatch::look() {
  const auto now = clock_();
  if (events_.listeners() == 0) {
    since_ = now;
    told_.clear();
    return;
  }
  std::set<std::int64_t> seen;
  const auto moving = database_.read([&](store::Transaction& tx) {
    auto out = jobs::jobs_in_motion(tx, since_ - kSlack);
    for (const auto& job : out) seen.insert(job.id.value);
    for (const auto& [id, how] : told_)  // what was under way before and is no longer among them has ended
      if (!seen.contains(id))
        if (auto ended = jobs::find_job(tx, jobs::JobId{id})) out.push_back(std::move(*ended));
    return out;
  });
  for (const auto& job : moving) tell(job);
  std::erase_if(told_, [&](const auto& one) { return !seen.contains(one.first); });
  since_ = now;
}

void JobWatch::tell(const jobs::Job& job) {
  auto how = standing(job);
  auto& told = told_[job.id.value];
  if (told == how) return;
  told = std::move(how);
  const access::AccountId owner{job.owner.account_id};
  for (const auto language : {Language::zh, Language::en})
    events_.publish({.topic = jobs_topic(owner, language),
                     .name = "job",
                     .data = boost::json::serialize(job_json(job, language))});
}

}  // namespace weige::http
