"""Values for a schema: good ones, and those that a program has to refuse."""
import json

LONG = "字" * 70_000
HOSTILE_TEXTS = [
    "", " ", "\t", "\u0000", "a\u0000b", "\ufeff", "\u202e倒", "\u200b", "🧑‍🌾", "𠮷", "é", "e\u0301", "\ud800", "\udfff x", "x" * 5000, LONG,
    "'", "''", '"', "`", "\\", "%", "_", "%25", "%00", ";", "--", "/*", "' OR '1'='1", "1 OR 1=1", "1; DROP TABLE person --", "') UNION SELECT 1,2,3 --",
    "name; select pg_sleep(5)", "name DESC, (SELECT 1)", "../../etc/passwd", "..\\..\\x", "file:///etc/passwd", "<script>alert(1)</script>", "{{7*7}}",
    "${jndi:ldap://127.0.0.1/x}", "$(id)", "`id`", "=1+1", "@SUM(A1)", "\r\nX-Injected: 1", "null", "undefined", "NaN", "true", "0", "-1", "1e999", "0x10", "٣",
    "2026-02-30", "0000-01-01", "9999-12-31", "10000-01-01", "2026-13-01", "-0001-01-01", "2026-11-23T25:00:00Z", "2026-11-23T00:00:00+99:99",
    "9999-12-31T23:59:59.999999999Z", "2026-11", "9999-12", "0000-00", "310118106", "110101199003074514", "11010119900307451X", "19900000001",
]  # fmt: skip
HOSTILE_NUMBERS = [0, -1, 1, 2, -0.0, 0.5, 1.5, 1e-320, 1e308, 2**31, 2**32, 2**53 - 1, 2**53, 2**63 - 1, 2**63, -(2**63), 10**30, 16384, 1_000_001]
HOSTILE_OTHERS = [None, True, False, [], {}, [None], [[]], [[[[[[[[]]]]]]]], {"": ""}, {"id": 1}, [1, 1, 1], ["a", 1, None], list(range(2000))]
# Which of the lists of GET /api/codes a field takes its codes from.
LISTS = {
    "sex": ["sexes"], "category": ["categories"], "document_type": ["document_types"], "kind": ["residence_kinds", "organisation_kinds", "area_kinds"],
    "state": ["residence_states"], "relation": ["relations"], "use": ["premises_uses"], "label": ["premises_labels"], "evidence": ["label_evidence"],
    "how": ["ways"], "source": ["sources"], "purpose": ["purposes"], "role": ["roles"], "helper_kind": ["helper_kinds"], "outcome": ["row_outcomes"],
}  # fmt: skip
FREE_TEXTS = {"reason": "核对", "note": "看过", "title": "新岗", "format": "csv", "text": "明珠路88弄1号", "mode": "good_rows", "job": "店员", "finder": "邻居"}
NUMBERED = {"login_name": "fuzz.n{}", "code": "fuzz-{}", "element": "{}弄", "month": "2026-10"}
NAMES = ["王小明", "欧阳春", "测试员", "O'Neil", "阿依古丽·买买提", "周"]


class Raw(str):
    """A number as it stands, that Python would write otherwise."""


def hostile(chance):
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(HOSTILE_TEXTS)
    if kind < 0.75:
        return chance.choice(HOSTILE_NUMBERS)
    return chance.choice(HOSTILE_OTHERS)


class Maker:
    """Good values of a schema. ids: what is known to exist, by what it is."""

    def __init__(self, contract, chance, ids):
        self.contract, self.chance, self.ids = contract, chance, ids
        self.codes, self.count, self.share = {}, 0, 0.5

    def value(self, schema, name="", depth=0):
        if depth == 0:
            self.share = self.chance.choice([0.0, 0.15, 0.3, 0.6])  # of what may be left out
        schema = self.contract.resolved(schema)
        kinds = schema.get("type", "string")
        kind = kinds if isinstance(kinds, str) else self.chance.choice(kinds)
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            least, most = schema.get("minItems", 0), min(schema.get("maxItems", 3), 3)
            count = self.chance.randint(least, max(least, most if depth < 4 else least))
            return [self.value(schema.get("items", {}), name, depth + 1) for _ in range(count)]
        if kind == "integer":
            return self._integer(schema, name)
        if kind == "number":
            return round(self.chance.uniform(121.2, 121.3) if self.chance.random() < 0.5 else self.chance.uniform(31.1, 31.2), 6)
        if kind == "boolean":
            return self.chance.random() < 0.5
        return None if kind == "null" else self._text(schema, name)

    def _object(self, schema, depth):
        needed = set(schema.get("required", []))
        share = self.share if depth < 3 else self.share / 5
        return {name: self.value(member, name, depth + 1) for name, member in schema.get("properties", {}).items() if name in needed or self.chance.random() < share}

    def _integer(self, schema, name):
        if name == "id" or name.endswith(("_id", "_ids")):
            return self.ids.any_for(name, self.chance)
        if name.endswith("version"):
            return self.chance.randint(1, 3)
        low = schema.get("minimum", 0)
        return self.chance.randint(low, min(schema.get("maximum", low + 40), low + 40))

    def _text(self, schema, name):
        if schema.get("format") == "date" or name in ("from", "to", "valid_from"):
            return f"20{self.chance.randint(20, 26):02}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        if schema.get("format") == "date-time":
            return f"2026-0{self.chance.randint(1, 9)}-11T08:30:00Z"
        if "{4}-" in schema.get("pattern", ""):
            return f"2026-{self.chance.randint(1, 12):02}"
        if codes := [code for known in LISTS.get(name, []) for code in self.codes.get(known, [])]:
            return self.chance.choice(codes)
        if name in NUMBERED:
            self.count += 1
            return NUMBERED[name].format(self.count)
        if name in FREE_TEXTS:
            return FREE_TEXTS[name]
        if "name" in name:
            return self.chance.choice(NAMES)
        if name == "phone":
            return f"199{self.chance.randint(0, 99999999):08}"
        if name == "cursor":
            return self.ids.cursor(self.chance)
        return self.chance.choice(NAMES)


def places_in(value, path=()):
    """Where in a body something may be replaced."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield (*path, name)
            yield from places_in(member, (*path, name))
    elif isinstance(value, list):
        for i, member in enumerate(value[:5]):
            yield (*path, i)
            yield from places_in(member, (*path, i))


def holder_of(value, path):
    for step in path[:-1]:
        value = value[step]
    return value


def mutated(value, chance):
    """The body with one thing wrong, or at the edge of being wrong."""
    value = json.loads(json.dumps(value))
    places = list(places_in(value))
    way = chance.random()
    if not places or way < 0.08:
        return hostile(chance)
    path = chance.choice(places)
    holder = holder_of(value, path)
    if way < 0.25 and isinstance(path[-1], str):
        del holder[path[-1]]
    elif way < 0.35 and isinstance(holder, dict):
        holder[chance.choice(["extra", "id", "__proto__", "sort", "scope", "post_id", "字段", "x" * 300])] = hostile(chance)
    elif way < 0.45 and isinstance(holder[path[-1]], list):
        holder[path[-1]] = holder[path[-1]] * chance.choice([2, 300])
    else:
        holder[path[-1]] = hostile(chance)
    return value


def written(value, chance):
    """A body's bytes: JSON, seldom something that only looks like it."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    way = chance.random()
    if way > 0.06:
        return text
    broken = [
        b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"a":"\xc3\x28"}', b'{"a":1,"a":2}', b"[" * 5000, b'{"a":' * 3000, text + b"x", text[:-1], b" " * 3000 + text,
        b'{"id":1e400}', b'{"id":01}', b'{"text":"\\ud800"}', b"// " + text, b'{"text":"\\u0000"}', b"\xef\xbb\xbf" + text,
    ]  # fmt: skip
    return chance.choice(broken)
