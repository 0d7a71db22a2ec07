import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATCHES = sorted((ROOT / "test" / "data" / "mutants").glob("*.patch"))


class MutantsTest(unittest.TestCase):
    """Faults that the access matrix has to catch: what has moved on since is to be seeded anew."""

    def test_there_are_enough(self):
        self.assertGreaterEqual(len(PATCHES), 20)

    def test_each_still_applies_and_says_what_it_does(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            shutil.copytree(ROOT / "src", copy / "src")
            for patch in PATCHES:
                with self.subTest(patch.stem):
                    self.assertRegex(patch.read_text(encoding="utf-8").splitlines()[0], r"^[a-z].{10,}$")
                    command = ["git", "apply", "--check", str(patch)]
                    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
