import json
import pathlib
import subprocess
import sys

from repository import RepositoryTest

SUMMARY = pathlib.Path(__file__).resolve().parents[1] / "dev" / "summary.py"
GTEST = """<testsuites><testsuite name="A">
<testcase name="ok" status="run" result="completed" classname="A"/>
<testcase name="off" status="notrun" result="suppressed" classname="A"/>
<testcase name="skip" status="run" result="skipped" classname="A"><skipped message="a_test.cpp:3&#x0A;no PostgreSQL"/></testcase>
{failure}</testsuite></testsuites>"""
FAILURE = '<testcase name="bad" status="run" classname="A"><failure message="1 is not 2"/></testcase>'
CTEST = '<testsuite>{}</testsuite>'


class SummaryTest(RepositoryTest):
    def summary(self):
        done = subprocess.run([sys.executable, SUMMARY, self.root], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()

    def test_cases_are_counted_and_skips_told_with_reasons(self):
        self.write("gtest/unit_a.xml", GTEST.format(failure=""))
        self.write("ctest.xml", CTEST.format('<testcase name="unit_a" status="run"/>'))
        code, lines = self.summary()
        self.assertEqual((code, lines[0], lines[-1]), (0, "skipped 1: no PostgreSQL", "1 passed, 0 failed, 1 skipped"))

    def test_a_failed_case_counts_once(self):
        self.write("gtest/unit_a.xml", GTEST.format(failure=FAILURE))
        self.write("ctest.xml", CTEST.format('<testcase name="unit_a" status="fail"><failure message="Failed"/></testcase>'))
        code, lines = self.summary()
        self.assertEqual((code, lines[-1]), (1, "1 passed, 1 failed, 1 skipped"))

    def test_a_program_that_died_is_a_failure(self):
        self.write("ctest.xml", CTEST.format('<testcase name="unit_a" status="fail"><failure message="SEGFAULT"/></testcase>'))
        code, lines = self.summary()
        self.assertEqual((code, lines), (1, ["failed: unit_a: died: SEGFAULT", "0 passed, 1 failed, 0 skipped"]))

    def test_vitest_cases_and_steps_are_added(self):
        cases = [{"fullName": "a", "status": "passed"}, {"fullName": "b", "status": "skipped"}]
        report = {"testResults": [{"name": "x.test.ts", "status": "passed", "assertionResults": cases}]}
        self.write("web-unit.json", json.dumps(report))
        self.write("web-unit.exit", "0\n")
        self.write("steps.tsv", "passed\tlint\t\nfailed\ttypes\texit code 2\n")
        code, lines = self.summary()
        self.assertEqual((code, lines[-1]), (1, "2 passed, 1 failed, 1 skipped"))

    def test_vitest_that_fails_without_a_failed_case_is_a_failure(self):
        self.write("web-unit.json", json.dumps({"testResults": []}))
        self.write("web-unit.exit", "1\n")
        self.write("steps.tsv", "passed\tlint\t\n")
        code, lines = self.summary()
        self.assertEqual((code, lines[-1]), (1, "1 passed, 1 failed, 0 skipped"))

    def test_nothing_run_is_a_failure(self):
        self.assertEqual(self.summary(), (1, ["0 passed, 0 failed, 0 skipped"]))
