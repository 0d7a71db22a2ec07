# shellcheck shell=bash disable=SC2034
# about: each of the seeded faults of scope and policy (test/data/mutants) is caught by the access matrix
# inputs: src migrations test/matrix test/support test/data/mutants
# usage: ./dev check mutants [NAME...]       (patches without .patch; default: all)

check() {
  # Built where a build always lies, so that a compiler cache knows what has no fault in it.
  local copy=build/mutants made=build/mutants/source/build/release name caught=0 missed='' names=$*
  [ -n "$names" ] || names=$(for patch in test/data/mutants/*.patch; do basename "$patch" .patch; done)
  rm -rf "$copy/source"
  mkdir -p "$copy/source"
  git ls-files -z -co --exclude-standard | xargs -0 cp --parents -t "$copy/source"
  cmake -S "$copy/source" -B "$made" -G Ninja -DCMAKE_BUILD_TYPE=Release >&2 || fail "the copy cannot be configured"
  ninja -C "$made" matrix >&2 || fail "the copy does not compile"
  run_mutant "$copy" || fail "the matrix fails without a fault: $copy/run.log"
  for name in $names; do
    seed "$copy/source" "$name" || fail "$name does not apply"
    ninja -C "$made" matrix >"$copy/build.log" 2>&1 || fail "$name does not compile: $copy/build.log"
    if run_mutant "$copy"; then missed="$missed $name"; else caught=$((caught + 1)); fi
    seed "$copy/source" "$name" -R || fail "$name cannot be taken back"
  done
  [ -z "$missed" ] || fail "not caught:$missed"
  FIGURE="$caught faults seeded, all caught"
  [ $# = 0 ] || PARTIAL="some of the faults only"
}

# seed FOLDER NAME [-R]: as outside of the repository, whose paths are others.
seed() {
  GIT_CEILING_DIRECTORIES=$PWD/build git -C "$1" apply "${@:3}" "$PWD/test/data/mutants/$2.patch"
}

# Whether the matrix passes, on SQLite: what is in question is the program, not the database.
run_mutant() {
  (unset WEIGE_TEST_PG; WEIGE_SOURCE_DIR=$PWD/$1/source "$1/source/build/release/test/matrix" --gtest_filter='*Sqlite' >"$1/run.log" 2>&1)
}
