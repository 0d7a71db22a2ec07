# shellcheck shell=bash
# Looking at the source without running it.

help_lint() {
  cat <<'H'
Check layers, style, formatting and the web client's rules.
usage: ./dev lint
Runs tools/check_includes (with every header compiled alone), tools/check_style, tools/check_docs, clang-format in dry mode, and
the web client's lint and type check. Installs what tools/packages-check.txt names when it is missing.
H
}

help_format() {
  cat <<'H'
Format the C++ source in place.
usage: ./dev format [FILE...]
Default: every C++ file of the repository. Uses clang-format 14 and the .clang-format of the repository.
H
}

LINT_FAILED=

cmd_lint() {
  [ $# = 0 ] || wrong_usage "lint takes no argument"
  cmd_setup
  need_packages tools/packages-check.txt
  lint_step "layers and headers" tools/check_includes --headers
  lint_step "style" tools/check_style
  lint_step "docs" tools/check_docs
  lint_step "format" check_format
  if [ -f web/package.json ]; then
    lint_step "web: lint" npm --prefix web run --silent lint
    lint_step "web: types" npm --prefix web run --silent typecheck
  fi
  [ -z "$LINT_FAILED" ] || fail "lint found something in:$LINT_FAILED"
  say "lint found nothing"
}

lint_step() {
  local name=$1
  shift
  say "$name"
  "$@" </dev/null || LINT_FAILED+=" $name;"
}

cpp_files() { find src test bench \( -name '*.h' -o -name '*.cpp' \) -print0 | LC_ALL=C sort -z; }

check_format() { cpp_files | xargs -0 -r clang-format-14 --dry-run --Werror; }

cmd_format() {
  need_packages tools/packages-check.txt
  if [ $# -gt 0 ]; then
    clang-format-14 -i "$@"
  else
    cpp_files | xargs -0 -r clang-format-14 -i
  fi
  say "formatted"
}
