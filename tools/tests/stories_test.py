"""Every duty that the duty board counts is told by a story in test/stories, which deletes its records and looks at the cell again."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
STORY = re.compile(r"^TEST_P\(\w+, (\w+)\) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
NUMBER = re.compile(r'"([LOCNS]\d+)"')


def counted():
    text = (ROOT / "src" / "town" / "duty_board_store.cpp").read_text(encoding="utf-8")
    return set(re.findall(r'\{"([LOCNS]\d+)", ', text))


def stories():
    for path in sorted((ROOT / "test" / "stories").glob("*_test.cpp")):
        for match in STORY.finditer(path.read_text(encoding="utf-8")):
            yield match.group(1), match.group(2)


def told_and_forgotten(body):
    """Numbers that the story asks about before it deletes anything and afterwards again."""
    told, deleted, after = body.partition("forget(")
    if not deleted:
        told, deleted, after = body.partition("forget_meetings(")
    return set(NUMBER.findall(told)) & set(NUMBER.findall(after))


class Stories(unittest.TestCase):
    def test_each_counted_duty_has_one_that_ends_without_its_records(self):
        found = set()
        for _, body in stories():
            found |= told_and_forgotten(body)
        self.assertEqual(sorted(counted() - found), [])

    def test_a_name_that_begins_with_numbers_tells_of_them(self):
        for name, body in stories():
            numbers = re.match(r"((?:[LOCNS]\d+_)*)", name).group(1)
            for number in filter(None, numbers.split("_")):
                self.assertIn(number, NUMBER.findall(body), f"{name} says nothing of {number}")

    def test_what_is_not_deleted_is_not_counted(self):
        self.assertEqual(told_and_forgotten('board("L1"); forget("x"); board("L2");'), set())
        self.assertEqual(told_and_forgotten('board("L1"); board("L2"); forget("x"); board("L1");'), {"L1"})
        self.assertEqual(told_and_forgotten('board("L1"); board("L1");'), set())


if __name__ == "__main__":
    unittest.main()
