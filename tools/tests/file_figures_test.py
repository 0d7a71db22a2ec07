import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).resolve().parents[1] / "files" / "file_figures.py"
GOOD = ["hostile ZipBomb 300000 250000 5000000", "hostile ZipBomb 200000 100000 6000000", "good Tabs 20000 10000 4000000", "real exceljs 20000 10000 4000000"]


def told(*lines):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        return subprocess.run([sys.executable, str(TOOL), file.name], capture_output=True, text=True, check=False)


class FileFiguresTest(unittest.TestCase):
    def test_the_last_line_is_the_figure(self):
        done = told(*GOOD)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(
            done.stdout.splitlines()[-1],
            "2 hostile files of 1 families refused, slowest 0.25 s of the processor (ZipBomb), 0.30 s of the clock, highest peak 6 MB; "
            "1 good files of 1 quirks and 1 of 1 programs read",
        )

    def test_too_slow_or_too_large_fails(self):
        self.assertEqual(told(*GOOD, "hostile Slow 2100000 2000001 5000000").returncode, 1)
        self.assertEqual(told(*GOOD, "hostile Large 1 1 268435457").returncode, 1)
        self.assertEqual(told(*GOOD, "good Slow 9000000 9000000 500000000").returncode, 0)
