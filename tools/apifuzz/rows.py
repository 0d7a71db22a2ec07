"""Filters and orders: whatever their value, a list holds the rows it says, each once, and none beside them."""
import json

from values import hostile

PAGE_LIMIT = 400  # pages of one list
FREE = ("cursor", "limit")
# What a filter says of a row, where the row tells it by another name or not by itself.
SAID_BY = {"post_id": None, "parent_id": None, "opened_from": None, "opened_to": None, "from": None, "to": None, "area_id": None, "action": "action"}
SORTS = ("relevance", "name", "confirmed_at")
KINDS = ("person", "address", "premises", "organisation")


class Fault(Exception):
    pass


def identity(row):
    for name in ("id", "number", "row"):
        if isinstance(row, dict) and name in row and ("kind" in row or name != "number"):
            return json.dumps([row.get("kind") if name == "id" else None, row[name]])
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


class Lists:
    """asks(target, body) -> the answer of one role."""

    def __init__(self, asks):
        self.asks, self.compared = asks, 0

    def pages(self, path, query, limit):
        """All rows of all pages; None when the first is refused."""
        rows, cursor = [], None
        for page in range(PAGE_LIMIT):
            wish = [*query, ("limit", limit)] + ([("cursor", cursor)] if cursor else [])
            answer = self.asks("GET", path, wish, None)
            if answer.status != 200:
                if page == 0 and answer.status < 500:
                    return None
                raise Fault(f"page {page + 1} of {path} {query}: {answer.status}")
            value = answer.json()
            rows += value["items"]
            cursor = value.get("next_cursor")
            if not cursor:
                return self.each_once(rows, f"{path} {query}")
        raise Fault(f"{path} {query} does not end")

    def search(self, wish, limit):
        rows, cursor = [], None
        for page in range(PAGE_LIMIT):
            body = {**wish, "limit": limit, **({"cursor": cursor} if cursor else {})}
            answer = self.asks("POST", "/api/search", [], body)
            if answer.status != 200:
                if page == 0 and answer.status < 500:
                    return None
                raise Fault(f"page {page + 1} of the search {wish}: {answer.status}")
            value = answer.json()
            rows += value["items"]
            cursor = value.get("next_cursor")
            if not cursor:
                # By relevance somebody whom several words find may come again on a later page; in a sorted list never.
                return {identity(row): row for row in rows} if wish.get("sort") == "relevance" else self.each_once(rows, f"search {wish}")
        raise Fault(f"the search {wish} does not end")

    @staticmethod
    def each_once(rows, what):
        out = {}
        for row in rows:
            if identity(row) in out:
                raise Fault(f"{what}: {identity(row)} stands twice")
            out[identity(row)] = row
        return out

    def compare_filters(self, operation, path, values, chance):
        """values(parameter) -> values to try, beside hostile ones."""
        has_pages = any(each["name"] == "limit" for each in operation.parameters_in("query"))
        whole = self.pages(path, [], 500) if has_pages else self.plain(path, [])
        if whole is None:
            return
        if has_pages and (again := self.pages(path, [], chance.choice([1, 7, 50]) if len(whole) < 300 else 100)) is not None:
            self.same(whole, again, f"{path} by pages of another size")
        filters = [each["name"] for each in operation.parameters_in("query") if each["name"] not in FREE]
        for name in [*filters, "sort", "order", "filter"]:
            for value in [*(values(name) if name in filters else []), *(hostile(chance) for _ in range(3))]:
                query = [(name, value)]
                found = self.pages(path, query, 500) if has_pages else self.plain(path, query)
                if found is None:
                    continue
                # Without either, the addresses are the roots of what is covered; with one, children or an area's roots.
                self.part_of(whole, found, f"{path} {query}", narrower=not path.endswith("/addresses") or name not in ("parent_id", "area_id"))
                if name not in filters:
                    self.same(whole, found, f"{path} {query}")
                elif SAID_BY.get(name, name):
                    self.as_said(whole, found, SAID_BY.get(name, name), value, f"{path} {query}")

    def plain(self, path, query):
        answer = self.asks("GET", path, query, None)
        if answer.status >= 500:
            raise Fault(f"{path} {query}: {answer.status}")
        return self.each_once(answer.json()["items"], f"{path} {query}") if answer.status == 200 else None

    def part_of(self, whole, part, what, narrower=True):
        self.compared += 1
        if narrower and (more := set(part) - set(whole)):
            raise Fault(f"{what}: {len(more)} rows that the whole list has not, such as {min(more)}")

    def same(self, a, b, what):
        self.compared += 1
        if set(a) != set(b):
            raise Fault(f"{what}: {len(set(a) ^ set(b))} rows of {len(a)} differ")

    @staticmethod
    def as_said(whole, found, member, value, what):
        """The rows that say the value, where rows say it at all, are those that were found."""
        if value == "" or not all(isinstance(row, dict) and member in row for row in whole.values()):
            return
        wanted = {key for key, row in whole.items() if str(row[member]) == str(value)}
        if wanted != set(found):
            raise Fault(f"{what}: {len(wanted ^ set(found))} rows are not those with {member} = {value!r}")

    def compare_search(self, areas, chance):
        for text in ("", "周", "明珠路", "zh"):
            by_kind = {}
            for kind in KINDS:
                wish = {"text": text, "kinds": [kind]}
                orders = {sort: self.search({**wish, "sort": sort}, chance.choice([50, 200])) for sort in SORTS}
                known = [rows for sort, rows in orders.items() if rows is not None and sort != "relevance"]
                if len(known) == 2:
                    self.same(*known, f"search {wish} by name and by confirmed_at")
                    by_kind[kind] = known[0]
                    if orders["relevance"] is not None:
                        self.part_of(known[0], orders["relevance"], f"search {wish} by relevance")
                    for area in areas:
                        found = self.search({**wish, "sort": "name", "area_id": area}, 200)
                        if found is not None:
                            self.part_of(known[0], found, f"search {wish} in area {area}")
                for _ in range(6):
                    value = hostile(chance)
                    found = self.search({**wish, "sort": value}, 200)
                    if found is not None and value not in SORTS:
                        raise Fault(f"search {wish}: the order {value!r} was taken")
            if by_kind:
                every = self.search({"text": text, "kinds": list(by_kind), "sort": "name"}, 200)
                if every is not None:
                    # A place with premises is told once, as these.
                    homes = {row["title"] for row in by_kind.get("premises", {}).values()}
                    wanted = {key: 1 for kind, rows in by_kind.items() for key, row in rows.items() if kind != "address" or row["title"] not in homes}
                    self.same(wanted, every, f"search {text!r} of all kinds")
