# shellcheck shell=bash disable=SC2034
# about: 100,000 requests: the people whom each answer tells of are those whom the audit log names for it
# inputs: src migrations openapi.yaml tools/apifuzz
# usage: ./dev check audit-proxy [REQUESTS [SEED]]; fewer than 100,000 are not recorded

check() {
  local requests=${1:-100000} seed=${2:-1} log=build/audit-proxy.log
  build_server release weige divisions
  WEIGE_PROGRAM=$PWD/build/release/weige python3 tools/apifuzz/trail.py "$requests" "$seed" >"$log" || { tail -n 40 "$log" >&2; fail "answers and log differ: $log"; }
  SEED=$seed
  FIGURE=$(tail -n 1 "$log")
  if [ "$requests" -lt 100000 ]; then PARTIAL="fewer requests than the check has"; fi
}
