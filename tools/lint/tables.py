"""A table belongs to one module: the one whose migration creates it. SQL names tables of its own and of lower modules only."""
import re

from . import layers
from .source import scan
from .violation import Violation

# Migration numbers by module, for files that neither name their module (0001_store.sql) nor say so in a first line `-- module: NAME`.
RANGES = [(10, 19, "access"), (20, 49, "registry")]
OWNER_LINE = re.compile(r"^--\s*module:\s*(\w+)")
CREATE = re.compile(r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)", re.IGNORECASE)
NAMED = re.compile(r"(?<!DISTINCT )\b(?:FROM|JOIN|INTO|UPDATE|REFERENCES|TABLE)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?([a-z_][a-z0-9_]*)")
MIGRATION_NAME = re.compile(r"^(\d{4})_(\w+?)(\.sqlite|\.postgres)?\.sql$")


def migrations(root):
    return sorted((root / "migrations").glob("*.sql"))


def owner_of(path):
    """The module of a migration, or None."""
    lines = path.read_text(encoding="utf-8").splitlines()
    stated = OWNER_LINE.match(lines[0]) if lines else None
    if stated:
        return stated.group(1)
    number = MIGRATION_NAME.match(path.name)
    if number and number.group(2) in layers.LAYERS:
        return number.group(2)
    for low, high, module in RANGES:
        if number and low <= int(number.group(1)) <= high:
            return module
    return None


def without_comments(sql):
    return re.sub(r"--[^\n]*", "", sql)


def table_owners(root):
    owners = {}
    for path in migrations(root):
        for match in CREATE.finditer(without_comments(path.read_text(encoding="utf-8"))):
            owners.setdefault(match.group(1), owner_of(path))
    return owners


def check_migrations(root):
    owners = {}
    for path in migrations(root):
        name = str(path.relative_to(root))
        owner = owner_of(path)
        if not MIGRATION_NAME.match(path.name):
            yield Violation(name, 1, "table", "migrations are named NNNN_what.sql")
        if owner not in layers.LAYERS:
            yield Violation(name, 1, "table", "no module: start the file with `-- module: NAME`")
            continue
        sql = without_comments(path.read_text(encoding="utf-8"))
        for match in CREATE.finditer(sql):
            if owners.setdefault(match.group(1), owner) != owner:
                line = sql.count("\n", 0, match.start()) + 1
                yield Violation(name, line, "table", f"{match.group(1)} belongs to {owners[match.group(1)]} already")
        yield from _foreign_tables(name, owner, sql, 1, table_owners(root))


def check_tables(root):
    owners = table_owners(root)
    for path in layers.source_files(root):
        module = layers.module_of(root, path)
        if module not in layers.LAYERS:
            continue
        for literal in scan(path.read_text(encoding="utf-8")).literals:
            yield from _foreign_tables(str(path.relative_to(root)), module, literal.text, literal.line, owners)


def _foreign_tables(name, module, sql, first_line, owners):
    for match in NAMED.finditer(sql):
        owner = owners.get(match.group(1))
        if owner in layers.LAYERS and not layers.may_include(module, owner):
            line = first_line + sql.count("\n", 0, match.start())
            yield Violation(name, line, "table", f"{module} may not name {match.group(1)}, a table of {owner}")
