# shellcheck shell=bash
# Long checks: tools/checks/<name>.sh each. A check that passes writes its row into docs/checks.md, which stays valid while its inputs are unchanged.

help_check() {
  cat <<'H'
Run one long check (sanitizers, fuzzing, kills, a fresh machine), or list them and say which are stale.
usage: ./dev check [NAME [ARGUMENT...]]
Without a name: every check with its state (valid, stale, never run) and figure. With a name: runs it; when it passes, its commit, the hash
of its inputs, its seed and its figure replace its row in docs/checks.md. The head of tools/checks/NAME.sh tells its arguments and inputs.
H
}

cmd_check() {
  if [ $# = 0 ]; then python3 tools/dev/checks.py list; return; fi
  local name=$1 script=tools/checks/$1.sh
  shift
  [ -f "$script" ] || wrong_usage "there is no check '$name'; ./dev check lists them"
  cmd_setup
  need_packages tools/packages-check.txt
  # Taken before the run: what changes while it runs was not checked.
  local inputs commit seconds
  inputs=$(python3 tools/dev/checks.py inputs "$name") # of a check in parts each part takes its own
  commit=$(python3 tools/dev/checks.py commit)
  FIGURE='' SEED=- PARTIAL=''
  seconds=$SECONDS
  # shellcheck source=/dev/null
  . "$script"
  check "$@"
  [ -n "$FIGURE" ] || fail "the check $name came to no figure"
  say "$name: $FIGURE"
  if [ -n "$PARTIAL" ]; then say "not recorded: $PARTIAL"; return; fi
  python3 tools/dev/checks.py record "$name" "$commit" "$inputs" "$SEED" "$FIGURE" "$((SECONDS - seconds)) s"
}

# run_suite PRESET: builds every test program with a preset and runs all of them on both databases; sets FIGURE.
run_suite() {
  local preset=$1 line
  build_server "$preset"
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS/gtest"
  fast_disk=1 start_postgres
  run_ctest "build/$preset" ''
  stop_postgres
  python3 tools/dev/summary.py "$RESULTS" | tee "$STATE/suite.txt" || fail "the suite failed with preset $preset"
  line=$(tail -n 1 "$STATE/suite.txt")
  FIGURE=$line
}
