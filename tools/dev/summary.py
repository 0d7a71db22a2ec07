#!/usr/bin/env python3
"""Adds up what the test runners left in a results folder and prints failures, skips with reasons, and one closing line.

GoogleTest and Vitest are counted by case; a program that died before it could report counts as one failure.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field


@dataclass
class Summary:
    passed: int = 0
    failed: list = field(default_factory=list)
    skipped: list = field(default_factory=list)

    def add(self, outcome, name, reason=""):
        if outcome == "passed":
            self.passed += 1
        elif outcome == "skipped":
            self.skipped.append((name, one_line(reason) or "no reason given"))
        else:
            self.failed.append((name, one_line(reason)))


def one_line(text):
    return " ".join((text or "").split())[:300]


def skip_reason(message):
    """GoogleTest puts "file:line" on the first line of a skip message; the reason follows."""
    lines = (message or "").strip().splitlines()
    return " ".join(lines[1:]) if len(lines) > 1 else "".join(lines)


def add_gtest(summary, folder):
    """Returns the programs that reported, and those of them with a failed case."""
    reported, with_failure = set(), set()
    for path in sorted(folder.glob("*.xml")):
        program = path.stem
        try:
            root = ElementTree.parse(path).getroot()
        except ElementTree.ParseError:
            continue
        reported.add(program)
        for case in root.iter("testcase"):
            if case.get("status") == "notrun":
                continue
            name = f"{program}: {case.get('classname')}.{case.get('name')}"
            failure, skip = case.find("failure"), case.find("skipped")
            if failure is not None:
                with_failure.add(program)
                summary.add("failed", name, failure.get("message"))
            elif skip is not None:
                summary.add("skipped", name, skip_reason(skip.get("message")))
            else:
                summary.add("passed", name)
    return reported, with_failure


def add_ctest(summary, path, reported, with_failure):
    """What ctest knows beyond the cases: programs that are no GoogleTest, crashed or timed out."""
    if not path.exists():
        return
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name, status = case.get("name"), case.get("status")
        if status == "run":
            if name not in reported:
                summary.add("passed", name)
        elif status == "disabled":
            summary.add("skipped", name, "disabled")
        elif status == "notrun":
            summary.add("failed", name, "did not run")
        elif name not in with_failure:
            failure = case.find("failure")
            summary.add("failed", name, "died: " + (failure.get("message") if failure is not None else status))


def add_vitest(summary, path):
    """Vitest also fails without a failed case: no test file found, or an error outside the tests. Its exit code tells."""
    failed_before = len(summary.failed)
    add_vitest_cases(summary, json.loads(path.read_text()))
    exit_code = path.with_suffix(".exit").read_text().strip()
    if exit_code != "0" and len(summary.failed) == failed_before:
        summary.add("failed", path.stem, f"exit code {exit_code} without a failed case")


def add_vitest_cases(summary, report):
    for suite in report["testResults"]:
        where = pathlib.Path(suite["name"]).name
        if suite["status"] == "failed" and not suite["assertionResults"]:
            summary.add("failed", where, suite.get("message"))
        for case in suite["assertionResults"]:
            name, status = f"{where}: {case['fullName']}", case["status"]
            if status in ("passed", "failed"):
                summary.add(status, name, "".join(case.get("failureMessages") or []))
            else:
                summary.add("skipped", name, (case.get("meta") or {}).get("reason", status))


def add_lines(summary, path):
    for line in path.read_text().splitlines():
        outcome, name, reason = line.split("\t")
        summary.add(outcome, name, reason)


def collect(folder):
    summary = Summary()
    reported, with_failure = add_gtest(summary, folder / "gtest")
    add_ctest(summary, folder / "ctest.xml", reported, with_failure)
    for path in sorted(folder.glob("web-*.json")):
        add_vitest(summary, path)
    if (folder / "unittests.json").exists():
        for outcome, name, reason in json.loads((folder / "unittests.json").read_text()):
            summary.add(outcome, name, reason)
    if (folder / "steps.tsv").exists():
        add_lines(summary, folder / "steps.tsv")
    return summary


def print_grouped_skips(skipped):
    """One line a reason, with how many and which."""
    by_reason = {}
    for name, reason in skipped:
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        print(f"skipped {len(names)}: {reason}")
        for name in names:
            print(f"    {name}")


def main():
    summary = collect(pathlib.Path(sys.argv[1]))
    print_grouped_skips(summary.skipped)
    for name, reason in summary.failed:
        print(f"failed: {name}" + (f": {reason}" if reason else ""))
    print(f"{summary.passed} passed, {len(summary.failed)} failed, {len(summary.skipped)} skipped", flush=True)
    return 1 if summary.failed or not summary.passed else 0


if __name__ == "__main__":
    sys.exit(main())
