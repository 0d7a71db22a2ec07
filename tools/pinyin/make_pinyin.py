#!/usr/bin/env python3
"""Makes the table of Mandarin readings that src/standards/pinyin.cpp includes, from the Unicode Han database.

Usage: make_pinyin.py Unihan_Readings.txt[.bz2] OUTPUT.inc
The first value of kMandarin is the customary reading in the mainland; kHanyuPinyin and kXHC1983 fill what it lacks.
Tones are dropped and u with diaeresis is written v, as on keyboards.
"""

import bz2
import re
import sys
import unicodedata

FIELDS = ["kMandarin", "kHanyuPinlu", "kXHC1983", "kHanyuPinyin", "kTGHZ2013"]


def plain(reading):
    """zhāng -> zhang, lǚ -> lv; None for what is no Mandarin syllable."""
    decomposed = unicodedata.normalize("NFD", reading.strip().lower()).replace("u\u0308", "v")
    letters = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").replace("ê", "e")
    return letters if re.fullmatch("[a-z]+", letters) else None


def first_reading(field, value):
    if field == "kMandarin":
        return value.split()[0]
    if field == "kHanyuPinlu":
        return value.split()[0].split("(")[0]
    return value.split()[0].split(":")[-1].split(",")[0]


def read(path):
    opener = bz2.open if path.endswith(".bz2") else open
    found = {}
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) != 3 or parts[1] not in FIELDS:
                continue
            syllable = plain(first_reading(parts[1], parts[2]))
            rank = FIELDS.index(parts[1])
            code_point = int(parts[0][2:], 16)
            if syllable and rank < found.get(code_point, (99, ""))[0]:
                found[code_point] = (rank, syllable)
    return {code_point: syllable for code_point, (_, syllable) in found.items()}


def rows(values, per_row=24):
    for start in range(0, len(values), per_row):
        yield ",".join(str(v) for v in values[start : start + per_row]) + ","


def write(readings, path):
    syllables = [""] + sorted(set(readings.values()))
    index = {syllable: i for i, syllable in enumerate(syllables)}
    with open(path, "w", encoding="utf-8") as out:
        out.write("// Generated from Unihan_Readings.txt of the Unicode Character Database; do not edit.\n")
        quoted = ",".join(f'"{s}"' for s in syllables)
        out.write(f"constexpr std::string_view syllables[] = {{{quoted}}};\n")
        for name, first, last in (("extension_a", 0x3400, 0x4DBF), ("unified", 0x4E00, 0x9FFF)):
            values = [index[readings.get(c, "")] for c in range(first, last + 1)]
            out.write(f"constexpr std::uint16_t {name}[] = {{\n" + "\n".join(rows(values)) + "\n};\n")
        rare = [(c << 11) | index[s] for c, s in sorted(readings.items()) if c >= 0x20000]
        out.write("// code point << 11 | syllable, ascending\n")
        out.write("constexpr std::uint32_t rare[] = {\n" + "\n".join(rows(rare, 12)) + "\n};\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    readings = read(sys.argv[1])
    if len(readings) < 40000:
        sys.exit(f"{sys.argv[1]}: only {len(readings)} readings found, 40,000 expected")
    write(readings, sys.argv[2])


main()
