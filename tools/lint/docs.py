"""Every path and command that the documents name exists."""
import itertools
import re

from .violation import Violation

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
PATH = re.compile(r"^\.?[\w.*{},-]+(/[\w.*{},-]+)*/?$")
SUFFIX = re.compile(r"\.(cpp|h|inc|ts|vue|sql|md|sh|py|txt|toml|yaml|json|cmake|service|conf)$")
BRACES = re.compile(r"\{([^{}]*)\}")
PLACEHOLDER = re.compile(r"NNNN|<|>|\bnoun\b|\bNAME\b|\.\.\.")
# Made by building or running, so absent from a clean clone.
GENERATED = ("build/", ".dev/", ".node/", "web/dist", "web/node_modules", "web/src/api/schema.d.ts")
# Where a path in a document may start: includes are written from src.
BASES = ("", "src", "docs", "web", "web/src", "test")
CLOCK = re.compile(r'RetentionClock\{"([\w.]+)", *\w+, *(\w+), *(\w+),')
COMMANDS = re.compile(r"readonly COMMANDS='([^']*)'")


def documents(root):
    yield from sorted(path for path in root.glob("*.md"))
    yield from sorted((root / "docs").rglob("*.md"))


def alternatives(text):
    """`a/{b,c}.h` -> a/b.h, a/c.h"""
    parts = BRACES.split(text)
    choices = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
    return ["".join(choice) for choice in itertools.product(*choices)]


def _exists(root, document, path):
    if path.startswith(GENERATED):
        return True
    places = [root / base for base in BASES] + [document.parent]
    if "*" in path:
        return any(any(place.glob(path)) for place in places)
    return any((place / path).exists() for place in places)


def _is_path(root, text):
    if not PATH.match(text) or PLACEHOLDER.search(text):
        return False
    first = text.split("/")[0]
    return ("/" in text and ((root / first).exists() or bool(SUFFIX.search(text)))) or bool(SUFFIX.search(text))


def _missing(root, document, text):
    return [path for path in alternatives(text) if not _exists(root, document, path.rstrip("/") if path != "/" else path)]


def check_paths(root):
    for document in documents(root):
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            named = [text for text in CODE.findall(line) if _is_path(root, text)]
            named += [link for link in LINK.findall(line) if "://" not in link and not link.startswith("mailto:")]
            for text in named:
                for path in _missing(root, document, text):
                    yield Violation(str(document.relative_to(root)), number, "path", f"{path} does not exist")


def check_commands(root):
    """`./dev X` names a command of ./dev, and `./dev check X` a check."""
    script = root / "dev"
    known = COMMANDS.search(script.read_text(encoding="utf-8")) if script.exists() else None
    commands = set(known.group(1).split()) | {"COMMAND", "help"} if known else set()
    for document in documents(root):
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            for text in CODE.findall(line):
                problem = _command_problem(root, commands, text)
                if problem:
                    yield Violation(str(document.relative_to(root)), number, "command", problem)


def check_privacy(root):
    """docs/privacy.md names every manifest of personal data and every clock that a town may set."""
    text = (root / "docs/privacy.md").read_text(encoding="utf-8")
    for path in sorted((root / "src").glob("*/*_manifest.cpp")):
        name = str(path.relative_to(root))
        if path.stem != "whole_manifest" and f"`{name}`" not in text:
            yield Violation("docs/privacy.md", 1, "privacy", f"does not name {name}")
    clocks = (root / "src/town/retention_clock.cpp").read_text(encoding="utf-8")
    for clock, least, most in CLOCK.findall(clocks):
        if least != most and f"`{clock}`" not in text:
            yield Violation("docs/privacy.md", 1, "privacy", f"does not name the clock {clock}")


def _command_problem(root, commands, text):
    named = re.search(r"\./dev +([\w-]+)(?: +([\w-]+))?", text)
    if not named:
        return None
    command, argument = named.groups()
    if command not in commands:
        return f"./dev has no command {command}"
    if command == "check" and argument not in (None, "NAME") and not (root / "tools" / "checks" / f"{argument}.sh").exists():
        return f"there is no check {argument}"
    return None
