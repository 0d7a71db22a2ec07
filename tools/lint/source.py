"""A small scanner for C++ and TypeScript: comments and literals blanked, string literals collected, function bodies found.

It knows no grammar. Lines and columns of the blanked text are those of the source.
"""
import re
from dataclasses import dataclass

RAW_STRING = re.compile(r'R"([^()\\\s]{0,16})\(')
WORD_BEFORE_REGEX = re.compile(r"(^|[(,=:\[!&|?{};+<>]|\breturn|\bcase|=>)\s*$")
NOT_A_FUNCTION = re.compile(
    r"^\s*(\}?\s*else\b|if\b|for\b|while\b|switch\b|do\b|catch\b|try\b|namespace\b|extern\b|return\b|"
    r"(template\s*<[^{]*>\s*)?(class|struct|enum|union)\b|export\s+(class|enum|interface|type)\b|interface\b|type\b)"
)
GROUPING_CALL = re.compile(r"\b(describe|suite|defineStore|defineConfig|defineComponent)\b[^;{}]*\(")


@dataclass(frozen=True)
class Literal:
    """Adjacent string literals count as one text, as the compiler joins them."""

    line: int
    text: str


@dataclass(frozen=True)
class Function:
    line: int
    length: int
    header: str


@dataclass(frozen=True)
class Scanned:
    code: str
    literals: list


class _Scanner:
    def __init__(self, text, typescript):
        self.text = text
        self.typescript = typescript
        self.out = list(text)
        self.pieces = []  # (start, end, content)
        self.at = 0

    def blank(self, start, end):
        for index in range(start, end):
            if self.out[index] != "\n":
                self.out[index] = " "

    def string_piece(self, start, end, content):
        self.pieces.append((start, end, content))
        self.blank(start + 1, end - 1)
        self.at = end

    def comment(self):
        text, at = self.text, self.at
        if text.startswith("//", at):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        elif text.startswith("/*", at):
            end = text.find("*/", at)
            end = len(text) if end < 0 else end + 2
        else:
            return False
        self.blank(at, end)
        self.at = end
        return True

    def raw_string(self):
        match = None if self.typescript else RAW_STRING.match(self.text, self.at)
        if not match:
            return False
        closing = ")" + match.group(1) + '"'
        end = self.text.find(closing, match.end())
        end = len(self.text) if end < 0 else end + len(closing)
        self.string_piece(self.at, end, self.text[match.end() : end - len(closing)])
        return True

    def quoted(self):
        quote = self.text[self.at]
        if quote not in ('"', "'") and not (self.typescript and quote == "`"):
            return False
        if quote == "'" and not self.typescript and self.at and self.text[self.at - 1].isalnum():
            return False  # 1'000'000
        end = self.at + 1
        while end < len(self.text) and self.text[end] != quote and (quote == "`" or self.text[end] != "\n"):
            end += 2 if self.text[end] == "\\" else 1
        end = min(end + 1, len(self.text))
        self.string_piece(self.at, end, self.text[self.at + 1 : end - 1] if quote != "'" or self.typescript else "")
        return True

    def regex(self):
        if not self.typescript or self.text[self.at] != "/":
            return False
        line_start = self.text.rfind("\n", 0, self.at) + 1
        if not WORD_BEFORE_REGEX.search("".join(self.out[line_start : self.at])):
            return False
        match = re.compile(r"/(\\.|\[(\\.|[^\]\\\n])*\]|[^/\\\[\n])+/").match(self.text, self.at)
        if not match:
            return False
        self.blank(self.at, match.end())
        self.at = match.end()
        return True

    def run(self):
        while self.at < len(self.text):
            if not (self.comment() or self.raw_string() or self.quoted() or self.regex()):
                self.at += 1
        return "".join(self.out)


def scan(text, typescript=False):
    scanner = _Scanner(text, typescript)
    code = scanner.run()
    literals = []
    last_end = None
    for start, end, content in scanner.pieces:
        if literals and last_end is not None and not code[last_end:start].strip():
            literals[-1] = Literal(literals[-1].line, literals[-1].text + content)
        else:
            literals.append(Literal(text.count("\n", 0, start) + 1, content))
        last_end = end
    return Scanned(code, literals)


def functions(code):
    """Functions and lambdas in blanked code, found by their braces: a body is a brace after something with parentheses."""
    found, open_braces, begin = [], [], 0
    for index, char in enumerate(code):
        if char == "{":
            open_braces.append((begin, code[begin:index]))
            begin = index + 1
        elif char == "}":
            if open_braces:
                start, header = open_braces.pop()
                if _is_function(header):
                    start += len(header) - len(header.lstrip())
                    first = code.count("\n", 0, start) + 1
                    found.append(Function(first, code.count("\n", start, index) + 1, " ".join(header.split())))
            begin = index + 1
        elif char == ";":
            begin = index + 1
    return found


def _is_function(header):
    header = re.sub(r"^\s*#.*$", "", header, flags=re.MULTILINE)
    return "(" in header and not NOT_A_FUNCTION.search(header) and not GROUPING_CALL.search(header)
