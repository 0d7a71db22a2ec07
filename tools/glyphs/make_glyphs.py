#!/usr/bin/env python3
"""Makes the table of the parts of characters that src/standards/glyph.cpp includes, from the Unicode Han database.

Usage: make_glyphs.py Unihan_DictionaryLikeData.txt[.bz2] OUTPUT.inc
kCangjie names the parts of a character, outermost first, in at most five letters. Each letter becomes five bits, the
last letter lowest, so that characters with one right-hand side agree in their low bits.
"""

import bz2
import re
import sys

FIRST, LAST = 0x4E00, 0x9FFF


def read(path):
    opener = bz2.open if path.endswith(".bz2") else open
    parts = {}
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"U\+([0-9A-F]+)\tkCangjie\t([A-Z]{1,5})\b", line)
            if match:
                parts[int(match[1], 16)] = match[2]
    return parts


def packed(letters):
    value = 0
    for letter in letters:
        value = value << 5 | ord(letter) - ord("A") + 1
    return value


def write(parts, path):
    values = [packed(parts.get(code_point, "")) for code_point in range(FIRST, LAST + 1)]
    with open(path, "w", encoding="utf-8") as out:
        out.write("// Generated from Unihan_DictionaryLikeData.txt of the Unicode Character Database; do not edit.\n")
        out.write(f"constexpr char32_t first_with_parts = {FIRST};\n")
        out.write("constexpr std::uint32_t character_parts[] = {\n")
        for start in range(0, len(values), 16):
            out.write(",".join(map(str, values[start : start + 16])) + ",\n")
        out.write("};\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write(read(sys.argv[1]), sys.argv[2])
