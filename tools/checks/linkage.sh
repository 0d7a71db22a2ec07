# shellcheck shell=bash disable=SC2034
# about: labelled rosters of 100,000 rows against a million and 25 million residents: recall at least 0.93 at a precision of 0.999; FEBRL
# inputs: src/base src/standards src/linkage src/cli/link_* bench/link_* CMakeLists.txt cmake
# usage: ./dev check linkage [REGISTER:ROSTER...]       (default 1000000:100000 25000000:100000; the larger needs 5 GB of disk and 4 GB of memory)

check() {
  local sizes=${*:-1000000:100000 25000000:100000}
  build_server release weige weige_link_towns
  mkdir -p "$STATE"
  WEIGE_PROGRAM=$PWD/build/release/weige WEIGE_LINK_SIZES=${sizes// /,} python3 bench/link_bench.py --benchmark_out="$STATE/link.json" --curve "$STATE/link-curves.json" ||
    fail "linking failed"
  FIGURE=$(python3 tools/dev/link_figures.py "$STATE/link.json") || fail "$FIGURE"
}
