// LongWork: what goes on in a running server beside its requests: jobs, telling pages about them, and
// removing what has expired.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "access/approval.h"
#include "access/audit_signer.h"
#include "http/background.h"
#include "http/event_relay.h"
#include "http/job_watch.h"
#include "intake/finding.h"
#include "jobs/job_runner.h"
#include "registry/people_index.h"
#include "teams/robot_actions.h"
#include "town/retention_actions.h"
#include "work/moved_doors.h"

namespace weige::http {

struct LongWorkParts {
  store::Database& database;
  EventHub& events;
  Clock clock;
  std::function<void(std::string line)> log;
  std::filesystem::path scratch = {};  // folder for files on their way; empty = the system's
  std::string instance;                // unique per start of the program
  int threads = 1;                     // jobs that run at once
  const intake::FindingEvents& finding_events = intake::finding_events();
  access::ApprovalRules approvals = {};        // what needs a second person
  const access::AuditSigner* audit = nullptr;  // none: entries of the audit log wait for their places
  // Beside which notes of the machine lie, and over which others tell; empty = none.
  std::string database_url = {};
  town::RetentionParts retention = {};        // its clock is this one's
  std::vector<std::string> robot_hosts = {};  // of group robots; none: nothing is sent
  std::string robot_links = {};  // origin of the pages, for links in what robots say; empty: none
  teams::SendToRobot send_to_robot = {};
};

class LongWork {
 public:
  explicit LongWork(LongWorkParts parts);
  ~LongWork() { stop(); }

  void start();
  // A job has been submitted.
  void wake() {
    runner_.wake();
    answers_.wake();
  }
  // Jobs stop at their next step and go on where the next server starts. The database must still be open.
  void stop();

 private:
  void tell_fault(std::string_view name, std::string_view what);
  void place_audit(std::chrono::seconds head_every);
  void place_last_audit();
  void keep_months();
  void keep_residents();
  void keep_robots();
  void hear_others();
  void keep_doors();
  void tell_doors(const work::MovedDoors& moved);
  void tell_all(const std::vector<Telling>& tellings);

  LongWorkParts parts_;
  registry::PeopleIndex people_;
  jobs::JobRunner runner_;
  jobs::JobRunner answers_;  // to senders, on a thread of their own
  JobWatch watch_;
  EventRelay relay_;
  bool runs_ = false;
  Background background_;
  Background follower_;   // reading the whole register takes its time
  Background robots_;     // group robots may take long to answer
  Background hearing_;    // waits for what other instances tell
  Background sequencer_;  // entries of the audit log have their place within a second
};

}  // namespace weige::http
