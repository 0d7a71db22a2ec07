#!/usr/bin/env python3
"""Runs the Python unit tests of a folder and leaves [outcome, name, reason] for each in a JSON file."""
import json
import sys
import unittest


class Recorder(unittest.TextTestResult):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.records = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.records.append(["passed", test.id(), ""])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.records.append(["skipped", test.id(), reason])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.records.append(["failed", test.id(), str(err[1]).splitlines()[0] if str(err[1]) else "failed"])

    def addError(self, test, err):
        super().addError(test, err)
        self.records.append(["failed", test.id(), repr(err[1])])


def main():
    folder, results = sys.argv[1:]
    suite = unittest.defaultTestLoader.discover(folder, pattern="*_test.py")
    outcome = unittest.TextTestRunner(resultclass=Recorder, buffer=True).run(suite)
    with open(results, "w", encoding="utf-8") as file:
        json.dump(outcome.records, file)
    return 0 if outcome.wasSuccessful() and outcome.records else 1


if __name__ == "__main__":
    sys.exit(main())
