# shellcheck shell=bash disable=SC2034
# about: the whole server suite with the thread sanitizer, on both databases
# inputs: src test migrations openapi.yaml CMakeLists.txt CMakePresets.json cmake
# usage: ./dev check sanitizers-tsan

check() {
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  run_suite tsan
}
