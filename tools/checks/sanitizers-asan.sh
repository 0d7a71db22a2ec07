# shellcheck shell=bash disable=SC2034
# about: the whole server suite with address and undefined-behaviour sanitizers, on both databases
# inputs: src test migrations openapi.yaml CMakeLists.txt CMakePresets.json cmake
# usage: ./dev check sanitizers-asan

check() {
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
  export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
  run_suite asan
}
