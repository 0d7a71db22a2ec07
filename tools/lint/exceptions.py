"""Known exceptions: one `path rule` a line. The file states how many there are, so that a new one shows in review; unused ones must go."""
import re

from .violation import Violation

FILE = "tools/lint/exceptions.txt"
COUNT = re.compile(r"^count (\d+)$")


def read(root):
    """(stated count, [(line, path, rule)])"""
    path = root / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    stated, entries = 0, []
    for number, line in enumerate(lines, 1):
        content = line.split("#")[0].strip()
        count = COUNT.match(content)
        if count:
            stated = int(count.group(1))
        elif content:
            where, rule = content.split()
            entries.append((number, where, rule))
    return stated, entries


def applied(*checks):
    """The checks as one, less what is excepted, plus what is wrong with the exceptions."""

    def check(root):
        stated, entries = read(root)
        excepted = {(where, rule) for _, where, rule in entries}
        used = set()
        for violation in (violation for one in checks for violation in one(root)):
            if (violation.path, violation.rule) in excepted:
                used.add((violation.path, violation.rule))
            else:
                yield violation
        if stated != len(entries):
            yield Violation(FILE, 1, "exceptions", f"states {stated} exceptions and lists {len(entries)}")
        for number, where, rule in entries:
            if (where, rule) not in used:
                yield Violation(FILE, number, "exceptions", f"{where} {rule} is not needed any more: remove it")

    return check
