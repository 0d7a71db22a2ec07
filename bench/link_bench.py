#!/usr/bin/env python3
"""Record linkage on labelled files: how fast, how many are found, how many are wrong, and whether the probabilities mean what they say.

An invented register and a roster of some of its people with the errors of real rosters (weige_link_towns), linked by `weige link`; and the FEBRL
sets of ../shared/data ($WEIGE_SHARED_DATA) where they are. Beside the speed stands a plain loop over the same files, beside the quality the rule
"ID number, else name and phone". WEIGE_LINK_SIZES (1000000:100000) names pairs of register and roster sizes.
Writes Google Benchmark's JSON (--benchmark_out=FILE); `--curve FILE` also the whole precision and recall curve and the calibration.
"""
import argparse
import collections
import csv
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = pathlib.Path(os.environ.get("WEIGE_PROGRAM", ROOT / "build/release/weige"))
TOWNS = PROGRAM.parent / "bench" / "weige_link_towns"
DATA = pathlib.Path(os.environ.get("WEIGE_SHARED_DATA", ROOT.parent / "shared" / "data"))
SIZES = os.environ.get("WEIGE_LINK_SIZES", "1000000:100000")
SEED = 20261128
PROBABILITY_BINS = [0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999, 0.9999, 1.000001]


def link(folder, *arguments):
    """Runs `weige link`; its figures, and its links as (left, right, probability, class)."""
    links, figures = folder / "links.csv", folder / "figures.json"
    command = [PROGRAM, "link", "--quiet", "--out", links, "--figures", figures, *arguments]
    began = time.monotonic()
    subprocess.run([str(part) for part in command], check=True)
    told = json.loads(figures.read_text(encoding="utf-8")) | {"whole_seconds": time.monotonic() - began}
    with links.open(encoding="utf-8", newline="") as file:
        rows = [(row["left_id"], row["right_id"], float(row["probability"]), row["class"]) for row in csv.DictReader(file)]
    return told, rows


def plain_loop(*paths):
    """Seconds that it takes to look at every byte of the files once."""
    began = time.monotonic()
    for path in paths:
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                block.count(b"\n")
    return time.monotonic() - began


def read_truth(folder):
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {row["qid"]: row["rid"] for row in csv.DictReader(file)}


def rule_recall(folder, truth):
    """Share of the roster's people that "ID number, else name and phone" finds."""
    by_id, by_phone = {}, {}
    with (folder / "register.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["idno"]:
                by_id[row["idno"]] = row["rid"]
            if row["phone"]:
                by_phone.setdefault((row["name"], row["phone"]), row["rid"])
    right = 0
    with (folder / "roster.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = by_id.get(row["idno"]) or by_phone.get((row["name"], row["phone"]))
            right += found is not None and found == truth[row["qid"]]
    return right / sum(map(bool, truth.values()))


def best_of_each(rows):
    best = {}
    for query, record, probability, _ in rows:
        if probability > best.get(query, (0, ""))[0]:
            best[query] = (probability, record)
    return best


def curve_of(best, truth):
    """(probability, precision, recall) at every probability from the highest down."""
    known, right, points = sum(map(bool, truth.values())), 0, []
    ordered = sorted(best.items(), key=lambda item: -item[1][0])
    for count, (query, (probability, record)) in enumerate(ordered, 1):
        right += truth[query] == record
        points.append((probability, right / count, right / known))
    return points


def calibration_of(rows, truth):
    """For ranges of probability: how many pairs, the mean that was told, and the share that is true."""
    out = []
    for low, high in itertools.pairwise(PROBABILITY_BINS):
        pairs = [(probability, truth[query] == record) for query, record, probability, _ in rows if low <= probability < high]
        if pairs:
            out.append({"from": low, "to": high, "pairs": len(pairs), "told": sum(p for p, _ in pairs) / len(pairs), "true": sum(t for _, t in pairs) / len(pairs)})
    return out


def thinned(points, most=200):
    step = max(len(points) // most, 1)
    return points[::step] + points[-1:]


def measure_town(folder, register, roster):
    subprocess.run([str(TOWNS), str(folder), str(register), str(roster), str(SEED)], check=True)
    files = (folder / "roster.csv", folder / "register.csv")
    loop = plain_loop(*files)
    told, rows = link(folder, "--config", "register-roster", "--left", files[0], "--right", files[1], "--review-from", "0.001")
    truth = read_truth(folder)
    same = [(query, record) for query, record, _, kind in rows if kind == "same"]
    right = sum(truth[query] == record for query, record in same)
    points = curve_of(best_of_each(rows), truth)
    seconds = told["seconds"]
    line = {
        "name": f"link/{register}",
        "run_type": "iteration",
        "iterations": told["looked_up"],
        "real_time": told["whole_seconds"],
        "time_unit": "s",
        "items_per_second": told["looked_up"] / told["whole_seconds"],
        "precision": right / max(len(same), 1),
        "recall": right / sum(map(bool, truth.values())),
        "recall_at_precision_999": max((recall for _, precision, recall in points if precision >= 0.999), default=0),
        "rule_recall": rule_recall(folder, truth),
        "pairs_per_row": told["pairs"] / told["looked_up"],
        "anonymous_mb": told["anonymous_bytes"] / 1e6,
        "plain_loop_s": loop,
        **{f"{phase}_s": took for phase, took in seconds.items()},
    }
    return line, {"name": line["name"], "curve": thinned(points), "calibration": calibration_of(rows, truth), "fields": told["fields"]}


def febrl_pairs(path):
    groups = collections.defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            groups[row["rec_id"].split("-")[1]].append(row["rec_id"])
    return {frozenset(pair) for group in groups.values() for pair in itertools.combinations(group, 2)}


def measure_febrl(folder, number):
    path = DATA / "linkage" / f"dataset{number}.csv"
    told, rows = link(folder, "--config", "febrl", "--dedupe", path)
    true = febrl_pairs(path)
    found = {frozenset(row[:2]) for row in rows if row[3] == "same"}
    right = len(true & found)
    precision, recall = right / max(len(found), 1), right / len(true)
    return {
        "name": f"febrl/{number}",
        "run_type": "iteration",
        "iterations": told["looked_up"],
        "real_time": told["whole_seconds"],
        "time_unit": "s",
        "items_per_second": told["looked_up"] / told["whole_seconds"],
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def measure():
    """Yields (line of the table, curves or None)."""
    for size in SIZES.split(","):
        register, roster = map(int, size.split(":"))
        with tempfile.TemporaryDirectory() as folder:
            yield measure_town(pathlib.Path(folder), register, roster)
    if not (DATA / "linkage").is_dir():
        print(f"no {DATA}/linkage: FEBRL is left out", file=sys.stderr)
        return
    for number in (1, 2, 3):
        with tempfile.TemporaryDirectory() as folder:
            yield measure_febrl(pathlib.Path(folder), number), None


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--benchmark_out", required=True)
    arguments.add_argument("--benchmark_out_format", default="json")
    arguments.add_argument("--curve", help="JSON file for the curves")
    asked = arguments.parse_args()
    lines, curves = [], []
    for line, curve in measure():
        print(json.dumps(line), file=sys.stderr, flush=True)
        lines.append(line)
        if curve:
            curves.append(curve)
            for part in curve["calibration"]:
                print(f"  told {part['told']:.4f}, true {part['true']:.4f} ({part['pairs']} pairs)", file=sys.stderr)
            for target in (0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999):
                recall = max((recall for _, precision, recall in curve["curve"] if precision >= target), default=0)
                print(f"  precision {target}: recall {recall:.4f}", file=sys.stderr)
    pathlib.Path(asked.benchmark_out).write_text(json.dumps({"context": {"seed": SEED}, "benchmarks": lines}), encoding="utf-8")
    if asked.curve:
        pathlib.Path(asked.curve).write_text(json.dumps(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
