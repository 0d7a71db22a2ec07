# shellcheck shell=bash disable=SC2034
# about: 20 files of each hostile family refused with its code within 2 s and 256 MB; 10 of each quirk and every file of a real program read as it is
# inputs: src/base src/formats src/registry/upload_reader.* src/registry/upload_rows.* src/registry/import_fields.* src/registry/protected_columns.* test/support/*_files.* test/support/hostile_*.cpp test/support/good_*.cpp test/support/*_builder.* test/support/invented_table.* test/support/read_uploads.* test/unit/registry/*_files_test.cpp test/data/real_files
# usage: ./dev check hostile-files [HOSTILE [GOOD]]      files of each family; fewer than 20 and 10 are not recorded

check() {
  local hostile=${1:-20} good=${2:-10} report=$PWD/build/hostile-files.txt log=build/hostile-files.log
  build_server release unit_registry
  rm -f "$report"
  WEIGE_SOURCE_DIR=$PWD WEIGE_HOSTILE_FILES=$hostile WEIGE_GOOD_FILES=$good WEIGE_FILES_REPORT=$report \
    build/release/test/unit_registry --gtest_filter='*HostileFile*:*GoodFiles*:RealFiles*' >"$log" 2>&1 || fail "a file was not treated as it should be: $log"
  python3 tools/files/file_figures.py "$report" >"$log.figures" || { cat "$log.figures" >&2; fail "a hostile file took too long or too much"; }
  cat "$log.figures" >&2
  SEED="1-$hostile"
  FIGURE=$(tail -n 1 "$log.figures")
  if [ "$hostile" -lt 20 ] || [ "$good" -lt 10 ]; then PARTIAL="fewer files than the check has"; fi
}
