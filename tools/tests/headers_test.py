from repository import RepositoryTest

from lint import headers


class HeadersTest(RepositoryTest):
    def test_a_header_that_leans_on_its_includer_is_found(self):
        self.write("src/base/a.h", "#pragma once\n#include <string>\ninline std::string a();\n")
        self.write("src/base/b.h", '#pragma once\n#include "base/a.h"\ninline std::vector<int> b();\n')
        self.assertEqual(self.found(headers.check_headers), ["src/base/b.h:1 header"])
