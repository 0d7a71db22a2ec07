#!/usr/bin/env python3
"""The figures of two runs of `weige simulate` as one line. Exit code 1 when the null world shows a gain or a loss: then the comparison itself is unfair,
and the real world's figure means nothing. A loss in the real world is a figure like a gain.

usage: simulate_figures.py REAL.json NULL.json
"""
import json
import sys

PAIRS = ("random", "oldest")


def points(interval):
    return f"{100 * interval['mean']:.2f} [{100 * interval['low']:.2f}, {100 * interval['high']:.2f}]"


def gains(report):
    return {gain["over"]: gain["share"] for gain in report["gains"] if gain["over"] in PAIRS}


def told(report):
    shares = {one["policy"]: one for one in report["policies"]}
    wrong = ", ".join(f"{name} {100 * one['after']['mean']:.2f}" for name, one in shares.items())
    less = "; ".join(f"less than {name} by {points(share)}" for name, share in gains(report).items())
    return f"{report['world']}: wrong {100 * shares['product']['before']['mean']:.2f} %, after a month {wrong}; {less}"


def is_fair(null):
    """In the null world no gain can be told from none."""
    return all(share["low"] <= 0 <= share["high"] for share in gains(null).values())


def main():
    reports = []
    for name in sys.argv[1:3]:
        with open(name, encoding="utf-8") as file:
            reports.append(json.load(file))
    real, null = reports
    print(". ".join(told(report) for report in reports))
    if (real["world"], null["world"]) != ("real", "null") or set(gains(null)) != set(PAIRS):
        return 1
    return 0 if is_fair(null) else 1


if __name__ == "__main__":
    sys.exit(main())
