# shellcheck shell=bash
# CMake and Ninja for the server, npm for the web client.

help_build() {
  cat <<'H'
Build the server and the web client (and set up what that needs).
usage: ./dev build [--preset NAME] [--no-web] [TARGET...]
  --preset NAME   release (default), debug, asan, tsan or fuzz; see CMakePresets.json
  --no-web        leave the web client alone
  TARGET          CMake targets, e.g. weige unit_standards; default: everything of the preset
The release build is what is tested, measured and shipped: optimised, with assertions on.
H
}

cmd_build() {
  local preset=release web=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --preset) [ $# -ge 2 ] || wrong_usage "--preset needs a name"; preset=$2; shift 2 ;;
      --no-web) web=no; shift ;;
      -*) wrong_usage "build: unknown option $1" ;;
      *) break ;;
    esac
  done
  begin_setup
  build_server "$preset" "$@"
  await_setup
  build_server "$preset" "$@" # what is made of npm's packages
  [ "$web" = no ] || build_web
  say "built: build/$preset"
}

# build_server PRESET [TARGET...]
build_server() {
  local preset=$1 folder=build/$1
  shift
  take_lock "build-$preset"
  if [ ! -f "$folder/build.ninja" ]; then
    say "configuring $folder"
    cmake --preset "$preset" >&2 </dev/null || fail "cmake could not configure $folder"
  fi
  say "building ${*:-everything} in $folder"
  ninja -C "$folder" -j "$(build_jobs)" "$@" >&2 </dev/null || fail "the build failed"
  drop_lock
}

# One compiler may need a gigabyte and more: no more of them than the memory holds.
build_jobs() {
  local by_memory cores
  cores=$(nproc)
  by_memory=$(awk '/^MemAvailable:/ { print int($2 / 1300000) }' /proc/meminfo)
  [ "$by_memory" -ge 1 ] || by_memory=1
  echo $((cores < by_memory ? cores : by_memory))
}

build_web() {
  [ -f web/package.json ] || return 0
  local inputs
  inputs=$(hash_of web openapi.yaml tools/node)
  if stamp_is web "$inputs" && [ -f web/dist/index.html ]; then return 0; fi
  take_lock web
  say "building the web client"
  (cd web && npm run build </dev/null >&2) || fail "the web build failed"
  set_stamp web "$inputs"
  drop_lock
}
