# shellcheck shell=bash disable=SC2034
# about: a town of 20,000 written to files and imported again is the same town; 500 planted faults come back exactly; both databases
# inputs: src test/stories test/support migrations
# usage: ./dev check round-trip [RESIDENTS]; fewer residents than 20,000 are not recorded

check() {
  local residents=${1:-20000} results=$STATE/round-trip.json
  build_server release stories
  start_postgres
  WEIGE_SOURCE_DIR=$PWD WEIGE_ROUND_TRIP_RESIDENTS=$residents build/release/test/stories --gtest_filter='*RoundTrip*' \
    --gtest_output="json:$results" || fail "the round trip failed"
  stop_postgres
  SEED=1
  FIGURE="$residents residents, $(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["tests"])' "$results") tests passed"
  [ "$residents" -ge 20000 ] || PARTIAL="fewer than 20,000 residents"
}
