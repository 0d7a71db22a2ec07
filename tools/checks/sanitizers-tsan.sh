# shellcheck shell=bash disable=SC2034
# about: the whole server suite with the thread sanitizer, on both databases
# inputs: src test migrations openapi.yaml CMakeLists.txt CMakePresets.json cmake tools/checks/tsan.supp
# usage: ./dev check sanitizers-tsan

check() {
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tools/checks/tsan.supp
  run_suite tsan
}
