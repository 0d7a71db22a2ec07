#!/usr/bin/env python3
"""Adds up what the tests of hostile and good files tell: usage: file_figures.py REPORT

A line of the report: hostile|good|real FAMILY WALL PROCESSOR BYTES, times in microseconds; PROCESSOR is that of the parsing process and of the server beside it,
which neighbours on the machine do not lengthen. Prints a line a family and the figure last; exits with 1 when a hostile file
took more than two seconds of it, or its parsing process more than 256 MB.
"""
import collections
import sys

MOST_SECONDS, MOST_BYTES = 2, 256 << 20


def read(path):
    families = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            kind, family, wall, processor, peak = line.split()
            families[kind, family].append((int(processor) / 1e6, int(wall) / 1e6, int(peak)))
    return families


def figure(families):
    def all_of(kind):
        return [file for (found, _), files in families.items() if found == kind for file in files]

    def count(kind):
        return sum(1 for found, _ in families if found == kind)

    hostile = all_of("hostile")
    slowest, family = max((max(files)[0], family) for (kind, family), files in families.items() if kind == "hostile")
    return (f"{len(hostile)} hostile files of {count('hostile')} families refused, slowest {slowest:.2f} s of the processor ({family}), "
            f"{max(wall for _, wall, _ in hostile):.2f} s of the clock, highest peak {max(peak for _, _, peak in hostile) / 1e6:.0f} MB; "
            f"{len(all_of('good'))} good files of {count('good')} quirks and {len(all_of('real'))} of {count('real')} programs read")


def main():
    families = read(sys.argv[1])
    too_much = False
    for (kind, family), files in sorted(families.items()):
        slowest, wall, peak = (max(values) for values in zip(*files))
        bad = kind == "hostile" and (slowest > MOST_SECONDS or peak > MOST_BYTES)
        too_much = too_much or bad
        print(f"{kind:8} {family:20} {len(files):4} files, slowest {slowest:5.2f} s of the processor, {wall:5.2f} s of the clock, "
              f"peak {peak / 1e6:4.0f} MB{'  TOO MUCH' if bad else ''}")
    print(figure(families))
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
