"""The kinds of file in a domain module, told by suffix, and what each may not touch (docs/architecture.md)."""
import re

from . import layers
from .source import scan
from .violation import Violation

RULE, STORE, WRITER, ACTIONS, IMPORT = "rule", "store", "writer", "actions", "import"
SUFFIXES = {"_store": STORE, "_writer": WRITER, "_actions": ACTIONS, "_import": IMPORT}

OUTSIDE = {
    "store": re.compile(r"^store/|^(sqlite3|libpq-fe)\.h$|_store\.h$"),
    "use cases": re.compile(r"_actions\.h$"),
    "HTTP": re.compile(r"^http/|^boost/(beast|asio)"),
    "JSON": re.compile(r"^boost/json"),
    "the log": re.compile(r"^spdlog/"),
    "file formats": re.compile(r"^formats/"),
    "policy": re.compile(r"^access/policy"),
}
FORBIDDEN = {
    RULE: ["store", "use cases", "HTTP", "JSON", "the log"],
    STORE: ["HTTP", "policy"],
    WRITER: ["use cases", "HTTP", "file formats", "policy"],
    ACTIONS: ["HTTP", "file formats"],
    IMPORT: ["store", "use cases", "HTTP"],
}
CLOCK = re.compile(r"\b(system_clock|steady_clock|utc_clock|high_resolution_clock)::now\b|\bsystem_now\(\)|\btime\(nullptr\)")
PASSES_TIME_IN = layers.DOMAIN | layers.SUPPORTING | {"standards", "formats"}
SQL = re.compile(
    r"^\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+(RECURSIVE\s+)?\w+.*\sAS\s*\(|CREATE\s+(TABLE|INDEX)\s)"
)


def kind_of(path):
    for suffix, kind in SUFFIXES.items():
        if path.stem.endswith(suffix):
            return kind
    return RULE


def check_kinds(root):
    for path in layers.source_files(root):
        module, kind = layers.module_of(root, path), kind_of(path)
        if module not in layers.DOMAIN | layers.SUPPORTING or (module in layers.SUPPORTING and kind == RULE):
            continue
        for line, included in layers.includes_of(path):
            if kind == STORE and included.endswith("_store.h"):
                continue
            for what in FORBIDDEN[kind]:
                if OUTSIDE[what].search(included):
                    text = f"a file of rules may not touch {what}" if kind == RULE else f"*_{kind} may not touch {what}"
                    yield Violation(str(path.relative_to(root)), line, "kind", f"{text}: {included}")


def check_clock(root):
    """Time is an argument, so that any run can be replayed."""
    for path in layers.source_files(root):
        if layers.module_of(root, path) in PASSES_TIME_IN:
            code = scan(path.read_text(encoding="utf-8")).code
            for match in CLOCK.finditer(code):
                line = code.count("\n", 0, match.start()) + 1
                yield Violation(str(path.relative_to(root)), line, "clock", "time is passed in as an argument")


def check_sql_place(root):
    """SQL text stands in *_store files and in the store itself, nowhere else; formats, which knows no store, may ask files."""
    for path in layers.source_files(root):
        if layers.module_of(root, path) in {"store", "formats"} or kind_of(path) == STORE:
            continue
        for literal in scan(path.read_text(encoding="utf-8")).literals:
            if SQL.search(literal.text):
                first = " ".join(literal.text.split())[:40]
                yield Violation(str(path.relative_to(root)), literal.line, "sql", f"SQL outside a *_store file: {first}")
