#!/usr/bin/env python3
"""The figures of bench/link_bench.py as one line; exit code 1 when a promise of the quality of linkage is not kept.

usage: link_figures.py BENCH.json
"""
import json
import sys

LEAST_RECALL, LEAST_PRECISION, EASIEST_RULE = 0.93, 0.999, 0.75
LEAST_F1 = {"febrl/1": 0.98, "febrl/2": 0.96, "febrl/3": 0.96}


def told(line):
    if "f1" in line:
        return f"{line['name']} F1 {line['f1']:.4f}", line["f1"] >= LEAST_F1[line["name"]]
    kept = line["recall"] >= LEAST_RECALL and line["precision"] >= LEAST_PRECISION and line["rule_recall"] <= EASIEST_RULE
    text = f"{line['name']} precision {line['precision']:.5f} recall {line['recall']:.4f} (rule {line['rule_recall']:.3f}) in {line['real_time']:.1f} s, {line['anonymous_mb']:.0f} MB"
    return text, kept


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = [told(line) for line in json.load(file)["benchmarks"]]
    print("; ".join(text for text, _ in lines))
    return 0 if all(kept for _, kept in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
