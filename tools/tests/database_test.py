from repository import RepositoryTest

from lint import database

MIGRATION = """CREATE TABLE area (
  id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE post (
  id INTEGER PRIMARY KEY,
  -- where it stands
  area_id INTEGER NOT NULL REFERENCES area (id)
) STRICT;
"""
DOCUMENT = """# Database
## access
```
post ── area_id ──► area
```
| table | holds |
|---|---|
| `area` | places |
| `post` | duties |
"""


class DatabaseTest(RepositoryTest):
    def setUp(self):
        super().setUp()
        self.write("migrations/0010_access.sql", MIGRATION)

    def violations(self, text):
        self.write("docs/database.md", text)
        return [f"{each.line} {each.text}" for each in database.check_database(self.root)]

    def test_a_document_that_tells_all_is_fine(self):
        self.assertEqual(self.violations(DOCUMENT), [])

    def test_a_table_left_out_is_found(self):
        self.assertEqual(self.violations(DOCUMENT.replace("| `post` | duties |\n", "")), ["1 table post is not told under access"])

    def test_a_table_that_no_migration_makes_is_found(self):
        self.assertEqual(self.violations(DOCUMENT + "| `grid` | - |\n"), ["10 no migration makes a table grid"])

    def test_a_table_under_the_wrong_module_is_found(self):
        self.assertEqual(len(self.violations(DOCUMENT.replace("## access", "## registry"))), 2)

    def test_a_reference_that_is_not_drawn_is_found(self):
        self.assertEqual(self.violations(DOCUMENT.replace("──►", "──")), ["1 post.area_id refers to area: draw it"])

    def test_an_arrow_to_nothing_is_found(self):
        self.assertEqual(self.violations(DOCUMENT.replace("```\npost", "```\npost ── grid_id ──► grid\npost")), ["4 an arrow from post to grid, one of which is no table"])

    def test_a_missing_document_is_found(self):
        self.assertEqual(len(list(database.check_database(self.root))), 3)
