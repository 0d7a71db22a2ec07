"""Sizes, header comments and words that do not belong in the source."""
import re

from .source import functions, scan
from .violation import Violation

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_HEADER_COMMENT = 12
FOLDERS = ["src", "test", "bench", "web", "tools", "cmake", "migrations", "docs", ".ci"]
SOURCE = {".cpp", ".h", ".ts", ".mts", ".vue", ".js", ".mjs", ".py", ".sh", ".sql", ".css", ".cmake", ".md", ".txt"}
SIZED = SOURCE - {".txt", ".md", ".sql"}
SKIPPED_PARTS = {"node_modules", "dist", "data", "corpus", "__pycache__"}
GENERATED = {"web/src/api/schema.d.ts"}
SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)

# Put together from halves, so that this file does not name what it forbids.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
MACHINE = re.compile(
    r"(?<![\w.])/(wo" + r"rk/(main|wt|shared)|ho" + r"me/\w+|ro" + r"ot|Use" + r"rs/\w+)/|"
    r"\bregistry\.np" + r"mjs|artifact" + r"ory|/tmp/w" + r"/|shared/(des" + r"ign|mis" + r"sion|too" + r"ls)"
)


def files(root):
    for path in sorted(root.iterdir()):
        if path.is_file() and (path.suffix in SOURCE or path.name in ("dev", "NOTICE", "CMakeLists.txt")):
            yield path
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and not SKIPPED_PARTS & set(relative.parts) and str(relative) not in GENERATED:
                if path.suffix in SOURCE or not path.suffix:
                    yield path


def _read(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def check_file_size(root):
    for path in files(root):
        lines = _read(path).count("\n")
        if lines > MAX_FILE_LINES and path.suffix in SIZED:
            yield Violation(str(path.relative_to(root)), 1, "size", f"{lines} lines; split at {MAX_FILE_LINES}")


def check_function_size(root):
    for path in files(root):
        if path.suffix in {".cpp", ".h", ".ts", ".mts", ".js", ".mjs", ".vue"}:
            for function in _functions(path):
                if function.length > MAX_FUNCTION_LINES:
                    text = f"{function.length} lines; split at {MAX_FUNCTION_LINES}: {function.header[-60:]}"
                    yield Violation(str(path.relative_to(root)), function.line, "size", text)


def _functions(path):
    text, typescript = _read(path), path.suffix not in {".cpp", ".h"}
    if path.suffix != ".vue":
        return functions(scan(text, typescript).code)
    found = []
    for match in SCRIPT.finditer(text):
        # Blank lines stand for what comes before, so that line numbers are those of the file.
        before = "\n" * text.count("\n", 0, match.start(1))
        found += functions(scan(before + match.group(1), typescript=True).code)
    return found


def check_header_comment(root):
    """Each header says in a few lines what it owns and what it promises."""
    for path in files(root):
        if path.suffix == ".h":
            lines = _read(path).splitlines()
            comment = 0
            while comment < len(lines) and lines[comment].startswith("//"):
                comment += 1
            if not 1 <= comment <= MAX_HEADER_COMMENT:
                text = f"starts with {comment} lines of comment instead of 1 to {MAX_HEADER_COMMENT}"
                yield Violation(str(path.relative_to(root)), 1, "header comment", text)


def check_words(root):
    for path in files(root):
        for number, line in enumerate(_read(path).splitlines(), 1):
            for rule, pattern in (("unfinished", UNFINISHED), ("machine", MACHINE)):
                match = pattern.search(line)
                if match:
                    yield Violation(str(path.relative_to(root)), number, rule, f"'{match.group(0)}' does not belong here")


def check_test_namespace(root):
    """Test files are compiled several to a unit (cmake/modules.cmake): a namespace named like the file keeps their names apart."""
    for path in sorted((root / "test").rglob("*_test.cpp")):
        lines = _read(path).splitlines()
        if "namespace {" in lines or f"namespace {path.stem} {{" not in lines:
            line = lines.index("namespace {") + 1 if "namespace {" in lines else 1
            yield Violation(str(path.relative_to(root)), line, "test namespace", f"'namespace {path.stem} {{' instead of a nameless one")


def check_lock_files(root):
    """A lock file that names a host would bind everyone to one registry."""
    for path in [root / "web" / "package-lock.json", *sorted((root / "tools").glob("*/package-lock.json"))]:
        if path.exists() and '"resolved":' in _read(path):
            yield Violation(str(path.relative_to(root)), 1, "lock file", "names a host: put omit-lockfile-registry-resolved=true into .npmrc")
