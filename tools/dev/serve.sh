# shellcheck shell=bash
# Running the server: on the sample town (demo) or on a database of one's own (serve).

readonly DEMO_RESIDENTS=20000
readonly DEMO_SEED=1
readonly DEMO_DB=$STATE/demo.db
readonly DEMO_NOTE=$STATE/demo.txt # what the making of the town said, such as how to sign in

help_demo() {
  cat <<'H'
Build, make a sample town of 20,000 residents with a map of micro-grids and some weeks of daily work, and run the server on it.
usage: ./dev demo [--fresh] [SERVE OPTION...]
  --fresh   throw the sample town away and make it again
Other options go to `weige serve`. The server runs in the foreground; it prints its address and how to sign in. Ctrl-C stops it.
A second factor is offered there, not required (WEIGE_SECOND_FACTOR=required ./dev demo asks every post to set one up), and no second person
approves anything (WEIGE_TWO_PERSONS=required ./dev demo shows how it ships).
Everything that is up to date is skipped, so the second start takes seconds. The town is kept in .dev/demo.db.
Example: ./dev demo --listen 0.0.0.0:8080
H
}

help_serve() {
  cat <<'H'
Build and run the server on a database of your own.
usage: ./dev serve [SERVE OPTION...]
Options go to `weige serve` unchanged; see ./dev serve -- --help. Example:
  ./dev serve --db sqlite:town.db
H
}

cmd_demo() {
  local fresh=no
  if [ "${1:-}" = --fresh ]; then fresh=yes; shift; fi
  build_product
  [ "$fresh" = no ] || rm -f "$STATE/stamps/demo"
  make_demo_town
  sed 's/（密码只显示这一次）//; s/ (passwords are shown this once)//' "$DEMO_NOTE" # here they are kept
  say "starting the server on the sample town"
  run_server --db "sqlite:$DEMO_DB" --second-factor "${WEIGE_SECOND_FACTOR:-offered}" --two-persons "${WEIGE_TWO_PERSONS:-off}" "$@"
}

cmd_serve() {
  if [ "${1:-}" = -- ]; then shift; fi
  build_product
  run_server "$@"
}

build_product() {
  cmd_build weige
}

# Made once; an interrupted making leaves no stamp and is begun again.
make_demo_town() {
  local wanted="$DEMO_RESIDENTS residents with a map and daily work, seed $DEMO_SEED"
  if stamp_is demo "$wanted" && [ -f "$DEMO_DB" ]; then return 0; fi
  rm -f "$DEMO_DB" "$DEMO_DB"-*
  say "making the sample town: $wanted"
  rm -f "$DEMO_NOTE"
  (umask 077 && # it holds passwords
    "$RELEASE/weige" sample-town --residents "$DEMO_RESIDENTS" --seed "$DEMO_SEED" --db "sqlite:$DEMO_DB" >"$DEMO_NOTE") ||
    fail "the sample town could not be made"
  set_stamp demo "$wanted"
}

# The server takes this process over, so that signals and its exit code are its own. The web client that was just built is
# served unless the caller or a file of settings says otherwise.
run_server() {
  case " $* " in
    *' --config'* | *' --web'*) ;;
    *) [ ! -d web/dist ] || export WEIGE_WEB="${WEIGE_WEB:-$PWD/web/dist}" ;;
  esac
  exec "$RELEASE/weige" serve "$@"
}
