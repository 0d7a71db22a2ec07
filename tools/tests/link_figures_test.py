import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).resolve().parents[1] / "dev" / "link_figures.py"
GOOD = {"name": "link/1000", "recall": 0.95, "precision": 0.9995, "rule_recall": 0.74, "real_time": 2.0, "anonymous_mb": 10.0}


def told(*lines):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"benchmarks": lines}, file)
        file.flush()
        return subprocess.run([sys.executable, str(TOOL), file.name], capture_output=True, text=True, check=False)


class LinkFiguresTest(unittest.TestCase):
    def test_good_figures_are_one_line(self):
        done = told(GOOD, {"name": "febrl/1", "f1": 0.99})
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout, "link/1000 precision 0.99950 recall 0.9500 (rule 0.740) in 2.0 s, 10 MB; febrl/1 F1 0.9900\n")

    def test_a_broken_promise_fails(self):
        for worse in ({"recall": 0.92}, {"precision": 0.998}, {"rule_recall": 0.8}):
            self.assertEqual(told(GOOD | worse).returncode, 1, worse)
        self.assertEqual(told({"name": "febrl/2", "f1": 0.95}).returncode, 1)


if __name__ == "__main__":
    unittest.main()
