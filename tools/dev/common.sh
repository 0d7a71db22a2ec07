# shellcheck shell=bash disable=SC2034
# What every part of ./dev shares: messages, exit codes, stamps, folders.

readonly STATE=.dev            # stamps, the demo town, the lock; ignored by git
readonly RELEASE=build/release # the one build that is tested, measured and shipped
STARTED=$(date +%s)
export PYTHONDONTWRITEBYTECODE=1

# Progress goes to standard error, so that standard output stays a command's own result.
say() { printf '[%4ds] %s\n' "$(($(date +%s) - STARTED))" "$*" >&2; }
fail() { printf './dev: %s\n' "$*" >&2; exit 1; }
wrong_usage() { printf './dev: %s\n' "$*" >&2; exit 2; }
lacks() { printf './dev: %s\n' "$*" >&2; exit 3; }

# A hash of the files given (folders are walked; what is generated or downloaded is left out).
hash_of() {
  find "$@" \( -name node_modules -o -name dist -o -name __pycache__ \) -prune -o -type f ! -name schema.d.ts -print0 |
    LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -c1-16
}

stamp_is() { [ "$(cat "$STATE/stamps/$1" 2>/dev/null)" = "$2" ]; }
set_stamp() { mkdir -p "$STATE/stamps"; printf '%s\n' "$2" >"$STATE/stamps/$1"; }

# take_lock WHAT: one ./dev at a time sets up, builds a preset, builds the web client. A running server holds no lock.
take_lock() {
  mkdir -p "$STATE/locks"
  exec 9>"$STATE/locks/$1"
  flock -n 9 || { say "waiting for another ./dev: $1"; flock 9; }
}
drop_lock() { exec 9>&-; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    lacks "needs root or sudo for: $*"
  fi
}
