from repository import RepositoryTest

from lint import docs


class DocsTest(RepositoryTest):
    def setUp(self):
        super().setUp()
        self.write("src/base/result.h", "")
        self.write("src/base/result.cpp", "")
        self.write("dev", "readonly COMMANDS='build test check'\n")
        self.write("tools/checks/fuzz.sh", "")

    def paths(self, text):
        self.write("docs/a.md", text)
        return self.found(docs.check_paths)

    def test_existing_paths_patterns_and_links_are_fine(self):
        self.assertEqual(self.paths("`src/base/result.{h,cpp}` `base/result.h` `src/*/result.h` [b](../src/base) `build/x/y`\n"), [])

    def test_missing_paths_and_links_are_found(self):
        self.assertEqual(self.paths("`src/base/gone.h`\n\n[b](gone.md)\n`src/*/gone.h`\n"), [f"docs/a.md:{line} path" for line in (1, 3, 4)])

    def test_code_that_is_no_path_is_left_alone(self):
        self.assertEqual(self.paths("`a / b` `GET /api/people` `docs/NNNN-title` `std::vector` `x=1`\n"), [])

    def test_commands_and_checks_exist(self):
        self.write("docs/a.md", "`./dev build` `./dev check fuzz` `./dev check NAME`\n`./dev biuld`\n`./dev check nothing`\n")
        self.assertEqual(self.found(docs.check_commands), ["docs/a.md:2 command", "docs/a.md:3 command"])

    def test_privacy_names_manifests_and_clocks_that_can_be_set(self):
        self.write("src/work/work_manifest.cpp", "")
        self.write("src/http/whole_manifest.cpp", "")
        self.write("src/town/retention_clock.cpp", 'RetentionClock{"a.at", 10, kSixMonths, 20, "x", "y"},\nRetentionClock{"b.at", 1, 1, 1, "x", "y"}')
        self.write("docs/privacy.md", "`src/work/work_manifest.cpp` `a.at`\n")
        self.assertEqual(self.found(docs.check_privacy), [])
        self.write("docs/privacy.md", "nothing\n")
        self.assertEqual(self.found(docs.check_privacy), ["docs/privacy.md:1 privacy"] * 2)
