#!/usr/bin/env python3
"""The whole server under load, on both databases: reading a person, searching, writing, a mixed open loop, starting.

Writes Google Benchmark's JSON (--benchmark_out=FILE) as tools/dev/bench.py reads it. Each figure stands beside a reference of the same run: the
same load on /healthz, which has no session, no database and no audit, tells what the machine and the transport give just now.
WEIGE_BENCH_RESIDENTS (200000) and WEIGE_BENCH_SECONDS (10) make it smaller, WEIGE_BENCH_ENGINES (sqlite,postgres) takes one database alone.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_town import LOAD, PROGRAM, STATEMENTS, Postgres, Server, Sqlite, Town, make_files  # noqa: E402

RESIDENTS = int(os.environ.get("WEIGE_BENCH_RESIDENTS", "200000"))
SECONDS = float(os.environ.get("WEIGE_BENCH_SECONDS", "10"))
ENGINES = os.environ.get("WEIGE_BENCH_ENGINES", "sqlite,postgres").split(",")
USERS = 1000
MIXED = ("--rate", "300", "--users", str(USERS))
MIX = pathlib.Path(__file__).resolve().parent / "mix.txt"
IDLE = "health 1 GET /healthz"
SEARCHES = {
    "name": '{"text":"{name}"}',
    "part_of_name": '{"text":"{part}"}',
    "initials": '{"text":"{initials}"}',
    "id_number": '{"text":"{number}"}',
    "phone": '{"text":"{phone}"}',
    "address": '{"text":"{address}"}',
}
EDIT = 'edit 1 PATCH /api/persons/{once_edit.1} If-Match={once_edit.2} {"fields":{"registered_place":"江苏省苏州市吴江区第{n}号"}}'


def load(town, server, mix, *options, values=0):
    """Runs the load generator with a mix of lines (or the file of a mix); its report. values: which file of values; edits use theirs up."""
    path = mix
    if not isinstance(mix, pathlib.Path):
        path = pathlib.Path(town.path("mix.txt"))
        path.write_text(mix + "\n", encoding="utf-8")
    command = [LOAD, "--port", str(server.port), "--mix", path, "--values", town.path(f"values{values}.txt"), "--cookies", town.path("cookies.txt"), "--seconds", str(SECONDS), *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    report = json.loads(done.stdout)
    if report["all"]["errors"]:
        print(f"errors: {report['all']['errors']}, such as {report['first_error']}", file=sys.stderr)
    return report


def row(name, report, reference=None, **more):
    """A line of the table. Latencies in milliseconds; time is the median."""
    figures = report["all"]
    out = {
        "name": name,
        "run_type": "iteration",
        "iterations": figures["requests"],
        "real_time": figures["p50"],
        "time_unit": "ms",
        "items_per_second": report["rate"],
        "p95_ms": figures["p95"],
        "p99_ms": figures["p99"],
        "errors": figures["errors"] + report["unanswered"],
        **more,
    }
    if reference:
        out |= {"healthz_per_second": reference["rate"], "healthz_p99_ms": reference["all"]["p99"], "ratio_to_healthz": report["rate"] / reference["rate"]}
    return out


def measure_start(town):
    """Three starts to the first answer that needs the database, and beside them what starting the program as such takes."""
    bare, times = [], []
    for _ in range(3):
        began = time.monotonic()
        subprocess.run([PROGRAM, "version"], check=True, stdout=subprocess.DEVNULL)
        bare.append(time.monotonic() - began)
        with Server(town) as server:
            times.append(server.started_in)
    return {"name": f"start/{town.database.name}", "run_type": "iteration", "iterations": 3, "real_time": sorted(times)[1] * 1000, "time_unit": "ms", "bare_program_ms": sorted(bare)[1] * 1000}


def bare_statements(town):
    """Session, scoped read and audit insert as statements, without transport, routes and JSON; the server must not run."""
    command = [STATEMENTS, "--db", town.database.url, "--keys", town.path("town.keys"), "--cookies", town.path("cookies.txt"), "--values", town.path("values0.txt"), "--seconds", str(SECONDS / 2)]
    return json.loads(subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout)


def measure_load(town, server, bare):
    engine = town.database.name
    closed = ("--users", "32")
    idle = load(town, server, IDLE, *closed)
    read = load(town, server, "person 1 GET /api/persons/{person}", *closed)
    yield row(f"read_person/{engine}", read, idle, statements_per_second=bare["rate"], ratio_to_statements=read["rate"] / bare["rate"])
    for what, body in SEARCHES.items():
        one = ("--users", "1")
        yield row(f"search/{what}/{engine}", load(town, server, f"search 1 POST /api/search {body}", *one), load(town, server, IDLE, *one))
    yield row(f"write/{engine}", load(town, server, EDIT, "--users", "64", values=2), load(town, server, IDLE, "--users", "64"))


def measure_mix(town, server):
    mixed = load(town, server, MIX, *MIXED)
    yield row(f"mixed_300_per_second/{town.database.name}", mixed, load(town, server, IDLE, *MIXED), server_mb=server.memory())
    for kind, figures in mixed["kinds"].items():
        yield {"name": f"mixed_300_per_second/{kind}/{town.database.name}", "run_type": "iteration", "iterations": figures["requests"], "real_time": figures["p50"], "time_unit": "ms", "p99_ms": figures["p99"], "errors": figures["errors"]}


def measure_mix_after_start(town):
    """The same mix from the first answer on, while the server reads its index of people."""
    with Server(town) as server:
        yield row(f"mixed_after_start/{town.database.name}", load(town, server, MIX, *MIXED, "--warm-up", "0", values=3), server_mb=server.memory())


def measure_mix_during_import(town, server):
    """The same mix while the residents' file of another town of the same size is imported, from its upload on."""
    make_files(town.path("files"), RESIDENTS, 2)
    job = server.start_import(town, town.path("files/residents.xlsx"))
    began = time.monotonic()
    mixed = load(town, server, MIX, "--rate", "300", "--users", str(USERS), "--warm-up", "0", values=1)
    overlap = "the whole time" if server.ask(town, "GET", f"/api/jobs/{job}")["state"] == "running" else "ended before"
    ended = server.wait_for(town, job)
    yield row(f"mixed_during_import/{town.database.name}", mixed, import_seconds=time.monotonic() - began, label=f"import {ended['state']}, {overlap}", server_mb=server.memory())


def measure_town_load(engine):
    """A town's three files into an empty register of the same committees, through uploads and imports."""
    with Town(engine, 500, "--no-map") as town:
        town.write_values()
        town.sign_in(1)
        make_files(town.path("files"), RESIDENTS, 3)
        with Server(town) as server:
            began = time.monotonic()
            for kind in ("addresses", "organisations", "residents"):
                ended = server.wait_for(town, server.start_import(town, town.path(f"files/{kind}.xlsx")))
                if ended["state"] != "done":
                    raise RuntimeError(f"the import of {kind}: {ended}")
            seconds = time.monotonic() - began
            yield {"name": f"load_town/{town.database.name}", "run_type": "iteration", "iterations": RESIDENTS, "real_time": seconds, "time_unit": "s", "items_per_second": RESIDENTS / seconds, "server_mb": server.memory()}


def measure(engine):
    with Town(engine, RESIDENTS) as town:
        yield {"name": f"sample_town/{engine.name}", "run_type": "iteration", "iterations": RESIDENTS, "real_time": town.made_in, "time_unit": "s", "items_per_second": RESIDENTS / town.made_in, "database_mb": town.database.size() / 2**20, "label": town.database.settings()}
        town.write_values()
        town.sign_in(USERS)
        yield measure_start(town)
        with Server(town) as server:
            server.calm()
            yield from measure_mix(town, server)
            yield from measure_mix_during_import(town, server)
        yield from measure_mix_after_start(town)
        bare = bare_statements(town)
        with Server(town) as server:
            server.calm()
            yield from measure_load(town, server, bare)
    yield from measure_town_load(engine)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--benchmark_out", required=True)
    arguments.add_argument("--benchmark_out_format", default="json")
    out = arguments.parse_args().benchmark_out
    engines = [engine for engine in (Sqlite, Postgres) if engine.name in ENGINES and (engine is Sqlite or os.environ.get("WEIGE_TEST_PG"))]
    rows = []
    for engine in engines:
        for line in measure(engine):
            print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)
            rows.append(line)
    pathlib.Path(out).write_text(json.dumps({"context": {"residents": RESIDENTS, "users": USERS}, "benchmarks": rows}), encoding="utf-8")


if __name__ == "__main__":
    main()
