# shellcheck shell=bash disable=SC2034
# about: a Debian 12 with nothing but git and CA certificates: ./dev test passes there, ./dev demo answers, the second time within 10 s
# inputs: src test web bench migrations tools dev openapi.yaml CMakeLists.txt CMakePresets.json cmake
# usage: ./dev check fresh [FOLDER]      (as root; FOLDER is made with debootstrap and kept; default: a temporary one, removed at the end)
# Checks what is committed. The package sources and the npm registry of this machine are used.

readonly DEMO_PORT=${WEIGE_FRESH_PORT:-18080}
FRESH=
KEEP=

check() {
  [ "$(id -u)" = 0 ] || lacks "debootstrap needs root"
  [ -z "$(git status --porcelain)" ] || say "uncommitted changes are not part of this check"
  KEEP=${1:-}
  FRESH=${KEEP:-$(mktemp -d)}
  trap 'leave_fresh' EXIT
  make_fresh
  enter_fresh
  local tested first second
  say "./dev test"
  tested=$SECONDS
  in_fresh ./dev test | tee "$STATE/fresh-test.txt" || fail "./dev test failed on the fresh machine"
  tested=$((SECONDS - tested))
  first=$(demo_seconds) || fail "./dev demo did not answer"
  second=$(demo_seconds) || fail "./dev demo did not answer the second time"
  [ "$second" -le 10 ] || fail "the second ./dev demo took $second s"
  FIGURE="$(tail -n 1 "$STATE/fresh-test.txt") in $tested s; demo answers after $first s, the second time after $second s"
  leave_fresh
}

make_fresh() {
  local mirror
  if [ ! -x "$FRESH/bin/bash" ]; then
    mirror=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 | tr -d ' ' || true)
    say "debootstrap into $FRESH"
    debootstrap --variant=minbase --include=git,ca-certificates bookworm "$FRESH" ${mirror:+"${mirror%/}"} >"$STATE/debootstrap.log" 2>&1 ||
      { tail -n 3 "$STATE/debootstrap.log" >&2; fail "debootstrap failed"; }
    cp -L /etc/ssl/certs/ca-certificates.crt "$FRESH/etc/ssl/certs/ca-certificates.crt"
    printf 'registry=%s\ncafile=/etc/ssl/certs/ca-certificates.crt\n' "$(npm config get registry 2>/dev/null | tail -n 1)" >"$FRESH/root/.npmrc"
  fi
  cp -L /etc/resolv.conf /etc/hosts "$FRESH/etc/"
  rm -rf "$FRESH/src/weige"
  mkdir -p "$FRESH/src"
  git clone -q . "$FRESH/src/weige"
}

enter_fresh() {
  local mount
  for mount in proc sys dev dev/pts dev/shm; do mount --bind "/$mount" "$FRESH/$mount"; done
}

leave_fresh() {
  [ -n "$FRESH" ] || return 0
  local mount
  for mount in dev/shm dev/pts dev sys proc; do umount -l "$FRESH/$mount" 2>/dev/null || true; done
  [ -n "$KEEP" ] || rm -rf --one-file-system "$FRESH"
  FRESH=
}

in_fresh() {
  env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt chroot "$FRESH" /bin/bash -c 'cd /src/weige && exec "$@"' fresh "$@" </dev/null
}

# Seconds from `./dev demo` to the first good answer of /readyz; the server is stopped again, with all that was started for it.
demo_seconds() {
  local begin=$SECONDS demo answered
  ! demo_answers || { say "something else answers at port $DEMO_PORT"; return 1; }
  setsid --wait env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    chroot "$FRESH" /bin/bash -c 'echo $$ >/tmp/demo.pid; cd /src/weige && exec ./dev demo --listen "$1"' fresh "127.0.0.1:$DEMO_PORT" </dev/null >&2 &
  demo=$!
  until demo_answers; do
    kill -0 $demo 2>/dev/null && [ $((SECONDS - begin)) -lt 3000 ] || return 1
    sleep 0.2
  done
  answered=$((SECONDS - begin))
  kill -TERM -- "-$(cat "$FRESH/tmp/demo.pid")"
  wait $demo || true
  ! demo_answers || { say "the demo's server could not be stopped"; return 1; }
  echo $answered
}

demo_answers() {
  python3 -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$DEMO_PORT/readyz', timeout=1)" 2>/dev/null
}
