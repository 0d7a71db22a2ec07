// Runs a program that is killed at a chosen write or sync of its files (test/crash/killer.cpp), for any test
// of crash safety.
#pragma once

#include <string>
#include <vector>

namespace weige::testing_support {

struct CrashPlan {
  std::vector<std::string> command;  // program and arguments
  std::string tracked_files;         // a part of their path, such as "/register.db"
  long kill_at = 0;                  // the counted call that is not reached; 0 = none
  bool torn = false;                 // a write at that point is half done
  std::string image_folder =
      {};                // "" = only the process dies; else what survives a power failure is found there
  int keep_percent = 0;  // of the unsynced writes, in the image
  unsigned seed = 0;
};

struct CrashOutcome {
  bool killed = false;
  int exit_status = 0;  // when not killed
  std::string output;   // what the program said before: its acknowledgements
  long calls = 0;       // counted calls, when not killed
};

CrashOutcome run_to_crash(const CrashPlan& plan);

// Why it cannot be done here (a sanitizer's runtime does not bear preloading); empty when it can.
std::string reason_not_to_crash();

}  // namespace weige::testing_support
