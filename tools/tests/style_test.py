from repository import RepositoryTest

from lint import source, style


class SourceTest(RepositoryTest):
    def test_literals_and_comments_are_blanked_and_literals_joined(self):
        scanned = source.scan('f("a{" /* { */ "b"); // {\nauto n = 1\'000; char c = \'{\';\nauto r = R"x(c)"{)x";\n')
        self.assertEqual([literal.text for literal in scanned.literals], ["a{b", "", 'c)"{'])
        self.assertNotIn("{", scanned.code)

    def test_typescript_regular_expressions_are_no_strings(self):
        scanned = source.scan("const a = /['\"{]/.test(b); const c = 'd'; const e = f / 2 / g;\n", typescript=True)
        self.assertEqual([literal.text for literal in scanned.literals], ["d"])

    def test_functions_are_found_and_control_flow_is_not(self):
        code = "namespace a {\nint f(int x) {\n  if (x) {\n    return 1;\n  }\n  return 2;\n}\nstruct S {\n  int y;\n};\n}\n"
        self.assertEqual([(function.line, function.length) for function in source.functions(code)], [(2, 6)])


class StyleTest(RepositoryTest):
    def long_function(self, head, lines):
        return head + " {\n" + "  work();\n" * (lines - 2) + "}\n"

    def test_long_functions_are_found_in_every_language(self):
        self.write("src/base/a.cpp", self.long_function("int f()", 61))
        self.write("src/base/b.cpp", self.long_function("int f()", 60))
        self.write("web/src/c.ts", self.long_function("export function f(): number", 61))
        self.write("web/src/d.vue", "<template/>\n<script setup>\n" + self.long_function("const f = (a) =>", 61) + "</script>\n")
        self.assertEqual(self.found(style.check_function_size), ["src/base/a.cpp:1 size", "web/src/c.ts:1 size", "web/src/d.vue:3 size"])

    def test_a_group_of_tests_is_no_function(self):
        self.write("web/test/a.test.ts", self.long_function("describe('all', () =>", 100).replace("}\n", "});\n"))
        self.assertEqual(self.found(style.check_function_size), [])

    def test_long_files_are_found(self):
        self.write("src/base/a.cpp", "\n" * 501)
        self.write("src/base/b.cpp", "\n" * 500)
        self.write("test/data/c.cpp", "\n" * 900)
        self.assertEqual(self.found(style.check_file_size), ["src/base/a.cpp:1 size"])

    def test_a_header_says_what_it_is(self):
        self.write("src/base/a.h", "#pragma once\n")
        self.write("src/base/b.h", "// b: owns nothing.\n#pragma once\n")
        self.assertEqual(self.found(style.check_header_comment), ["src/base/a.h:1 header comment"])

    def test_unfinished_work_and_machine_paths_are_found(self):
        self.write("src/base/a.cpp", "int a;  // TO" + "DO\n")
        self.write("docs/b.md", "see /ro" + "ot/x\n")
        self.write("web/src/c.ts", "const route = '/root'; const page = '/work/tasks'\n")
        self.assertEqual(self.found(style.check_words), ["docs/b.md:1 machine", "src/base/a.cpp:1 unfinished"])

    def test_a_test_keeps_its_names_in_a_namespace_of_its_own(self):
        self.write("test/unit/base/a_test.cpp", "namespace a_test {\n}  // namespace a_test\n")
        self.write("test/unit/base/b_test.cpp", "namespace weige {\nnamespace {\n}\n}\n")
        self.write("test/unit/base/c_test.cpp", "namespace b_test {\n}\n")
        self.write("test/support/d.cpp", "namespace {\n}\n")
        expected = ["test/unit/base/b_test.cpp:2 test namespace", "test/unit/base/c_test.cpp:1 test namespace"]
        self.assertEqual(self.found(style.check_test_namespace), expected)

    def test_a_lock_file_that_names_a_host_is_found(self):
        self.write("web/package-lock.json", '{"resolved": "https://example.org/a.tgz"}')
        self.write("tools/node/package-lock.json", '{"integrity": "sha512-x"}')
        self.assertEqual(self.found(style.check_lock_files), ["web/package-lock.json:1 lock file"])
