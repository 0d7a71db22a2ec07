"""What ./dev bench takes for a benchmark: programs and scripts, not what scripts share."""
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "dev"))
import bench  # noqa: E402


class Benches(unittest.TestCase):
    def test_every_script_says_what_it_measures(self):
        with tempfile.TemporaryDirectory() as build:
            for name, command in bench.benches(pathlib.Path(build), []):
                text = pathlib.Path(command[-1]).read_text(encoding="utf-8")
                self.assertIn("--benchmark_out", text, f"{name} takes no --benchmark_out: it is no benchmark")


if __name__ == "__main__":
    unittest.main()
