"""Requests: good ones of a route, then perhaps with something wrong in one to three places."""
import collections
import urllib.parse

from values import Maker, hostile, mutated, written

KEPT = 60  # ids of a kind
# What an id in a body or a query is the id of, by the segment of the path that lists it.
OF_NAME = {
    "person": "persons", "keep": "persons", "drop": "persons", "premises": "premises", "address": "addresses", "parent": "addresses", "lane": "addresses",
    "organisation": "organisations", "area": "areas", "from_area": "areas", "to_area": "areas", "committee": "areas", "residence": "residences",
    "employment": "employments", "upload": "uploads", "roster": "rosters", "post": "posts", "acting_post": "posts", "enterer_post": "posts",
    "account": "accounts", "holder_account": "accounts", "layer": "grid-layers", "version": "grid-versions", "areas_version": "grid-versions",
    "grids_version": "grid-versions", "job": "jobs", "operation": "operations", "label": "labels",
}  # fmt: skip
KIND_OF_HIT = {"person": "persons", "address": "addresses", "premises": "premises", "organisation": "organisations"}
NESTED = {"residences", "employments", "labels", "account", "post", "job", "crosswalk", "versions", "draft", "layer", "area", "person", "premises", "organisation", "address"}
OF_NEST = {"account": "accounts", "post": "posts", "job": "jobs", "crosswalk": "grid-crosswalks", "versions": "grid-versions", "draft": "grid-versions"}
OF_NEST |= {"layer": "grid-layers", "area": "areas", "person": "persons", "organisation": "organisations", "address": "addresses"}
# Signing in with wrong passwords makes everybody at the address wait: few of these.
SELDOM = {"POST /api/session": 0.02, "POST /api/session/password": 0.02, "GET /api/events": 0.0, "DELETE /api/sessions/{id}": 0.3}
# Whose ids are only those that the run itself made, so that its own sessions live on.
GUARDED = {"accounts", "posts", "sessions"}


class Ids:
    """What answers told of: ids, versions, cursors."""

    def __init__(self):
        self.known, self.mine, self.role = collections.defaultdict(list), collections.defaultdict(list), ""
        self.versions, self.cursors, self.own = {}, [], collections.defaultdict(set)

    def add(self, kind, number):
        for known in (self.known[kind], self.mine[self.role, kind]):
            if isinstance(number, int) and number not in known:
                known.append(number)
                del known[:-KEPT]

    def any_for(self, name, chance):
        stem = name.removesuffix("s").removesuffix("_id")
        return self.any_of(OF_NAME.get(stem, stem), chance)

    def any_of(self, kind, chance):
        mine = self.mine[self.role, kind] if chance.random() < 0.8 else []
        known = [number for number in mine or self.known[kind] if kind not in GUARDED or number in self.own[kind]]
        if known and chance.random() < 0.9:
            return chance.choice(known)
        others = [number for numbers in self.known.values() for number in numbers if kind not in GUARDED]
        return chance.choice(others) if others and chance.random() < 0.5 else chance.randint(1, 2**53 - 1)

    def cursor(self, chance):
        return chance.choice(self.cursors) if self.cursors else "x"

    def learn(self, operation, value):
        segment = operation.path.split("/")[2] if operation.path.startswith("/api/") else ""
        if segment == "rosters" and "answers" in operation.path:
            return
        self._walk(value, segment, operation.method == "POST")

    def _walk(self, value, kind, is_own):
        if isinstance(value, list):
            for each in value[:20]:
                self._walk(each, kind, is_own)
        if not isinstance(value, dict):
            return
        number = value.get("id")
        if isinstance(number, int):
            here = KIND_OF_HIT.get(value.get("kind"), kind) if kind == "search" else kind
            self.add(here, number)
            if is_own:
                self.own[here].add(number)
            if isinstance(value.get("version"), int):
                self.versions[here, number] = value["version"]
        if isinstance(cursor := value.get("next_cursor"), str):
            self.cursors = [*self.cursors[-20:], cursor]
        for name, member in value.items():
            if name.endswith("_id") and isinstance(member, int):
                self.add(OF_NAME.get(name.removesuffix("_id"), name), member)
            elif name == "items":
                self._walk(member, kind, is_own)
            elif name in NESTED:
                self._walk(member, OF_NEST.get(name, name), is_own)


class Request:
    def __init__(self, operation, target, headers, body):
        self.operation, self.target, self.headers, self.body = operation, target, headers, body

    def told(self):
        body = b"" if self.body is None else self.body[:600]
        return f"{self.operation.method} {self.target[:600]} {self.headers} {body!r}"


class Wisher:
    def __init__(self, contract, chance, ids):
        self.contract, self.chance, self.ids = contract, chance, ids
        self.maker = Maker(contract, chance, ids)
        self.keys = 0
        self.weights = [SELDOM.get(each.name, 1.0) for each in contract.operations]

    def operation(self):
        return self.chance.choices(self.contract.operations, self.weights)[0]

    def any_of(self, operation):
        return self.of(operation, wrongs=self.chance.choices([0, 1, 2, 3], [45, 40, 12, 3])[0])

    def of(self, operation, wrongs=0):
        """A request of the route with so many things wrong."""
        path = {each["name"]: self._path_value(operation, each) for each in operation.parameters_in("path")}
        query = [
            (each["name"], self._query_value(each))
            for each in operation.parameters_in("query")
            if each.get("required") or self.chance.random() < 0.35
        ]
        headers = self._headers(operation, path)
        body, content = self._body(operation)
        if content:
            headers["Content-Type"] = content
        for _ in range(wrongs):
            where = self.chance.choice(["path"] * bool(path) + ["query"] + ["headers"] + ["body"] * 4 * (content == "application/json"))
            if where == "path":
                path[self.chance.choice(list(path))] = str(hostile(self.chance))[:3000]
            elif where == "query":
                self._spoil_query(operation, query)
            elif where == "headers":
                self._spoil_headers(headers)
            else:
                body = mutated(body, self.chance)
        if content == "application/json":
            body = written(body, self.chance) if wrongs else written(body, _Never())
        target = operation.path
        for name, value in path.items():
            target = target.replace("{" + name + "}", _quoted(value) or "%20")
        if query:
            target += "?" + "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in query)
        return Request(operation, target, headers, body)

    def _path_value(self, operation, parameter):
        if parameter["name"] == "id":
            segment = operation.path.split("/{id}")[0].split("/")[-1]
            if segment == "{kind}":
                segment = "persons"
            return str(self.ids.any_of(segment, self.chance))
        return str(self.maker.value(parameter["schema"], parameter["name"]))

    def _query_value(self, parameter):
        if parameter["name"] == "limit":
            return str(self.chance.choice([1, 2, 50, 500]))
        return str(self.maker.value(parameter["schema"], parameter["name"]))

    def _headers(self, operation, path):
        self.keys += 1
        headers = {"Accept-Language": self.chance.choice(["zh", "en"])}
        if operation.method != "GET":
            headers["X-Weige"] = "1"
        for parameter in operation.parameters_in("header"):
            if parameter["name"] == "If-Match":
                segment = operation.path.split("/{id}")[0].split("/")[-1]
                number = path.get("id", "0")
                version = self.ids.versions.get((segment, int(number) if number.isdigit() else 0), self.chance.randint(1, 3))
                headers["If-Match"] = f'"{version}"'
            elif parameter["name"] == "Idempotency-Key":
                headers["Idempotency-Key"] = f"fuzz-{self.keys:08}" if self.chance.random() < 0.95 else "fuzz-00000001"
            elif parameter["name"] == "X-File-Name":
                headers["X-File-Name"] = urllib.parse.quote(self.chance.choice(["名单.csv", "a.xlsx", "层.geojson"]))
        return headers

    def _body(self, operation):
        if "application/json" in operation.bodies:
            return self.maker.value(operation.bodies["application/json"]["schema"]), "application/json"
        if "application/octet-stream" in operation.bodies:
            return self.chance.choice(_FILES), "application/octet-stream"
        return None, None

    def _spoil_query(self, operation, query):
        names = [each["name"] for each in operation.parameters_in("query")] + ["sort", "order", "filter", "fields", "x", "cursor", "limit"]
        query.append((self.chance.choice(names), str(hostile(self.chance))[:3000]))

    def _spoil_headers(self, headers):
        way = self.chance.choice(["If-Match", "Idempotency-Key", "X-Weige", "Content-Type", "Cookie", "Accept-Language", "Accept", "Origin", "If-None-Match", "Range"])
        if self.chance.random() < 0.3:
            headers.pop(way, None)
            return
        words = ["*", '""', '"x"', 'W/"1"', '"1", "2"', '"99999999999999999999"', "1", "-1", "null", "x" * 3000, "' OR 1=1", "text/plain", "application/json; charset=utf-16"]
        words += ["weige_session=", "weige_session=x", "https://example.org", "bytes=0-1", "zh;q=2, en;q=x", "\u00ff\u00fe", "application/xml"]
        headers[way] = self.chance.choice(words)


class _Never:
    """Chance that spoils nothing."""

    def random(self):
        return 1.0


_FILES = [
    "姓名,证件号码,联系电话,现住地址\n王小明,,19900000001,\n".encode(), "姓名,证件号码\n".encode(), b"", b"\x00" * 4096, b"PK\x03\x04" + b"\xff" * 500, "字".encode("gbk") * 400,
    b"a,b\n" * 20000, b'"' * 5000, b'{"type":"FeatureCollection","features":[]}', b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}]}',
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A1","name":"n"},"geometry":{"type":"Polygon","coordinates":'
    b'[[[121.27,31.17],[121.272,31.17],[121.272,31.172],[121.27,31.172],[121.27,31.17]]]}}]}',
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A1"},"geometry":{"type":"Polygon","coordinates":[[[1e308,1e308],[0,0],[0,1e308],[1e308,1e308]]]}}]}',
]  # fmt: skip


def _quoted(text):
    return urllib.parse.quote(str(text).encode("utf-8", "surrogatepass"), safe="")
