# shellcheck shell=bash disable=SC2034
# about: a simulated month in 10 sample towns of 20,000: how wrong the register is after visits by plan, by chance and oldest first; and in the null world, where the plan must gain nothing
# inputs: src/base src/standards src/store src/access src/norms src/registry src/grids src/teams src/intake src/work src/town src/cli/simulate_* migrations tools/dev/simulate_figures.py
# usage: ./dev check simulate [RESIDENTS [SEEDS]]; fewer than 20,000 residents or 10 seeds are not recorded

check() {
  local residents=${1:-20000} seeds=${2:-10} world
  build_server release weige
  mkdir -p "$STATE"
  for world in real null; do
    build/release/weige simulate --residents "$residents" --months 1 --seed 1 --seeds "$seeds" --until 2026-11-23 --world "$world" \
      --out "$STATE/simulate-$world.json" >&2 || fail "the simulation failed in the $world world"
  done
  SEED=1-$seeds
  FIGURE=$(python3 tools/dev/simulate_figures.py "$STATE/simulate-real.json" "$STATE/simulate-null.json") || fail "$FIGURE"
  if [ "$residents" -lt 20000 ] || [ "$seeds" -lt 10 ]; then PARTIAL="fewer than 20,000 residents or 10 seeds"; fi
}
