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
