#!/usr/bin/env python3
"""Live updates: how long a change takes to the streams that it concerns, and the server's memory with 10,000 idle streams.

Writes Google Benchmark's JSON (--benchmark_out=FILE) as tools/dev/bench.py reads it. Delivery: 1,000 streams of posts of every kind are open and
bench/mix.txt runs at 300 requests/s while visits are recorded, tasks opened, people changed and instructions sent to every grid. A time is from the
answer of the request, which follows the commit, to the event at a stream; below zero: the event was there first. From the request, which comes
before the commit, it is longer than from the commit, so the second of the contract is held against that one. Whom an event concerns is told
here from the tables, not by the server's own words. References of the same run: the same changes on the idle server with a single
stream, and a bare echo over loopback. Readers, load and server share the machine. Memory: the server before the first stream, when it
has read its index of people.
WEIGE_BENCH_RESIDENTS (200000), WEIGE_BENCH_STREAMS (10000), WEIGE_BENCH_USERS (1000), WEIGE_BENCH_SECONDS (30: of changes) and
WEIGE_BENCH_IDLE_SECONDS (30: one heartbeat) make it smaller.
"""
import argparse
import collections
import datetime
import json
import os
import pathlib
import random
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_town import LOAD, Server, Sqlite, Town  # noqa: E402
from event_streams import Streams  # noqa: E402

RESIDENTS = int(os.environ.get("WEIGE_BENCH_RESIDENTS", "200000"))
STREAMS = int(os.environ.get("WEIGE_BENCH_STREAMS", "10000"))
USERS = int(os.environ.get("WEIGE_BENCH_USERS", "1000"))
SECONDS = float(os.environ.get("WEIGE_BENCH_SECONDS", "30"))
IDLE_SECONDS = float(os.environ.get("WEIGE_BENCH_IDLE_SECONDS", "30"))
MIX = pathlib.Path(__file__).resolve().parent / "mix.txt"
KINDS = ("visit", "task", "edit", "instruction")
EVERY = 0.25  # seconds between two changes; the kinds in turn
ALONE = 10  # changes of each kind with a single stream
WAIT = 5  # seconds for what is late; what comes later still counts as not come
# src/access/policy.cpp: who may read places and people within its areas. The other two have streams and are told of neither.
READERS = ("population_office", "committee", "police_station", "police_team", "grid_leader", "community_officer", "coordinator")
OTHERS = ("working_group", "task_force")


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))] if sorted_values else float("nan")


class Changes:
    """What is done while the streams listen: each change once, at a door or a person of its own."""

    def __init__(self, town):
        self.held = town.held_posts(*READERS, *OTHERS)
        self.roles = {post: role for _, post, role in self.held}
        rows, chance = town.database.rows, random.Random(1)
        self.covering = collections.defaultdict(set)  # area -> posts
        for post, area in rows("SELECT post_id, area_id FROM post_scope"):
            self.covering[int(area)].add(int(post))
        self.areas = collections.defaultdict(set)  # (kind, id) -> areas
        premises = [(int(i), int(area)) for i, area in rows("SELECT id, area_id FROM premises WHERE state = 'current' ORDER BY id")]
        for identity, area in premises:
            self.areas["premises", identity].add(area)
        for identity, area in rows("SELECT person_id, area_id FROM person_area"):
            self.areas["person", int(identity)].add(int(area))
        chance.shuffle(premises)
        self.doors = iter([identity for identity, area in premises if self.post_at(area, "coordinator") and self.post_at(area, "community_officer")])
        values = pathlib.Path(town.path("values1.txt")).read_text(encoding="utf-8").splitlines()  # the mix edits those of values0.txt
        self.people = iter([line.split("\t")[1].split("|") for line in values if line.startswith("once_edit\t")])
        self.leaders = {int(post) for (post,) in rows("SELECT id FROM post WHERE role = 'grid_leader' AND state = 'active'")}
        self.office = next(post for _, post, role in self.held if role == "population_office")
        self.grids = int(rows("SELECT count(*) FROM area WHERE kind = 'grid' AND state = 'current'")[0][0])
        self.number = 0

    def post_at(self, area, role):
        return next((post for post in sorted(self.covering[area]) if self.roles.get(post) == role), None)

    def concerned(self, subject):
        """The posts that are to hear of a change of this record."""
        return {post for area in self.areas[subject] for post in self.covering[area] if self.roles.get(post) in READERS}

    def make(self, kind, server, cookie_of):
        """(subject, posts concerned, when the request went out, when its answer was here)."""
        self.number += 1
        if kind == "instruction":
            due = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=7)).strftime("%Y-%m-%dT%H:%M:%SZ")
            body = {"title": "核对空置房屋", "paragraphs": ["请逐户核对。"], "due_at": due, "recipients": {"roles": ["grid_leader"]}}
            began = time.monotonic()
            value, _, here = server.ask_as(cookie_of("population_office"), "POST", "/api/instructions", body)
            return ("instruction", int(value["id"])), self.leaders | {self.office}, began, here  # whoever sent it has other pages open
        if kind == "edit":
            identity, version = next(self.people)
            began = time.monotonic()
            body = {"fields": {"registered_place": f"江苏省苏州市吴江区试{self.number}号"}}
            _, _, here = server.ask_as(cookie_of("population_office"), "PATCH", f"/api/persons/{identity}", body, **{"If-Match": f'"{version}"'})
            return ("person", int(identity)), self.concerned(("person", int(identity))), began, here
        door = next(self.doors)
        (area,) = self.areas["premises", door]
        if kind == "task":
            cookie, headers, target, body = cookie_of(self.post_at(area, "community_officer")), {}, "/api/tasks", {"premises_id": door, "about": "everything"}
        else:
            cookie, target, body = cookie_of(self.post_at(area, "coordinator")), "/api/visits", {"premises_id": door, "outcome": "not_at_home"}
            headers = {"If-Match": server.ask_as(cookie, "GET", f"/api/doors/{door}")[1]}
        began = time.monotonic()
        _, _, here = server.ask_as(cookie, "POST", target, body, **headers)
        return ("premises", door), self.concerned(("premises", door)), began, here


def told(streams, posts, done):
    """A row's figures for each kind: what arrived of the changes that were made, at streams of these posts in their order."""
    arrivals, repeated = {}, collections.Counter()
    for number, at, name, data in streams.arrived:
        if name == "change":
            key = (data["kind"], int(data["id"]), number)
            repeated[key[:2]] += key in arrivals
            arrivals.setdefault(key, at)
    by_subject = collections.defaultdict(set)
    for kind, identity, number in arrivals:
        by_subject[kind, identity].add(number)
    for kind in KINDS:
        times, sent, due, missed, wrong, twice, asked = [], [], 0, 0, 0, 0, []
        for subject, concerned, began, here in done[kind]:
            wanted = {number for number, post in enumerate(posts) if post in concerned}
            came = by_subject[subject]
            due += len(wanted)
            missed += len(wanted - came)
            wrong += len(came - wanted)
            twice += repeated[subject]
            times += [(arrivals[(*subject, number)] - here) * 1000 for number in wanted & came]
            sent += [(arrivals[(*subject, number)] - began) * 1000 for number in wanted & came]
            asked.append((here - began) * 1000)
        times.sort()
        sent.sort()
        yield kind, {
            "changes": len(done[kind]), "due": due, "came": due - missed, "told_wrongly": wrong, "told_twice": twice, "errors": missed + wrong + twice, "p50": percentile(times, 0.5),
            "p95": percentile(times, 0.95), "p99": percentile(times, 0.99), "slowest": times[-1] if times else float("nan"), "answer_ms": percentile(sorted(asked), 0.5),
            "p50_from_request_ms": percentile(sent, 0.5), "p99_from_request_ms": percentile(sent, 0.99), "slowest_from_request_ms": sent[-1] if sent else float("nan"),
        }  # fmt: skip


def run_changes(changes, server, cookie_of, number, every):
    """So many changes, the kinds in turn, one each so many seconds at most; what was refused."""
    done, refused = collections.defaultdict(list), []
    for i in range(number):
        began = time.monotonic()
        kind = KINDS[i % len(KINDS)]
        try:
            done[kind].append(changes.make(kind, server, cookie_of))
        except RuntimeError as error:
            refused.append(str(error))
        time.sleep(max(0.0, began + every - time.monotonic()))
    if refused:
        print(f"refused: {len(refused)}, such as {refused[0]}", file=sys.stderr)
    return done, len(refused)


def echo(times=2000):
    """The median and the 99th percentile in ms of a byte there and back over loopback, between two threads of this program."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def answer():
            peer, _ = listening.accept()
            with peer:
                while part := peer.recv(1):
                    peer.sendall(part)

        thread = threading.Thread(target=answer)
        thread.start()
        taken = []
        with socket.create_connection(listening.getsockname()) as asking:
            for _ in range(times):
                began = time.monotonic()
                asking.sendall(b"x")
                asking.recv(1)
                taken.append((time.monotonic() - began) * 1000)
        thread.join()
    return percentile(sorted(taken), 0.5), percentile(sorted(taken), 0.99)


def start_load(town, server):
    command = [LOAD, "--port", server.port, "--mix", MIX, "--values", town.path("values0.txt"), "--cookies", town.path("cookies.txt"), "--rate", 300, "--users", USERS, "--seconds", SECONDS]
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)


def spread(held):
    """The posts, one of each role in turn as long as there are: a thousand streams are of many grids and of every role."""
    by_role = collections.defaultdict(list)
    for each in held:
        by_role[each[2]].append(each)
    return [line[i] for i in range(max(map(len, by_role.values()))) for line in by_role.values() if i < len(line)]


def listen_to_one(changes, server, cookie_of, post):
    streams = Streams(server.port)
    streams.open(cookie_of(post))
    with streams:
        done, _ = run_changes(changes, server, cookie_of, ALONE * len(KINDS), 0)
        time.sleep(1)
    streams.close()
    return streams, done


def measure_delivery(town):
    town.write_values()
    town.sign_in(USERS)
    changes = Changes(town)
    held = spread(changes.held)
    posts = [held[i % len(held)][1] for i in range(USERS)]
    cookies = town.sign_in_posts(held, USERS)
    own = dict(zip([post for _, post, _ in held], town.sign_in_posts(held, len(held))))  # sessions of those who make the changes
    leader = next(post for post, role in changes.roles.items() if role == "grid_leader")

    def cookie_of(who):
        return own[changes.office] if who == "population_office" else own[who]

    with Server(town) as server:
        server.calm()
        # The office hears of every door and person, the leader of the instructions: one of the two is the single stream.
        alone = {}
        for post, kinds in ((changes.office, KINDS[:3]), (leader, KINDS[3:])):
            streams, done = listen_to_one(changes, server, cookie_of, post)
            alone |= {kind: figures for kind, figures in told(streams, [post], done) if kind in kinds}
        echo_p50, echo_p99 = echo()
        streams = Streams(server.port)
        for cookie in cookies:
            streams.open(cookie)
        with streams:
            load = start_load(town, server)
            done, refused = run_changes(changes, server, cookie_of, int(SECONDS / EVERY), EVERY)
            busy_p50, busy_p99 = echo(500)
            report = json.loads(load.communicate()[0])
            time.sleep(WAIT)
        streams.close()
        memory = server.memory()
    engine, about = town.database.name, {"run_type": "iteration", "time_unit": "ms"}
    for kind, figures in told(streams, posts, done):
        row = about | {"name": f"live/{kind}/{engine}", "iterations": figures.pop("changes"), "real_time": figures.pop("p50")}
        row |= {f"{name}_ms" if name in ("p95", "p99", "slowest") else name: value for name, value in figures.items()}
        one = alone[kind]
        yield row | {"one_idle_stream_ms": one["p50"], "one_idle_slowest_ms": one["slowest"], "one_idle_from_request_ms": one["p50_from_request_ms"], "one_idle_due": one["due"], "one_idle_came": one["came"], "echo_ms": echo_p50, "echo_p99_ms": echo_p99}
    mixed, roles = report["all"], {changes.roles[post] for post in posts}
    yield about | {"name": f"live/streams/{engine}", "iterations": len(streams), "real_time": mixed["p50"], "items_per_second": report["rate"], "p99_ms": mixed["p99"],
                   "errors": mixed["errors"] + report["unanswered"], "refused_changes": refused, "streams_ended": len(streams.ended), "streams_reset": len(streams.reset),
                   "events": len(streams.arrived), "posts": len(set(posts)), "roles": len(roles), "grids": changes.grids, "echo_busy_ms": busy_p50, "echo_busy_p99_ms": busy_p99, "server_mb": memory}  # fmt: skip


def resident_mb(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def measure_memory(town):
    """Idle streams of every post there is; none is ended or reset. told: those that the town's own clocks told something, such as of what is overdue."""
    cookies = town.sign_in_posts(spread(town.held_posts(*READERS, *OTHERS)), STREAMS)
    with Server(town) as server:
        server.calm()
        before = resident_mb(server)
        began = time.monotonic()
        streams = Streams(server.port)
        for cookie in cookies:
            streams.open(cookie)
        opened_in = time.monotonic() - began
        with streams:
            time.sleep(IDLE_SECONDS)
        after = resident_mb(server)
        ended, reset, told_streams = len(streams.ended), len(streams.reset), len({number for number, *_ in streams.arrived})
        row = {"name": f"idle_streams/{town.database.name}", "run_type": "iteration", "iterations": len(streams), "real_time": opened_in, "time_unit": "s"}
        yield row | {"server_mb": after, "server_before_mb": before, "kb_a_stream": (after - before) * 1024 / len(streams), "ended": ended, "reset": reset, "told": told_streams, "heartbeats": len(streams.beaten), "errors": ended + reset}
        streams.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--benchmark_out", required=True)
    arguments.add_argument("--benchmark_out_format", default="json")
    out = arguments.parse_args().benchmark_out
    rows = []
    with Town(Sqlite, RESIDENTS, has_work=True) as town:
        print(f"the town was made in {town.made_in:.0f} s", file=sys.stderr, flush=True)
        for measure in (measure_memory, measure_delivery):
            for row in measure(town):
                print(json.dumps(row, ensure_ascii=False), file=sys.stderr, flush=True)
                rows.append(row)
    pathlib.Path(out).write_text(json.dumps({"context": {"residents": RESIDENTS, "streams": STREAMS, "users": USERS}, "benchmarks": rows}), encoding="utf-8")


if __name__ == "__main__":
    main()
