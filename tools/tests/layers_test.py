from repository import RepositoryTest

from lint import exceptions, layers


class LayersTest(RepositoryTest):
    def test_downward_and_own_includes_are_fine(self):
        self.write("src/registry/person.cpp", '#include "registry/person.h"\n#include "base/result.h"\n#include <vector>\n')
        self.assertEqual(self.found(layers.check_layers), [])

    def test_upward_include_is_found_with_its_line(self):
        self.write("src/registry/person.cpp", '#include "base/result.h"\n#include "work/visit.h"\n')
        self.assertEqual(self.found(layers.check_layers), ["src/registry/person.cpp:2 layer"])

    def test_siblings_do_not_include_each_other(self):
        self.write("src/standards/phone.cpp", '#include "formats/csv.h"\n')
        self.write("src/cli/serve.cpp", '#include "http/server.h"\n')
        self.assertEqual(self.found(layers.check_layers), ["src/cli/serve.cpp:1 layer", "src/standards/phone.cpp:1 layer"])

    def test_main_may_include_everything(self):
        self.write("src/main.cpp", '#include "http/server.h"\n#include "cli/serve.h"\n')
        self.assertEqual(self.found(layers.check_layers) + self.found(layers.check_tree), [])

    def test_an_unknown_module_a_stray_file_and_a_deep_folder_are_found(self):
        self.write("src/utils/text.h", "")
        self.write("src/helper.cpp", "")
        self.write("src/registry/people/person.h", "")
        self.write("src/store/sqlite/writer.cpp", "")
        self.assertEqual(
            self.found(layers.check_tree),
            ["src/helper.cpp:1 tree", "src/registry/people/person.h:1 tree", "src/utils/text.h:1 tree"],
        )

    def test_links_keep_the_order_too(self):
        self.write("CMakeLists.txt", "weige_module(base LIBS fmt::fmt)\nweige_module(store DEPS base LIBS pq)\nweige_module(jobs DEPS registry)\n")
        self.assertEqual(self.found(layers.check_cmake), ["CMakeLists.txt:3 layer"])


class ExceptionsTest(RepositoryTest):
    def setUp(self):
        super().setUp()
        self.write("src/base/clock.cpp", '#include "store/database.h"\n')

    def test_a_listed_exception_is_let_through(self):
        self.write(exceptions.FILE, "count 1\nsrc/base/clock.cpp layer  # reason\n")
        self.assertEqual(self.found(exceptions.applied(layers.check_layers)), [])

    def test_the_count_must_agree(self):
        self.write(exceptions.FILE, "count 0\nsrc/base/clock.cpp layer\n")
        self.assertEqual(self.found(exceptions.applied(layers.check_layers)), [f"{exceptions.FILE}:1 exceptions"])

    def test_an_exception_that_is_not_needed_must_go(self):
        self.write(exceptions.FILE, "count 2\nsrc/base/clock.cpp layer\nsrc/base/text.cpp layer\n")
        self.assertEqual(self.found(exceptions.applied(layers.check_layers)), [f"{exceptions.FILE}:3 exceptions"])
