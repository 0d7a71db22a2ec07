# shellcheck shell=bash
# Speed: seeded, in the release build, each figure beside a reference of the same run.

help_bench() {
  cat <<'H'
Build and run the benchmarks; print machine, commit and a table.
usage: ./dev bench [NAME...]
  NAME   only these, e.g. standards_address for bench/standards_address_bench.cpp (a prefix is fine)
Programs are bench/*_bench.cpp (Google Benchmark) and scripts bench/*_bench.py (whole-server loads). All results land in build/bench.json.
A throw-away PostgreSQL is there for those that want one. Figures of a busy machine are what they are: read the ratios.
H
}

cmd_bench() {
  case ${1:-} in -*) wrong_usage "bench: unknown option $1" ;; esac
  cmd_setup
  build_server release weige benches
  start_postgres
  local status=0
  WEIGE_PROGRAM=$PWD/$RELEASE/weige WEIGE_SOURCE_DIR=$PWD python3 tools/dev/bench.py "$RELEASE" build/bench.json "$@" </dev/null || status=$?
  stop_postgres
  [ $status = 0 ] || fail "a benchmark failed"
  say "figures: build/bench.json"
}
