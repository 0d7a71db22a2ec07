from repository import RepositoryTest

from lint import tables


class TablesTest(RepositoryTest):
    def setUp(self):
        super().setUp()
        self.write("migrations/0001_jobs.sql", "-- module: jobs\nCREATE TABLE job (id INTEGER);\n")
        self.write("migrations/0010_areas.sql", "CREATE TABLE area (id INTEGER);\n")
        self.write("migrations/0020_registry.sql", "CREATE TABLE person (id INTEGER REFERENCES area (id));\n")

    def test_the_owner_is_the_creating_module(self):
        self.assertEqual(tables.table_owners(self.root), {"job": "jobs", "area": "access", "person": "registry"})

    def test_own_and_lower_tables_are_fine(self):
        self.write("src/registry/person_store.cpp", 'tx.all("SELECT * FROM person "\n  "JOIN area ON 1");\n')
        self.assertEqual(self.found(tables.check_tables) + self.found(tables.check_migrations), [])

    def test_a_higher_table_is_found(self):
        self.write("src/access/account_store.cpp", 'auto a = 1;\ntx.exec("UPDATE person SET x = 1");\n')
        self.assertEqual(self.found(tables.check_tables), ["src/access/account_store.cpp:2 table"])

    def test_a_siblings_table_is_found(self):
        self.write("src/access/account_store.cpp", 'tx.all("SELECT 1 "\n       "FROM job");\n')
        self.assertEqual(self.found(tables.check_tables), ["src/access/account_store.cpp:1 table"])

    def test_a_migration_that_refers_upwards_is_found(self):
        self.write("migrations/0011_grants.sql", "-- a comment\nCREATE TABLE permit (\n  person INTEGER REFERENCES person (id));\n")
        self.assertEqual(self.found(tables.check_migrations), ["migrations/0011_grants.sql:3 table"])

    def test_a_migration_without_a_module_is_found(self):
        self.write("migrations/0002_what.sql", "CREATE TABLE thing (id INTEGER);\n")
        self.assertEqual(self.found(tables.check_migrations), ["migrations/0002_what.sql:1 table"])

    def test_is_distinct_from_names_no_table(self):
        self.write("src/access/account_store.cpp", 'tx.all("SELECT 1 WHERE a IS NOT DISTINCT FROM person");\n')
        self.assertEqual(self.found(tables.check_tables), [])
