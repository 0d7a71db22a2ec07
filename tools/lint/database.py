"""docs/database.md tells every table of the migrations, under its module, and draws every reference between them."""
import re

from . import tables
from .violation import Violation

DOCUMENT = "docs/database.md"
SECTION = re.compile(r"^## (\w+)")
ROW = re.compile(r"^\| `(\w+)` \|")
ARROW = re.compile(r"\b(\w+) ─+ ([\w, ]+) ─+► (\w+)")
STATEMENT = re.compile(r"\bCREATE\s+TABLE\s+(\w+)\s*\((.*?)\n\)", re.IGNORECASE | re.DOTALL)
REFERENCE = re.compile(r"^\s*\"?(\w+)\"?\s[^\n]*?\bREFERENCES\s+(\w+)", re.MULTILINE)


def references(root):
    """(table, column, table referred to) of every foreign key."""
    for path in tables.migrations(root):
        sql = tables.without_comments(path.read_text(encoding="utf-8"))
        for statement in STATEMENT.finditer(sql):
            for reference in REFERENCE.finditer(statement.group(2)):
                yield statement.group(1), reference.group(1), reference.group(2)


def told(text):
    """Tables by module with their lines, and the arrows with theirs."""
    module, rows, arrows = None, {}, {}
    for number, line in enumerate(text.splitlines(), 1):
        section, row = SECTION.match(line), ROW.match(line)
        if section:
            module = section.group(1)
        elif row:
            rows[row.group(1)] = (module, number)
        for source, columns, target in ARROW.findall(line):
            for column in columns.split(","):
                arrows[(source, column.strip(), target)] = number
    return rows, arrows


def check_database(root):
    document = root / DOCUMENT
    rows, arrows = told(document.read_text(encoding="utf-8")) if document.exists() else ({}, {})
    owners = tables.table_owners(root)
    for table, owner in sorted(owners.items()):
        if table not in rows:
            yield Violation(DOCUMENT, 1, "database", f"table {table} is not told under {owner}")
        elif rows[table][0] != owner:
            yield Violation(DOCUMENT, rows[table][1], "database", f"table {table} belongs to {owner}")
    for table, (_, number) in rows.items():
        if table not in owners:
            yield Violation(DOCUMENT, number, "database", f"no migration makes a table {table}")
    wanted = set(references(root))
    for source, column, target in sorted(wanted - arrows.keys()):
        yield Violation(DOCUMENT, 1, "database", f"{source}.{column} refers to {target}: draw it")
    for (source, column, target), number in arrows.items():
        if source not in owners or target not in owners:
            yield Violation(DOCUMENT, number, "database", f"an arrow from {source} to {target}, one of which is no table")
