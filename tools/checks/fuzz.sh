# shellcheck shell=bash disable=SC2034,SC2153,SC2154
# about: every fuzz target 10 minutes or 20 million executions, whichever ends first; executions and edges are recorded
# parts: test/fuzz/*_fuzz.cpp
# usage: ./dev check fuzz [--minutes M] [--runs N] [--workers W] [--keep] [TARGET...]
#   --workers how many targets run side by side (2)
#   --keep adds what was found to be new to test/fuzz/corpus, merged down to what adds coverage
# Each target that was run to its end has a row of its own, so that the whole may be done in several goes; it is not run again while its
# program is the same (build/fuzz/done). A finding ends the check; its input lies in build/fuzz/findings.

readonly FUZZ=build/fuzz

check() {
  local minutes=10 runs=20000000 workers=2 keep=no
  while [ $# -gt 0 ]; do
    case $1 in
      --minutes) minutes=${2:?--minutes needs a number}; shift 2 ;;
      --runs) runs=${2:?--runs needs a number}; shift 2 ;;
      --workers) workers=${2:?--workers needs a number}; shift 2 ;;
      --keep) keep=yes; shift ;;
      -*) wrong_usage "fuzz: unknown option $1" ;;
      *) break ;;
    esac
  done
  local whole=yes
  PARTIAL="each target has its row"
  if [ "$minutes" -lt 10 ] && [ "$runs" -lt 20000000 ]; then whole=no PARTIAL="less than 10 minutes and 20 million executions"; fi
  # shellcheck disable=SC2046 # one word a target
  [ $# -gt 0 ] || set -- $(fuzz_targets)
  [ $# -gt 0 ] || fail "there is no fuzz target"
  build_server fuzz "${@/#/fuzz_}"
  mkdir -p "$FUZZ/findings" "$FUZZ/logs" "$FUZZ/done"
  printf '%s\n' "$@" | xargs -P "$workers" -I '{}' bash -c "$(declare -f fuzz_one keep_corpus fuzz_figure)
    set -eu; FUZZ=$FUZZ KEEP=$keep COMMIT=$commit; fuzz_one '{}' $((minutes * 60)) $runs $whole" ||
    fail "a fuzz target found something: see $FUZZ/logs and $FUZZ/findings"
  local target
  for target in "$@"; do
    FIGURE+="${FIGURE:+; }$target $(fuzz_figure "$target")"
  done
}

fuzz_targets() {
  find test/fuzz -name '*_fuzz.cpp' | sed 's#.*/##; s/_fuzz.cpp$//' | LC_ALL=C sort
}

# fuzz_one TARGET SECONDS RUNS WHOLE
fuzz_one() {
  local found=build/fuzz/corpus/$1 kept=test/fuzz/corpus/$1 done=build/fuzz/done/$1 whole=$4 program hash inputs began=$SECONDS
  inputs=$(python3 tools/dev/checks.py inputs fuzz "$1")
  program=$(find build/fuzz -type f -name "fuzz_$1" -executable)
  hash=$(sha256sum <"$program")
  [ "$(cat "$done" 2>/dev/null)" != "$hash" ] || { echo "$1: done before" >&2; return 0; }
  mkdir -p "$found"
  echo "fuzzing $1" >&2
  set -- "$1" "$2" "$3" "$found"
  [ ! -d "$kept" ] || set -- "$@" "$kept"
  "$program" -seed=1 -max_total_time="$2" -runs="$3" -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/findings/$1-" "${@:4}" >"build/fuzz/logs/$1" 2>&1 </dev/null || return 1
  [ "$KEEP" = no ] || keep_corpus "$1"
  [ "$whole" = yes ] || return 0
  printf '%s\n' "$hash" >"$done"
  flock build/fuzz/done python3 tools/dev/checks.py record "fuzz $1" "$COMMIT" "$inputs" 1 "$(fuzz_figure "$1")" "$((SECONDS - began)) s"
}

# "12345678 executions, 432 edges", from the target's log
fuzz_figure() {
  awk '/^#[0-9]+.* cov: / { for (i = 1; i < NF; i++) if ($i == "cov:") edges = $(i + 1) }
    /stat::number_of_executed_units/ { executions = $2 }
    END { printf "%d executions, %d edges", executions, edges }' "$FUZZ/logs/$1"
}

keep_corpus() {
  local program kept=test/fuzz/corpus/$1
  program=$(find "$FUZZ" -type f -name "fuzz_$1" -executable)
  mkdir -p "$kept"
  "$program" -set_cover_merge=1 -use_counters=0 "$kept" "$FUZZ/corpus/$1" >"$FUZZ/logs/$1-merge" 2>&1 </dev/null ||
    { echo "merging the corpus of $1 failed" >&2; return 1; }
}
