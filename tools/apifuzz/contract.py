"""openapi.yaml as data: its routes, and whether a value is as a schema says."""
import datetime
import pathlib
import re

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
KNOWN = {"type", "$ref", "oneOf", "properties", "required", "items", "enum", "additionalProperties", "maxLength", "minLength", "minimum", "maximum"}
KNOWN |= {"minItems", "maxItems", "pattern", "format", "description", "default"}
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")


class Operation:
    """One method of one path, with its parameters by where they stand."""

    def __init__(self, contract, path, method, told, shared):
        self.path, self.method = path, method.upper()
        self.parameters = [contract.resolved(each) for each in shared + told.get("parameters", [])]
        self.bodies = told.get("requestBody", {}).get("content", {})
        self.answers = {status: contract.resolved(answer) for status, answer in told["responses"].items()}
        self.is_public = told.get("security") == []
        self.name = f"{self.method} {path}"

    def parameters_in(self, place):
        return [each for each in self.parameters if each["in"] == place]


class Contract:
    def __init__(self, path=ROOT / "openapi.yaml"):
        self.told = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.operations = [
            Operation(self, path, method, operation, methods.get("parameters", []))
            for path, methods in self.told["paths"].items()
            for method, operation in methods.items()
            if method != "parameters"
        ]

    def resolved(self, schema):
        while "$ref" in schema:
            found = self.told
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema

    def faults(self, schema, value, place="$"):
        """What is wrong with an answer's value: one line each. A member that the schema does not tell is wrong, too."""
        schema = self.resolved(schema)
        if unknown := set(schema) - KNOWN:
            yield f"{place}: the fuzzer does not know {sorted(unknown)} of the schema"
        if "oneOf" in schema:
            if sum(not list(self.faults(one, value, place)) for one in schema["oneOf"]) != 1:
                yield f"{place}: is not one of what is told"
            return
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(TYPES[kind](value) for kind in kinds):
            yield f"{place}: {type(value).__name__} where {'/'.join(kinds)} is told"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{place}: {value!r} is not among {schema['enum']}"
        if isinstance(value, dict):
            yield from self._faults_of_object(schema, value, place)
        elif isinstance(value, list):
            if "items" in schema:
                for i, item in enumerate(value):
                    yield from self.faults(schema["items"], item, f"{place}[{i}]")
        elif isinstance(value, str):
            yield from _faults_of_text(schema, value, place)
        elif TYPES["number"](value):
            if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
                yield f"{place}: {value} is out of bounds"

    def _faults_of_object(self, schema, value, place):
        known = schema.get("properties", {})
        more = schema.get("additionalProperties", not known)
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}: lacks {name}"
        for name, member in value.items():
            if name in known:
                yield from self.faults(known[name], member, f"{place}.{name}")
            elif isinstance(more, dict):
                yield from self.faults(more, member, f"{place}.{name}")
            elif not more:
                yield f"{place}: {name} is not told"


def _faults_of_text(schema, value, place):
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{place}: longer than {schema['maxLength']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} does not match {schema['pattern']}"
    if schema.get("format") == "date":
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            yield f"{place}: {value!r} is no day"
    if schema.get("format") == "date-time" and not INSTANT.match(value):
        yield f"{place}: {value!r} is no instant"


def problem_catalogue(path=ROOT / "src/base/problem_catalogue.inc"):
    """Public code -> status."""
    return {code: int(status) for code, status in re.findall(r'^WEIGE_PROBLEM\(\w+, "([a-z0-9-]+)", (\d+),', path.read_text(encoding="utf-8"), re.MULTILINE)}
