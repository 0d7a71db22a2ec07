# shellcheck shell=bash disable=SC2034
# about: wapiti finds nothing in the routes that search, sort and filter
# inputs: src migrations openapi.yaml tools/apifuzz
# usage: ./dev check wapiti       (installs the packages of tools/packages-scan.txt; everything stays at the loopback address)

check() {
  local log=build/wapiti.log
  need_packages tools/packages-scan.txt
  build_server release weige divisions
  WEIGE_PROGRAM=$PWD/build/release/weige python3 tools/apifuzz/scan.py wapiti >"$log" || { tail -n 40 "$log" >&2; fail "wapiti found something: $log"; }
  SEED=1
  FIGURE=$(tail -n 1 "$log")
}
