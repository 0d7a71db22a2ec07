# shellcheck shell=bash disable=SC2034
# about: 20,000 requests made of openapi.yaml, good and spoilt, by 13 roles: no fault, nothing undocumented, no inside or number told; filters and orders keep their rows
# inputs: src migrations openapi.yaml tools/apifuzz
# usage: ./dev check api-fuzz [REQUESTS [SEED]]; fewer than 20,000 are not recorded

check() {
  local requests=${1:-20000} seed=${2:-1} log=build/api-fuzz.log
  build_server release weige divisions
  WEIGE_PROGRAM=$PWD/build/release/weige python3 tools/apifuzz/fuzz.py "$requests" "$seed" >"$log" || { tail -n 60 "$log" >&2; fail "an answer is not as it must be: $log"; }
  SEED=$seed
  FIGURE=$(tail -n 1 "$log")
  if [ "$requests" -lt 20000 ]; then PARTIAL="fewer requests than the check has"; fi
}
