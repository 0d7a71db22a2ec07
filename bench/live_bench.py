#!/usr/bin/env python3
"""Idle event streams: the server's memory with 10,000 signed-in streams open, and that none of them is ended or told anything.

Writes Google Benchmark's JSON (--benchmark_out=FILE) as tools/dev/bench.py reads it. The reference of the same run is the server's memory before the
first stream. WEIGE_BENCH_RESIDENTS (200000), WEIGE_BENCH_STREAMS (10000) and WEIGE_BENCH_IDLE_SECONDS (30: one heartbeat) make it smaller.
How long a change takes to reach the streams that it concerns is not measured here.
"""
import argparse
import json
import os
import pathlib
import selectors
import socket
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_town import Server, Sqlite, Town  # noqa: E402

RESIDENTS = int(os.environ.get("WEIGE_BENCH_RESIDENTS", "200000"))
STREAMS = int(os.environ.get("WEIGE_BENCH_STREAMS", "10000"))
IDLE_SECONDS = float(os.environ.get("WEIGE_BENCH_IDLE_SECONDS", "30"))


def resident_mb(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def open_stream(port, cookie):
    """A stream whose headers have been answered."""
    stream = socket.create_connection(("127.0.0.1", port), timeout=30)
    stream.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nX-Weige: 1\r\n\r\n".encode())
    answer = b""
    while b"\r\n\r\n" not in answer:
        part = stream.recv(4096)
        if not part:
            break
        answer += part
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"a stream was refused: {answer[:200]!r}")
    stream.setblocking(False)
    return stream


def listen(streams, seconds):
    """(streams that ended, streams that were told an event, streams with a heartbeat) within so many seconds."""
    ended, told, beaten = set(), set(), set()
    with selectors.DefaultSelector() as waiting:
        for stream in streams:
            waiting.register(stream, selectors.EVENT_READ)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            for key, _ in waiting.select(left):
                part = key.fileobj.recv(65536)
                if not part:
                    ended.add(key.fd)
                    waiting.unregister(key.fileobj)
                elif b"data:" in part or b"event:" in part:
                    told.add(key.fd)
                else:
                    beaten.add(key.fd)
    return len(ended), len(told), len(beaten)


def measure(town):
    town.sign_in(STREAMS)
    cookies = pathlib.Path(town.path("cookies.txt")).read_text(encoding="utf-8").split()
    with Server(town) as server:
        before = resident_mb(server)
        began = time.monotonic()
        streams = [open_stream(server.port, cookie) for cookie in cookies]
        opened_in = time.monotonic() - began
        ended, told, beaten = listen(streams, IDLE_SECONDS)
        after = resident_mb(server)
        row = {"name": f"idle_streams/{town.database.name}", "run_type": "iteration", "iterations": len(streams), "real_time": opened_in, "time_unit": "s"}
        yield row | {"server_mb": after, "server_before_mb": before, "kb_a_stream": (after - before) * 1024 / len(streams), "ended": ended, "told": told, "heartbeats": beaten, "errors": ended + told}
        for stream in streams:
            stream.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--benchmark_out", required=True)
    arguments.add_argument("--benchmark_out_format", default="json")
    out = arguments.parse_args().benchmark_out
    with Town(Sqlite, RESIDENTS) as town:
        rows = list(measure(town))
    pathlib.Path(out).write_text(json.dumps({"context": {"residents": RESIDENTS, "streams": STREAMS}, "benchmarks": rows}), encoding="utf-8")


if __name__ == "__main__":
    main()
