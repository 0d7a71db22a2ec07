"""docs/work-plan-map.md names every number of the work plan once, with pages and files that exist."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NUMBERS = (
    ["G1", "G2", "A1", "A2", "B1"]
    + [f"{role}{number}" for role in "LOCN" for number in range(1, 11)]
    + [f"{kind}{number}" for kind in "SK" for number in range(1, 7)]
    + ["F1", "F2"]
)
ROW = re.compile(r"^\| ([A-Z]\d+) \|(.*)\|$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)]+)\)")


def rows():
    text = (ROOT / "docs" / "work-plan-map.md").read_text(encoding="utf-8")
    for match in ROW.finditer(text):
        cells = [cell.strip() for cell in match.group(2).split("|")]
        yield match.group(1), dict(zip(("what", "page", "test", "document", "left_out"), cells))


def pages():
    text = (ROOT / "web" / "src" / "pages" / "routes.ts").read_text(encoding="utf-8")
    return set(re.findall(r"path: '(/[^']*)'", text))


class WorkPlanMap(unittest.TestCase):
    def test_every_number_stands_there_once(self):
        self.assertEqual([number for number, _ in rows()], NUMBERS)

    def test_pages_exist(self):
        known = pages()
        for number, row in rows():
            for page in CODE.findall(row["page"]):
                found = any(path == page or path.startswith(page + "/") for path in known)
                self.assertTrue(found, f"{number}: no page {page}")

    def test_tests_and_documents_exist(self):
        for number, row in rows():
            for path in CODE.findall(row["test"]):
                self.assertTrue((ROOT / path).is_file(), f"{number}: no test {path}")
            for path in LINK.findall(row["document"]):
                self.assertTrue((ROOT / "docs" / path).is_file(), f"{number}: no document {path}")

    def test_what_has_no_page_is_not_built(self):
        for number, row in rows():
            if row["left_out"] == "not built":
                self.assertFalse(row["page"] or row["test"], f"{number} is built after all")
            else:
                self.assertTrue(row["page"] and row["test"] and row["document"], f"{number} leads nowhere")
            self.assertRegex(row["left_out"], r"^$|^not built|^declined", f"{number}")

    def test_the_duty_board_has_the_same_duties(self):
        text = (ROOT / "src" / "norms" / "duty.cpp").read_text(encoding="utf-8")
        duties = re.findall(r'\{"([LOCNS]\d+)"', text)
        self.assertEqual(sorted(duties), sorted(number for number in NUMBERS if number[0] in "LOCNS"))


if __name__ == "__main__":
    unittest.main()
