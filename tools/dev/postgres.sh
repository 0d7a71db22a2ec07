# shellcheck shell=bash
# A throw-away PostgreSQL cluster for one run of the tests: own folder, free port, gone at the end, also after a failure.
# Benches have durability as it ships (fsync on). Tests start it with fast_disk=1: the system that would have to crash for fsync to
# matter does not crash in any of them, and the databases that they make and drop by the hundred wait for nothing else. Nothing is
# cleared up behind a test's back there either (autovacuum): what it finds must not depend on the minute.

PG_FOLDER=
PG_PROGRAMS=

# start_postgres: exports WEIGE_TEST_PG.
start_postgres() {
  need_packages tools/packages-test.txt
  PG_PROGRAMS=$(postgres_programs) || lacks "PostgreSQL's programs are not installed"
  PG_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/weige-pg.XXXXXX")
  trap stop_postgres EXIT
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  if [ "$(id -u)" = 0 ]; then chown postgres "$PG_FOLDER"; fi
  say "starting a throw-away PostgreSQL on port $port"
  as_postgres initdb -D "$PG_FOLDER/data" -E UTF8 --locale=C.UTF-8 -A trust -U postgres >"$STATE/postgres.log" 2>&1 ||
    { cat "$STATE/postgres.log" >&2; fail "initdb failed"; }
  as_postgres pg_ctl -D "$PG_FOLDER/data" -w -t 60 -l "$PG_FOLDER/log" \
    -o "-p $port ${fast_disk:+-c fsync=off -c full_page_writes=off -c autovacuum=off} -c listen_addresses=127.0.0.1 -c unix_socket_directories=$PG_FOLDER -c max_connections=300" \
    start >>"$STATE/postgres.log" 2>&1 9>&- || { cat "$PG_FOLDER/log" "$STATE/postgres.log" >&2; fail "PostgreSQL did not start"; }
  export WEIGE_TEST_PG=postgres://postgres@127.0.0.1:$port/postgres
}

stop_postgres() {
  [ -n "$PG_FOLDER" ] || return 0
  as_postgres pg_ctl -D "$PG_FOLDER/data" -m immediate stop >>"$STATE/postgres.log" 2>&1 || true
  rm -rf "$PG_FOLDER"
  PG_FOLDER=
}

# PostgreSQL refuses to run as root. Where only root may pass through / (a chroot in a folder that mktemp made), any other user would
# fail at the first shared library, so that right is handed on, and no other; no_setuid_fixup: initdb asks access(), which drops it.
as_postgres() {
  local program=$PG_PROGRAMS/$1 pass=()
  shift
  if [ "$(id -u)" = 0 ]; then
    case $(stat -c %A /) in *[xt]) ;; *) pass=(--securebits=+no_setuid_fixup --inh-caps=+dac_read_search --ambient-caps=+dac_read_search) ;; esac
    (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "${pass[@]}" "$program" "$@")
  else
    "$program" "$@"
  fi
}

postgres_programs() {
  local folder newest=
  for folder in /usr/lib/postgresql/*/bin; do [ ! -x "$folder/initdb" ] || newest=$folder; done
  [ -n "$newest" ] && echo "$newest"
}
