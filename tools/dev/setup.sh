# shellcheck shell=bash
# Debian packages, the pinned Node, npm packages: each step only when something is missing.

help_setup() {
  cat <<'H'
Install what building needs: Debian packages, the pinned Node, npm packages.
usage: ./dev setup
Reads tools/packages.txt (Debian 12; as root or through sudo), tools/node (Node and npm, put into .node/) and the lock files
of web/ and tools/*. What is there already is left alone. The other commands do this by themselves; what only tests run
(tools/packages-test.txt) is installed by those that run it.
H
}

cmd_setup() {
  [ $# = 0 ] || wrong_usage "setup takes no argument"
  begin_setup
  await_setup
}

# begin_setup [FILE]: what a compiler needs is in place when this returns. The packages of FILE, Node and npm's packages are still being
# fetched, most of the time by waiting for disk and network, so that compiling can begin; await_setup comes before their first use.
FETCHING=
begin_setup() {
  take_lock setup
  need_packages tools/packages.txt
  (
    [ $# = 0 ] || need_packages "$1"
    need_node
    need_npm_packages
  ) &
  FETCHING=$!
  drop_lock # the one who fetches keeps it
}

await_setup() {
  wait "$FETCHING" || fail "what building and testing needs could not be fetched"
  export PATH="$PWD/.node/bin:$PATH"
  say "everything is in place"
}

# need_packages FILE: installs those of its packages that are missing.
need_packages() {
  command -v dpkg-query >/dev/null || { say "not a Debian system: taking the packages of $1 as given"; return 0; }
  local missing
  missing=$(missing_packages "$1")
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086 # one word a package
  { say "installing Debian packages:" $missing; install_packages $missing; }
}

missing_packages() {
  local wanted name
  wanted=$(sed 's/#.*//' "$1")
  for name in $wanted; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done
}

install_packages() {
  as_root apt-get update -q >&2 || say "apt-get update failed; trying with the package lists at hand"
  as_root apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >&2 </dev/null ||
    fail "apt-get could not install: $*"
}

# The pinned Node and npm: any npm will do to fetch them, Debian's if there is none.
need_node() {
  export PATH="$PWD/.node/bin:$PATH" # of whoever fetches; see await_setup
  local inputs
  inputs=$(hash_of tools/node)-$(uname -m)
  if stamp_is node "$inputs" && [ -x .node/bin/node ]; then return 0; fi
  have_some_npm || { say "installing Debian's npm to fetch the pinned Node"; install_packages nodejs npm; }
  say "fetching the pinned Node"
  rm -rf .node && mkdir -p .node/bin
  cp tools/node/package.json tools/node/package-lock.json tools/node/.npmrc .node/
  (cd .node && npm ci --no-progress </dev/null >&2) || fail "npm could not fetch the pinned Node"
  link_node || lacks "there is no pinned Node for $(uname -m)"
  set_stamp node "$inputs"
}

# Links of our own, because npm 9 makes none for the package of the right processor when the wrong one has the same program.
link_node() {
  local folder
  for folder in .node/node_modules/node-linux-*; do ln -sf "$PWD/$folder/bin/node" .node/bin/node; done
  ln -sf "$PWD/.node/node_modules/npm/bin/npm-cli.js" .node/bin/npm
  ln -sf "$PWD/.node/node_modules/npm/bin/npx-cli.js" .node/bin/npx
  hash -r
  .node/bin/node --version >/dev/null
}

have_some_npm() {
  local version
  version=$(node --version 2>/dev/null | sed 's/^v//; s/\..*//') || return 1
  [ "${version:-0}" -ge 18 ] && command -v npm >/dev/null
}

# Folders with a lock file of their own; tools/node is the Node itself.
npm_folders() {
  local lock folder
  for lock in web/package-lock.json tools/*/package-lock.json; do
    folder=${lock%/package-lock.json}
    [ ! -f "$lock" ] || [ "$folder" = tools/node ] || echo "$folder"
  done
}

need_npm_packages() {
  local folder inputs
  for folder in $(npm_folders); do
    inputs=$(hash_of "$folder/package.json" "$folder/package-lock.json" tools/node)
    if stamp_is "npm-${folder//\//-}" "$inputs" && [ -d "$folder/node_modules" ]; then continue; fi
    say "npm ci in $folder"
    (cd "$folder" && npm ci --no-progress </dev/null >&2) || fail "npm ci failed in $folder"
    set_stamp "npm-${folder//\//-}" "$inputs"
  done
}
