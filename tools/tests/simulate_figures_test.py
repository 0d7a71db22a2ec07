import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).resolve().parents[1] / "dev" / "simulate_figures.py"


def interval(mean, half):
    return {"mean": mean, "low": mean - half, "high": mean + half}


def report(world, gain, half=0.002):
    return {
        "world": world,
        "policies": [
            {"policy": "product", "before": interval(0.12, 0.01), "after": interval(0.08, 0.01)},
            {"policy": "random", "before": interval(0.12, 0.01), "after": interval(0.08 + gain, 0.01)},
        ],
        "gains": [{"over": over, "share": interval(gain, half)} for over in ("random", "oldest", "nobody")],
    }


def told(real, null):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, one in (("real", real), ("null", null)):
            path = pathlib.Path(folder) / f"{name}.json"
            path.write_text(json.dumps(one), encoding="utf-8")
            names.append(str(path))
        return subprocess.run([sys.executable, str(TOOL), *names], capture_output=True, text=True, check=False)


class SimulateFiguresTest(unittest.TestCase):
    def test_figures_are_one_line(self):
        done = told(report("real", 0.01), report("null", 0.001))
        self.assertEqual(done.returncode, 0)
        self.assertEqual(
            done.stdout,
            "real: wrong 12.00 %, after a month product 8.00, random 9.00; less than random by 1.00 [0.80, 1.20]; less than oldest by 1.00 [0.80, 1.20]. "
            "null: wrong 12.00 %, after a month product 8.00, random 8.10; less than random by 0.10 [-0.10, 0.30]; less than oldest by 0.10 [-0.10, 0.30]\n",
        )

    def test_a_loss_is_a_figure(self):
        done = told(report("real", -0.01), report("null", 0))
        self.assertEqual(done.returncode, 0)
        self.assertIn("less than random by -1.00 [-1.20, -0.80]", done.stdout)

    def test_a_null_world_with_a_gain_or_a_loss_fails(self):
        for gain in (0.01, -0.01):
            self.assertEqual(told(report("real", 0.01), report("null", gain)).returncode, 1)

    def test_the_worlds_are_not_exchanged(self):
        self.assertEqual(told(report("null", 0), report("real", 0.01)).returncode, 1)


if __name__ == "__main__":
    unittest.main()
