"""What the fuzzer of the API takes for wrong, and what not: a judge that lets everything pass would find nothing."""
import http.client
import pathlib
import random
import sys
import unittest

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "apifuzz"
sys.path.insert(0, str(FOLDER))
try:
    import contract
    import rows
    import town
    import trail
    import verdict
    import wishes
except ModuleNotFoundError as missing:
    if missing.name != "yaml":
        raise
    contract = None
finally:
    sys.path.remove(str(FOLDER))

NUMBER = "110101199003074514"


def answer(status, body, content="application/json", **more):
    headers = http.client.HTTPMessage()
    for name, value in {"Content-Type": content, "X-Content-Type-Options": "nosniff", **more}.items():
        headers[name] = value
    return town.Answer(status, headers, body.encode())


@unittest.skipIf(contract is None, "PyYAML is not installed (tools/packages-check.txt)")
class JudgeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.contract = contract.Contract()
        cls.judge = verdict.Judge(cls.contract, {NUMBER})
        cls.operations = {each.name: each for each in cls.contract.operations}

    def faults(self, name, given, target="/x", body=None):
        return list(self.judge.faults(wishes.Request(self.operations[name], target, {}, body), given))

    def test_a_good_answer_is_good(self):
        self.assertEqual(self.faults("GET /api/jobs", answer(200, '{"items":[]}')), [])
        problem = '{"type":"t","title":"t","status":404,"code":"not-found"}'
        self.assertEqual(self.faults("GET /api/jobs", answer(404, problem, "application/problem+json")), [])

    def test_an_answer_has_to_be_as_told(self):
        for given in (
            None,
            answer(500, '{"type":"t","title":"t","status":500,"code":"internal"}', "application/problem+json"),
            answer(200, '{"items":[],"more":1}'),
            answer(200, '{"items":[{}]}'),
            answer(200, "{}", "text/plain"),
            answer(202, "{}"),
            answer(404, '{"type":"t","title":"t","status":404,"code":"bad-request"}', "application/problem+json"),
            answer(404, '{"type":"t","title":"t","status":404,"code":"invented"}', "application/problem+json"),
            answer(404, '{"title":"t"}', "application/problem+json"),
            answer(200, '{"items":[]}', **{"X-Injected": "1"}),
        ):
            with self.subTest(given=given and given.body):
                self.assertNotEqual(self.faults("GET /api/accounts", given), [])

    def test_nothing_inside_and_no_number_is_told(self):
        told = '{"type":"t","title":"t","status":400,"code":"bad-request","detail":"%s"}'
        for detail in ("near \\\"FROM\\\"", "SELECT id FROM person", "std::exception", "src/http/a.cpp", NUMBER):
            with self.subTest(detail):
                given = answer(400, told % detail, "application/problem+json")
                self.assertNotEqual(self.faults("GET /api/jobs", given), [])
        self.assertEqual(self.faults("GET /api/jobs", answer(400, told % NUMBER, "application/problem+json"), body=NUMBER.encode()), [], "what was sent may come back")


@unittest.skipIf(contract is None, "PyYAML is not installed (tools/packages-check.txt)")
class ListsTest(unittest.TestCase):
    ROWS = [{"id": i, "state": "open" if i % 2 else "done"} for i in range(1, 8)]

    def lists(self, pick):
        """A server of seven rows; pick(query) -> those that it gives."""

        def asks(_method, _path, query, _body):
            wish = dict(query)
            known = pick(wish)
            begin, limit = int(wish.get("cursor", 0)), int(wish["limit"])
            value = {"items": known[begin : begin + limit], **({"next_cursor": str(begin + limit)} if begin + limit < len(known) else {})}
            return type("Given", (), {"status": 200, "json": lambda self: value})()

        return rows.Lists(asks)

    def compare(self, pick):
        told = {"parameters": [{"in": "query", "name": name, "schema": {}} for name in ("state", "cursor", "limit")], "responses": {}}
        operation = contract.Operation(contract.Contract(), "/api/x", "get", told, [])
        self.lists(pick).compare_filters(operation, "/api/x", lambda name: ["open"], random.Random(1))

    def test_a_filter_that_filters_passes(self):
        self.compare(lambda wish: [row for row in self.ROWS if wish.get("state", row["state"]) == row["state"]])

    def test_others_do_not(self):
        for name, pick in {
            "all of them": lambda wish: self.ROWS,
            "one too few": lambda wish: [row for row in self.ROWS if "state" not in wish or (row["state"] == wish["state"] and row["id"] != 3)],
            "one more": lambda wish: self.ROWS + ([{"id": 9, "state": "open"}] if "sort" in wish else []),
            "one twice": lambda wish: self.ROWS + self.ROWS[:1],
        }.items():
            with self.subTest(name), self.assertRaises(rows.Fault):
                self.compare(pick)


@unittest.skipIf(contract is None, "PyYAML is not installed (tools/packages-check.txt)")
class TrailTest(unittest.TestCase):
    def differences(self, told, entry):
        """Of one request that told of people, 7 and 8 being some, with one entry."""
        people = trail.People.__new__(trail.People)
        people.all = {7, 8}
        people.of = {("person", 7): {7}, ("person", 8): {8}, ("residence", 70): {7}}
        people.pseudonyms = {("person", "aa"): 7, ("person", "bb"): 8, ("residence", "cc"): 70}
        operation = contract.Operation(contract.Contract(), "/api/x", "get", {"responses": {}}, [])
        record = trail.Record(operation, "office", 1_000_000, 1_000_500, 200, told)
        entries = [trail.Entry(f"digest 1\t5\t1970-01-01T00:00:01.000100Z\t~11\t3\tperson.read\t-\tdone\t-\t{entry}")]
        return list(trail.differences([record], entries, people))

    def test_the_same_people_are_no_difference(self):
        self.assertEqual(self.differences({7, 99}, "person=~aa"), [])
        self.assertEqual(self.differences({7, 8}, "person=~bb;residence=~cc"), [])

    def test_one_who_is_missing_or_too_many_is(self):
        self.assertEqual(len(self.differences({7, 8}, "person=~aa")), 1)
        self.assertEqual(len(self.differences({7}, "person=~aa,~bb")), 1)
        self.assertEqual(len(self.differences({7}, "")), 1)


if __name__ == "__main__":
    unittest.main()
