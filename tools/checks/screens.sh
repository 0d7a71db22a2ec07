# shellcheck shell=bash disable=SC2034
# about: every page in four looks (desk and phone, light and dark), with axe in two of them, and English widths; pictures are kept
# inputs: web openapi.yaml src migrations
# usage: ./dev check screens [TITLE]     (TITLE: only tests whose titles match it; not recorded)
# `./dev test` looks at each page in two looks and lets axe see one of them. The pictures lie in build/screens, for people to look at.

check() {
  need_packages tools/packages-test.txt
  build_server release weige
  build_web
  rm -rf build/screens "$RESULTS"
  mkdir -p "$RESULTS"
  [ $# = 0 ] || PARTIAL="only tests whose titles match '$1'"
  local log=$STATE/screens.txt
  WEIGE_PROGRAM=$PWD/$RELEASE/weige WEIGE_SCREENS=$PWD/build/screens npm --prefix web run --silent test:browser -- \
    test/browser/pages.test.ts test/browser/workPages.test.ts test/browser/townAtWork.test.ts ${1:+-t "$1"} </dev/null >"$log" 2>&1 || { tail -n 60 "$log" >&2; fail "a page is not as it should be"; }
  FIGURE="$(find build/screens -name '*.png' | wc -l) pictures, no serious fault"
}
