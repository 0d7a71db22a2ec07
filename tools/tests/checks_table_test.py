import pathlib
import shutil
import subprocess
import sys

from repository import RepositoryTest

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "dev" / "checks.py"
CHECK = "# about: something slow\n# inputs: src\n"


class ChecksTableTest(RepositoryTest):
    def setUp(self):
        super().setUp()
        self.write("src/a.cpp", "1")
        self.write("tools/checks/slow.sh", CHECK)
        (self.root / "tools" / "dev").mkdir()
        shutil.copy(SCRIPT, self.root / "tools" / "dev" / "checks.py")
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a")

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.root, check=True)

    def checks(self, *arguments):
        command = [sys.executable, self.root / "tools" / "dev" / "checks.py", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def record(self, figure):
        self.checks("record", "slow", self.checks("commit").strip(), self.checks("inputs", "slow").strip(), "1", figure, "3 s")

    def test_a_record_holds_until_an_input_changes(self):
        self.assertIn("never run", self.checks("list"))
        self.record("fine")
        self.assertIn("valid", self.checks("list"))
        self.write("docs/note.md", "no input")
        self.assertIn("valid", self.checks("list"))
        self.write("src/b.cpp", "new and not committed")
        self.assertIn("stale", self.checks("list"))

    def test_a_check_of_many_parts_holds_when_each_does(self):
        self.write("src/m/a.h", '#include "m/deep.h"\n')
        self.write("src/m/a.cpp", "1")
        self.write("src/m/deep.h", '#include "m/text_catalogue.inc"\n')
        self.write("src/m/text_catalogue.inc", "words")
        self.write("test/fuzz/a_fuzz.cpp", '#include "m/a.h"\n')
        self.write("test/fuzz/b_fuzz.cpp", "1")
        self.write("tools/checks/slow.sh", "# about: something slow\n# parts: test/fuzz/*_fuzz.cpp\n")
        self.assertIn("never run", self.checks("list"))
        self.record_part("a")
        self.assertIn("1 of 2 parts hold; not b", self.checks("list"))
        self.assertIn("stale", self.checks("list"))
        self.record_part("b")
        self.assertIn("2 of 2 parts hold", self.checks("list"))
        self.assertIn("valid", self.checks("list"))
        self.write("src/m/text_catalogue.inc", "other words")
        self.write("src/m/beside.cpp", "that no part includes")
        self.assertIn("2 of 2 parts hold", self.checks("list"))
        for changed in ("src/m/a.cpp", "src/m/deep.h"):
            self.write(changed, (self.root / changed).read_text(encoding="utf-8") + "// changed\n")
            self.assertIn("1 of 2 parts hold; not a", self.checks("list"))
            self.record_part("a")

    def record_part(self, part):
        self.checks("record", f"slow {part}", "1234567890", self.checks("inputs", "slow", part).strip(), "1", "fine", "3 s")

    def test_a_new_record_replaces_the_row(self):
        self.record("first")
        self.record("second | with a bar")
        table = (self.root / "docs" / "checks.md").read_text(encoding="utf-8")
        self.assertEqual(len([line for line in table.splitlines() if line.startswith("| slow |")]), 1)
        self.assertIn("| second / with a bar | 3 s |", table)
