# shellcheck shell=bash
# Every test there is, in one run with one count. Each runner leaves its results in build/test-results/; tools/dev/summary.py adds them up.

readonly RESULTS=build/test-results

help_test() {
  cat <<'H'
Build and run the tests: server (SQLite and PostgreSQL), web client, real browser, the repository's own checks.
usage: ./dev test [NAME...]
  NAME   run only these: tools, web, browser, or test programs such as unit_base, store_both, api (a regular expression is fine)
Starts a throw-away PostgreSQL and removes it again. Skipped tests are printed with their reasons. The last line is
`N passed, N failed, N skipped`; the exit code is 0 only when something ran and nothing failed.
H
}

cmd_test() {
  case ${1:-} in -*) wrong_usage "test: unknown option $1" ;; esac
  begin_setup tools/packages-test.txt
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS/gtest"
  local programs
  programs=$(test_programs "$@")
  if wanted tools "$@"; then test_tools; fi
  if [ $# = 0 ] || [ -n "$programs" ]; then build_server release; fi
  await_setup
  if [ $# = 0 ] || [ -n "$programs" ]; then test_server "$programs"; fi
  if [ -f web/package.json ]; then
    if wanted web "$@"; then test_web; fi
    if wanted browser "$@"; then test_browser; fi
  fi
  say "finished"
  python3 tools/dev/summary.py "$RESULTS"
}

# wanted RUNNER NAME...: no names at all means everything.
wanted() {
  local runner=$1 name
  shift
  [ $# -gt 0 ] || return 0
  for name in "$@"; do [ "$name" != "$runner" ] || return 0; done
  return 1
}

# The names that are not runners, as one regular expression for ctest.
test_programs() {
  local name regex=
  for name in "$@"; do
    case $name in tools | web | browser) ;; *) regex+="${regex:+|}$name" ;; esac
  done
  [ -z "$regex" ] || echo "^($regex)(-[0-9]+)?\$" # some run in parts
}

# step NAME COMMAND...: a command that is one test by itself.
step() {
  local name=$1
  shift
  say "$name"
  if "$@" </dev/null >&2; then outcome passed "$name"; else outcome failed "$name" "exit code $?"; fi
}

outcome() { printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}" >>"$RESULTS/steps.tsv"; }

test_tools() {
  step "tools/check_includes" tools/check_includes
  step "tools/check_style" tools/check_style
  step "tools/check_docs" tools/check_docs
  say "tools/tests"
  python3 tools/dev/unittests.py tools/tests "$RESULTS/unittests.json" </dev/null >&2 || true
  [ -f "$RESULTS/unittests.json" ] || outcome failed tools/tests "gave no results"
}

# test_server REGEX: builds what is still missing and runs ctest.
test_server() {
  build_server release
  fast_disk=1 start_postgres
  say "running the test programs"
  run_ctest "$RELEASE" "$1"
  stop_postgres
}

# run_ctest BUILD_FOLDER REGEX: four programs at a time, because they wait for disks and databases; the results tell what failed, so ctest's own exit code is not looked at.
run_ctest() {
  GTEST_OUTPUT="xml:$PWD/$RESULTS/gtest/" WEIGE_SOURCE_DIR=$PWD \
    ctest --test-dir "$1" -j 4 --output-on-failure --no-tests=ignore \
    --output-junit "$PWD/$RESULTS/ctest.xml" ${2:+-R "$2"} </dev/null >&2 || true
  [ -f "$RESULTS/ctest.xml" ] || outcome failed ctest "gave no results"
}

test_web() {
  build_web
  step "web: lint" npm --prefix web run --silent lint
  step "web: types" npm --prefix web run --silent typecheck
  vitest web-unit test
}

# Browser tests speak to the server that was built, on a sample town of their own.
test_browser() {
  [ -x "$RELEASE/weige" ] || build_server release weige
  build_web
  WEIGE_PROGRAM=$PWD/$RELEASE/weige vitest web-browser test:browser
}

# vitest NAME SCRIPT: an npm script of web/ that runs vitest, with its results as JSON beside the printed ones.
vitest() {
  local file=$PWD/$RESULTS/$1.json status=0
  say "web: npm run $2"
  npm --prefix web run --silent "$2" -- --reporter=default --reporter=json --outputFile.json="$file" </dev/null >&2 || status=$?
  echo "$status" >"$RESULTS/$1.exit"
  [ -f "$file" ] || outcome failed "web: npm run $2" "gave no results"
}
