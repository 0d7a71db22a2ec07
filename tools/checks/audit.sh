# shellcheck shell=bash disable=SC2034
# about: 10,000 random tamperings of a log of 2,000 entries are found and their places named; 300 of each kind of log alike by both verifiers
# inputs: src/access/audit_* src/access/line_source.* src/access/passed_in_rng.h tools/audit_verify.py test/support/audit_logs.* test/unit/access/audit_*
# usage: ./dev check audit [TAMPERINGS [COMPARED]]; fewer than 10,000 and 300 are not recorded

check() {
  local tamperings=${1:-10000} compared=${2:-300} log=build/audit-check.log
  build_server release unit_access
  WEIGE_SOURCE_DIR=$PWD WEIGE_AUDIT_TAMPERINGS=$tamperings WEIGE_AUDIT_COMPARED=$compared \
    build/release/test/unit_access --gtest_filter='AuditTampering.*' >"$log" 2>&1 || fail "a tampering was not found as it should be: $log"
  SEED=20261129
  FIGURE="$tamperings tamperings of 2,000 entries found with each pair of algorithms; $compared and $compared compared with the other verifier"
  if [ "$tamperings" -lt 10000 ] || [ "$compared" -lt 300 ]; then PARTIAL="fewer tamperings than the check has"; fi
}
