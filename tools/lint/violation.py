"""Violation: one broken rule at one place; and the little program around a check."""
import pathlib
import sys
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Violation:
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


def run(checks, root=None):
    """Prints one line per violation of the repository; the exit code says whether there was one."""
    root = root or pathlib.Path(__file__).resolve().parents[2]
    violations = sorted({violation for check in checks for violation in check(root)})
    for violation in violations:
        print(violation)
    if violations:
        print(f"{len(violations)} violations", file=sys.stderr)
    return 1 if violations else 0
