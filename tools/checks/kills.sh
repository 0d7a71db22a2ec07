# shellcheck shell=bash disable=SC2034
# about: the database, a 2,000-row import and an 800-row roster a backup and its restore killed at 200 writes or syncs each, and 50 images of the files with unsynced writes dropped
# inputs: src/store src/jobs src/linkage src/registry src/intake src/seal src/town migrations test/crash test/store/crash_test.cpp test/store/import_crash_test.cpp test/store/roster_crash_test.cpp test/store/backup_crash_test.cpp
# usage: ./dev check kills [KILLS [IMAGES]]

check() {
  local kills=${1:-200} images=${2:-50} log=build/kills.log
  build_server release store_both
  WEIGE_KILLS=$kills WEIGE_IMAGES=$images WEIGE_SOURCE_DIR=$PWD build/release/test/store_both --gtest_filter='CrashTest.*:ImportCrash.*:RosterCrash.*:BackupCrash.*' 2>&1 | tee "$log" >&2
  grep -q 'FAILED' "$log" && fail "a killed program left something wrong: $log"
  SEED=20261123,20261128,20261129
  FIGURE="$kills kills and $images images each, $(grep -c '^\[       OK \]' "$log") tests passed"
  if [ "$kills" -lt 200 ] || [ "$images" -lt 50 ]; then PARTIAL="fewer kills or images than the check has"; fi
}
