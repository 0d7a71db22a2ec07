"""The layers of docs/architecture.md: a module includes modules with a smaller number only, and itself."""
import re

from .violation import Violation

LAYERS = {
    "base": 1,
    "standards": 2,
    "formats": 2,
    "seal": 2,
    "store": 2,
    "access": 3,
    "linkage": 3,
    "norms": 3,
    "jobs": 3,
    "registry": 4,
    "grids": 5,
    "teams": 6,
    "intake": 7,
    "work": 8,
    "quality": 9,
    "rewards": 10,
    "town": 11,
    "http": 12,
    "cli": 12,
}
# Modules whose files are sorted by suffix into rules, storage, use cases and imports.
DOMAIN = {"linkage", "norms", "registry", "grids", "teams", "intake", "work", "quality", "rewards", "town"}
# They serve the others inside a caller's transaction, so any of their files may take one; suffixes bind where they are used.
SUPPORTING = {"access", "jobs"}
SOURCES = {".h", ".cpp", ".inc"}
DRIVERS = {"sqlite", "postgres"}
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')
MODULE_LINE = re.compile(r"^\s*weige_module\(\s*(\w+)([^)]*)\)", re.MULTILINE)


def source_files(root):
    return sorted(path for path in (root / "src").rglob("*") if path.suffix in SOURCES)


def includes_of(path):
    """(line, included) of every include directive."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1)


def module_of(root, path):
    """The module of a source file, or None for src/main.cpp."""
    parts = path.relative_to(root / "src").parts
    return parts[0] if len(parts) > 1 else None


def may_include(module, other):
    return module == other or LAYERS[other] < LAYERS[module]


def check_tree(root):
    """src/<module>/<file> and nothing deeper, the two database drivers excepted."""
    for path in source_files(root):
        name = str(path.relative_to(root))
        parts = path.relative_to(root / "src").parts
        if len(parts) == 1:
            if parts[0] != "main.cpp":
                yield Violation(name, 1, "tree", "only main.cpp lies in src itself")
        elif parts[0] not in LAYERS:
            yield Violation(name, 1, "tree", f"'{parts[0]}' is no module of the layer list")
        elif len(parts) > 2 and not (parts[0] == "store" and parts[1] in DRIVERS and len(parts) == 3):
            yield Violation(name, 1, "tree", "sources lie in src/<module>/<file>, not deeper")


def check_layers(root):
    for path in source_files(root):
        module = module_of(root, path)
        if module not in LAYERS:
            continue
        for line, included in includes_of(path):
            other = included.split("/")[0]
            if "/" in included and other in LAYERS and not may_include(module, other):
                text = f"{module} ({LAYERS[module]}) may not include {included} ({LAYERS[other]})"
                yield Violation(str(path.relative_to(root)), line, "layer", text)


def check_cmake(root):
    """The modules' links in CMakeLists.txt keep the same order."""
    path = root / "CMakeLists.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for match in MODULE_LINE.finditer(text):
        module, line = match.group(1), text.count("\n", 0, match.start()) + 1
        if module not in LAYERS:
            yield Violation("CMakeLists.txt", line, "layer", f"'{module}' is no module of the layer list")
            continue
        dependencies = re.search(r"\bDEPS\b(.*?)(\bLIBS\b|$)", match.group(2), re.DOTALL)
        for other in dependencies.group(1).split() if dependencies else []:
            if other == module or other not in LAYERS or not may_include(module, other):
                yield Violation("CMakeLists.txt", line, "layer", f"{module} may not link {other}")
