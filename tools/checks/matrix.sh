# shellcheck shell=bash disable=SC2034
# about: the access matrix in full: every route by every actor about every area, sixteen at a time, on both databases
# inputs: src migrations test/matrix test/support
# usage: ./dev check matrix

check() {
  local log=build/matrix.log
  build_server release matrix
  start_postgres
  WEIGE_MATRIX=whole WEIGE_SOURCE_DIR=$PWD build/release/test/matrix 2>&1 | tee "$log" >&2
  stop_postgres
  grep -q '^\[  FAILED' "$log" && fail "an answer is not as written: $log"
  grep -q '^\[  PASSED' "$log" || fail "the matrix did not come to its end: $log"
  FIGURE=$(sed -n 's/^matrix: //p' "$log" | paste -sd ';' | sed 's/;/; /g')
}
