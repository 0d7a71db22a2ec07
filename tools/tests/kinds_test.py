from repository import RepositoryTest

from lint import kinds


class KindsTest(RepositoryTest):
    def kind_violations(self, path, *included):
        self.write(path, "".join(f'#include "{name}"\n' for name in included))
        return self.found(kinds.check_kinds)

    def test_rules_touch_neither_store_nor_http_nor_json_nor_log(self):
        path = "src/registry/person.cpp"
        found = self.kind_violations(
            path, "store/database.h", "registry/person_store.h", "http/request.h", "boost/json.hpp", "spdlog/spdlog.h", "base/result.h"
        )
        self.assertEqual(found, [f"{path}:{line} kind" for line in range(1, 6)])

    def test_a_store_touches_the_database_but_not_policy(self):
        path = "src/registry/person_store.cpp"
        self.assertEqual(self.kind_violations(path, "store/database.h", "access/policy.h"), [f"{path}:2 kind"])

    def test_a_writer_joins_stores_and_decides_nothing(self):
        path = "src/registry/register_writer.cpp"
        self.assertEqual(self.kind_violations(path, "store/database.h", "registry/person_store.h", "access/policy.h"), [f"{path}:3 kind"])

    def test_actions_touch_stores_but_not_formats(self):
        path = "src/registry/person_actions.cpp"
        self.assertEqual(self.kind_violations(path, "registry/person_store.h", "formats/csv_reader.h"), [f"{path}:2 kind"])

    def test_an_import_reads_formats_but_not_the_store(self):
        path = "src/intake/roster_import.cpp"
        self.assertEqual(self.kind_violations(path, "formats/table.h", "store/database.h"), [f"{path}:2 kind"])

    def test_supporting_modules_may_take_a_transaction_anywhere(self):
        self.assertEqual(self.kind_violations("src/access/audit.h", "store/database.h"), [])


class ClockTest(RepositoryTest):
    def test_asking_the_clock_is_found(self):
        self.write("src/registry/person.cpp", "// std::chrono::system_clock::now() in a comment\nauto t = std::chrono::system_clock::now();\n")
        self.assertEqual(self.found(kinds.check_clock), ["src/registry/person.cpp:2 clock"])

    def test_the_edges_may_ask_it(self):
        self.write("src/http/server.cpp", "auto t = std::chrono::steady_clock::now();\n")
        self.assertEqual(self.found(kinds.check_clock), [])


class SqlPlaceTest(RepositoryTest):
    def test_sql_in_an_action_is_found(self):
        self.write("src/registry/person_actions.cpp", 'f();\ntx.exec("UPDATE person SET name = $1");\n')
        self.assertEqual(self.found(kinds.check_sql_place), ["src/registry/person_actions.cpp:2 sql"])

    def test_sql_in_a_raw_string_is_found(self):
        self.write("src/http/person_routes.cpp", 'auto sql = R"(\n  SELECT id FROM person)";\n')
        self.assertEqual(self.found(kinds.check_sql_place), ["src/http/person_routes.cpp:1 sql"])

    def test_stores_and_words_that_are_no_sql_are_fine(self):
        self.write("src/registry/person_store.cpp", 'tx.exec("DELETE FROM person");\n')
        self.write("src/registry/person.cpp", '// "SELECT 1"\nauto s = "Select a person from the list";\n')
        self.write("src/formats/geopackage.cpp", 'auto query = "SELECT table_name FROM gpkg_contents";\n')
        self.assertEqual(self.found(kinds.check_sql_place), [])
