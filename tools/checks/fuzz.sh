# shellcheck shell=bash disable=SC2034
# about: every fuzz target 10 minutes or 20 million executions, whichever ends first; executions and edges are recorded
# inputs: src/base src/standards src/formats test/fuzz CMakeLists.txt CMakePresets.json cmake
# usage: ./dev check fuzz [--minutes M] [--runs N] [--keep] [TARGET...]
#   --keep adds what was found to be new to test/fuzz/corpus, merged down to what adds coverage
# Only a whole run is recorded. A finding ends the check; its input lies in build/fuzz/findings.

readonly FUZZ=build/fuzz FUZZ_SEED=1

check() {
  local minutes=10 runs=20000000 keep=no
  while [ $# -gt 0 ]; do
    case $1 in
      --minutes) minutes=${2:?--minutes needs a number}; shift 2 ;;
      --runs) runs=${2:?--runs needs a number}; shift 2 ;;
      --keep) keep=yes; shift ;;
      -*) wrong_usage "fuzz: unknown option $1" ;;
      *) break ;;
    esac
  done
  if [ "$minutes" -lt 10 ] && [ "$runs" -lt 20000000 ]; then PARTIAL="less than 10 minutes and 20 million executions"; fi
  [ $# = 0 ] || PARTIAL="only $*"
  build_server fuzz
  mkdir -p "$FUZZ/findings" "$FUZZ/logs"
  # shellcheck disable=SC2046 # one word a target
  [ $# -gt 0 ] || set -- $(fuzz_targets)
  [ $# -gt 0 ] || fail "there is no fuzz target"
  SEED=$FUZZ_SEED
  printf '%s\n' "$@" | xargs -P 2 -I '{}' bash -c "$(declare -f fuzz_one); fuzz_one '{}' $((minutes * 60)) $runs" ||
    fail "a fuzz target found something: see $FUZZ/logs and $FUZZ/findings"
  local target
  for target in "$@"; do
    FIGURE+="${FIGURE:+; }$target $(fuzz_figure "$target")"
    [ "$keep" = no ] || keep_corpus "$target"
  done
}

fuzz_targets() {
  local program
  for program in $(find "$FUZZ" -type f -name 'fuzz_*' -executable | sort); do basename "$program" | sed 's/^fuzz_//'; done
}

# fuzz_one TARGET SECONDS RUNS
fuzz_one() {
  local found=build/fuzz/corpus/$1 kept=test/fuzz/corpus/$1 program
  program=$(find build/fuzz -type f -name "fuzz_$1" -executable)
  mkdir -p "$found"
  echo "fuzzing $1" >&2
  set -- "$@" "$found"
  [ ! -d "$kept" ] || set -- "$@" "$kept"
  "$program" -seed=1 -max_total_time="$2" -runs="$3" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/findings/$1-" "${@:4}" >"build/fuzz/logs/$1" 2>&1 </dev/null
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
  "$program" -merge=1 "$kept" "$FUZZ/corpus/$1" >>"$FUZZ/logs/$1" 2>&1 </dev/null || fail "merging the corpus of $1 failed"
}
