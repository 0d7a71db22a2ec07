# shellcheck shell=bash disable=SC2034
# about: sqlmap finds nothing in the routes that search, sort and filter
# inputs: src migrations openapi.yaml tools/apifuzz
# usage: ./dev check sqlmap       (installs the packages of tools/packages-scan.txt; everything stays at the loopback address)

check() {
  local log=build/sqlmap.log
  need_packages tools/packages-scan.txt
  build_server release weige divisions
  WEIGE_PROGRAM=$PWD/build/release/weige python3 tools/apifuzz/scan.py sqlmap >"$log" || { tail -n 40 "$log" >&2; fail "sqlmap found something: $log"; }
  SEED=1
  FIGURE=$(tail -n 1 "$log")
}
