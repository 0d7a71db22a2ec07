#!/usr/bin/env python3
"""Runs the benchmarks and prints machine, commit and one table; the same as JSON into a file.

usage: bench.py BUILD_FOLDER OUT.json [NAME...]
A benchmark is a program bench_NAME of the build or a script bench/NAME_bench.py. Either takes --benchmark_out=FILE and writes Google
Benchmark's JSON there: benchmarks with name, real_time, time_unit, items_per_second and counters of their own.
"""
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What Google Benchmark writes about every run; everything else is a counter of the benchmark's own.
KNOWN = {
    "name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions", "repetition_index", "threads",
    "iterations", "real_time", "cpu_time", "time_unit", "items_per_second", "label", "error_occurred", "error_message", "bytes_per_second",
}  # fmt: skip


def first_match(path, key):
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(key):
            return line.split(":", 1)[1].strip()
    return "unknown"


def machine():
    return {
        "processor": first_match("/proc/cpuinfo", "model name") if platform.machine() == "x86_64" else platform.machine(),
        "cores": os.cpu_count(),
        "memory": first_match("/proc/meminfo", "MemTotal"),
        "kernel": platform.release(),
        "load": os.getloadavg()[0],
    }


def commit():
    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    return git("rev-parse", "--short=10", "HEAD") + ("+changes" if git("status", "--porcelain") else "")


def benches(build, names):
    """(name, command) of everything there is, or of what the names ask for."""
    found = {path.name.removeprefix("bench_"): [str(path)] for path in (build / "bench").glob("bench_*") if os.access(path, os.X_OK) and path.is_file()}
    found |= {path.stem.removesuffix("_bench"): [sys.executable, str(path)] for path in (ROOT / "bench").glob("*_bench.py")}
    return [(name, found[name]) for name in sorted(found) if not names or any(name.startswith(wanted) for wanted in names)]


def run_one(name, command):
    """The program's benchmarks, or None when it failed."""
    print(f"running {name}", file=sys.stderr, flush=True)
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        options = [f"--benchmark_out={out.name}", "--benchmark_out_format=json"]
        done = subprocess.run(command + options, stdout=sys.stderr, check=False)
        try:
            report = json.load(open(out.name, encoding="utf-8"))
        except json.JSONDecodeError:
            report = None
    failed = done.returncode != 0 or report is None or any(run.get("error_occurred") for run in report["benchmarks"])
    if failed:
        print(f"{name} failed", file=sys.stderr)
    return None if failed else [run | {"bench": name} for run in report["benchmarks"]]


def short(number):
    if not isinstance(number, (int, float)):
        return str(number)
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.4g}"


def print_table(runs):
    print("| bench | case | time | items/s | more |")
    print("|---|---|---|---|---|")
    for run in runs:
        time = f"{short(run['real_time'])} {run['time_unit']}" if "real_time" in run else ""
        items = short(run["items_per_second"]) if "items_per_second" in run else ""
        more = ", ".join(f"{key} {short(value)}" for key, value in run.items() if key not in KNOWN | {"bench"})
        more = "; ".join(part for part in (run.get("label", ""), more) if part)
        print(f"| {run['bench']} | {run['name']} | {time} | {items} | {more} |")


def main():
    build, out, names = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    chosen = benches(build, names)
    if not chosen:
        print(f"no benchmark begins with {' or '.join(names)}; there are {', '.join(name for name, _ in benches(build, []))}", file=sys.stderr)
        return 1
    results = [run_one(name, command) for name, command in chosen]
    report = {"machine": machine(), "commit": commit(), "benchmarks": [run for result in results if result for run in result]}
    out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"machine: {report['machine']}\ncommit: {report['commit']}\n")
    print_table(report["benchmarks"])
    return 0 if None not in results else 1


if __name__ == "__main__":
    sys.exit(main())
