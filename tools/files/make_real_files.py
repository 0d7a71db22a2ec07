#!/usr/bin/python3
"""Makes test/data/real_files with real spreadsheet programs, from invented tables.

usage: tools/files/make_real_files.py      (after: apt-get install --no-install-recommends $(sed 's/#.*//' tools/files/packages.txt))
The files are committed; this is run again only to add some. manifest.tsv names for each file the program with its version, what it was made
from, and the table that must come out of it (expected/NAME.tsv, titles first).
"""
import csv
import datetime
import json
import pathlib
import random
import shutil
import subprocess
import tempfile

import openpyxl
import xlsxwriter
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parents[1] / "test" / "data" / "real_files"
EXCELJS = "4.4.0"
TITLES = ["姓名", "证件号码", "出生日期", "联系电话", "现住地址"]


def invented_id(dice, birth):
    """Of the reserved range 999 (src/standards/reserved.h), with its check digit."""
    digits = f"999{dice.randrange(1000):03}{birth:%Y%m%d}{dice.randrange(1000):03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def people(dice, count):
    rows = []
    for _ in range(count):
        birth = datetime.date(1940, 1, 1) + datetime.timedelta(days=dice.randrange(29000))
        name = dice.choice("王李张陈周龚阮") + dice.choice(["明", "秀英", "建国", "子涵", "玥", "桂兰", "·阿依古丽"])
        address = f"{dice.choice(['明珠路', '青松路', '河滨路'])}{1 + dice.randrange(900)}弄{1 + dice.randrange(60)}号{101 + dice.randrange(1800)}室"
        rows.append([name, invented_id(dice, birth), birth, f"100{dice.randrange(10**8):08}", address])
    return rows


def tables():
    """name -> rows below TITLES; dates are dates."""
    dice = random.Random(20261128)
    odd = people(dice, 6)
    odd[0][4] = "明珠路88弄3号201室\n（东侧门）"
    odd[1][4] = '青松路1弄"2"号3室，靠南; 4'
    odd[2][3] = ""
    odd[3][2] = ""
    odd[4][0] = "𠮷田·a<b>&c"
    return {"few": people(dice, 8), "many": people(dice, 150), "odd": odd}


TABLES = tables()
MANIFEST = []


def note(name, program, made_from, expected):
    assert (OUT / name).is_file(), name
    MANIFEST.append([name, program, made_from, expected])


def text(value):
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def text_rows(table):
    """With "-slashes" the days are written as gnumeric writes them into text files."""
    rows = [TITLES] + [[text(value) for value in row] for row in TABLES[table.removesuffix("-slashes")]]
    return [[cell if c != 2 or not table.endswith("-slashes") else cell.replace("-", "/") for c, cell in enumerate(row)] for row in rows]


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def version(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


# openpyxl

def put_openpyxl(sheet, table, first=1):
    for r, row in enumerate([TITLES] + TABLES[table], first):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c, None if value == "" else value)
            if isinstance(value, datetime.date):
                cell.number_format = "yyyy-mm-dd"


def by_openpyxl():
    program = f"openpyxl {openpyxl.__version__}"

    def save(name, table, made_from, change=lambda book: None, first=1):
        book = openpyxl.Workbook()
        put_openpyxl(book.active, table, first)
        change(book)
        book.save(OUT / name)
        note(name, program, made_from, table)

    def title(book):
        book.active["A1"] = "明珠镇人口信息采集表（演示）"
        book.active.merge_cells("A1:E1")
        book.active["A2"] = "填表日期：2026年11月"

    def looks(book):
        sheet = book.active
        sheet.freeze_panes, sheet.auto_filter.ref = "A2", "A1:E9"
        for cell in sheet[1]:
            cell.font, cell.fill = Font(name="宋体", bold=True), PatternFill("solid", fgColor="FFD9E1F2")
        for row in sheet.iter_rows(min_row=10, max_row=60, max_col=20):
            for cell in row:
                cell.fill = PatternFill("solid", fgColor="FFFFFFFF")

    def hidden(book):
        book.create_sheet("字典", 0).append(["姓名", "不读"])
        book["字典"].sheet_state = "hidden"

    def mac(book):
        book.epoch = CALENDAR_MAC_1904

    def chinese_dates(book):
        for cell in book.active["C"][1:]:
            cell.number_format = 'yyyy"年"m"月"d"日"'

    save("openpyxl-few.xlsx", "few", "cells")
    save("openpyxl-many.xlsx", "many", "cells")
    save("openpyxl-odd.xlsx", "odd", "line ends, quotes, empty cells, characters beyond the basic plane")
    save("openpyxl-title.xlsx", "few", "a merged title and a line above the header", title, 3)
    save("openpyxl-looks.xlsx", "few", "fonts, fills, frozen panes, a filter, coloured cells without values", looks)
    save("openpyxl-hidden.xlsx", "few", "a hidden sheet before the visible one", hidden)
    save("openpyxl-1904.xlsx", "few", "days counted from 1904", mac)
    save("openpyxl-dates.xlsx", "few", "dates shown as 2026年1月2日", chinese_dates)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("人口")
    for row in text_rows("many"):
        sheet.append(row)
    book.save(OUT / "openpyxl-stream.xlsx")
    note("openpyxl-stream.xlsx", program, "rows written one after the other", "many")


# XlsxWriter

def by_xlsxwriter():
    program = f"XlsxWriter {xlsxwriter.__version__}"

    def save(name, table, made_from, options=None, change=lambda book, sheet: None):
        book = xlsxwriter.Workbook(str(OUT / name), options or {})
        sheet, day = book.add_worksheet("人口"), book.add_format({"num_format": "yyyy/m/d"})
        for r, row in enumerate([TITLES] + TABLES[table]):
            for c, value in enumerate(row):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(r, c, datetime.datetime(value.year, value.month, value.day), day)
                elif value != "":
                    sheet.write_string(r, c, value)
        change(book, sheet)
        book.close()
        note(name, program, made_from, table)

    def rich(book, sheet):
        bold = book.add_format({"bold": True})
        for r, row in enumerate(TABLES["few"], 1):
            sheet.write_rich_string(r, 4, bold, row[4][:3], row[4][3:])

    def numbers(book, sheet):
        for r, row in enumerate(TABLES["few"], 1):
            sheet.write_number(r, 3, int(row[3]), book.add_format({"num_format": "0"}))

    def formulas(book, sheet):
        for r, row in enumerate(TABLES["few"], 1):
            sheet.write_formula(r, 3, f'="{row[3]}"', None, row[3])

    def furniture(book, sheet):
        sheet.data_validation("D2:D99", {"validate": "length", "criteria": "==", "value": 11})
        sheet.conditional_format("A1:E9", {"type": "duplicate", "format": book.add_format({"bg_color": "#FFC7CE"})})
        sheet.write_comment("A2", "演示")
        sheet.set_column("B:B", 20, book.add_format({"num_format": "@"}))
        sheet.protect()

    def listed(book, sheet):
        sheet.add_table("A1:E9", {"columns": [{"header": title} for title in TITLES]})

    save("xlsxwriter-few.xlsx", "few", "cells")
    save("xlsxwriter-odd.xlsx", "odd", "line ends, quotes, empty cells, characters beyond the basic plane")
    save("xlsxwriter-inline.xlsx", "many", "constant_memory: inline strings", {"constant_memory": True})
    save("xlsxwriter-1904.xlsx", "few", "days counted from 1904", {"date_1904": True})
    save("xlsxwriter-rich.xlsx", "few", "rich text", None, rich)
    save("xlsxwriter-numbers.xlsx", "few", "telephone numbers as numbers", None, numbers)
    save("xlsxwriter-formulas.xlsx", "few", "formulas with their values", None, formulas)
    save("xlsxwriter-furniture.xlsx", "few", "validation, conditional formats, comments, protection", None, furniture)
    save("xlsxwriter-table.xlsx", "few", "a list object with a filter", None, listed)


# what other languages make: they read tables.json and say what they have made

def by_scripts(folder):
    (folder / "tables.json").write_text(json.dumps({name: text_rows(name) for name in TABLES}), encoding="utf-8")
    run("npm", "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", f"exceljs@{EXCELJS}")
    shutil.copy(HERE / "exceljs_files.mjs", folder)
    for line in version("node", folder / "exceljs_files.mjs", folder / "tables.json", OUT).splitlines():
        name, made_from, table = line.split("\t")
        note(name, f"exceljs {EXCELJS}", made_from, table)
    for line in version("perl", HERE / "perl_files.pl", folder / "tables.json", OUT).splitlines():
        name, program, made_from, table = line.split("\t")
        note(name, program, made_from, table)


# LibreOffice and gnumeric convert what the others have made

def by_libreoffice(folder):
    program = " ".join(version("soffice", "--version").split()[:2])

    def convert(source, name, made_from, table, kind):
        run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder / "out", source)
        shutil.move(next((folder / "out").glob(f"{pathlib.Path(source).stem}.*")), OUT / name)
        note(name, program, made_from, table)

    def as_csv(separator, charset):
        return f"csv:Text - txt - csv (StarCalc):{separator},34,{charset},1"

    convert(OUT / "openpyxl-few.xlsx", "libreoffice-few.xlsx", "openpyxl-few.xlsx", "few", "xlsx")
    convert(OUT / "openpyxl-many.xlsx", "libreoffice-many.xlsx", "openpyxl-many.xlsx", "many", "xlsx")
    convert(OUT / "openpyxl-odd.xlsx", "libreoffice-odd.xlsx", "openpyxl-odd.xlsx", "odd", "xlsx")
    convert(OUT / "openpyxl-1904.xlsx", "libreoffice-1904.xlsx", "openpyxl-1904.xlsx", "few", "xlsx")
    convert(OUT / "openpyxl-title.xlsx", "libreoffice-title.xlsx", "openpyxl-title.xlsx", "few", "xlsx")
    convert(OUT / "xlsxwriter-formulas.xlsx", "libreoffice-formulas.xlsx", "xlsxwriter-formulas.xlsx", "few", "xlsx")
    convert(OUT / "openpyxl-few.xlsx", "libreoffice-strict.xlsx", "openpyxl-few.xlsx", "few", "xlsx:Calc Office Open XML")
    convert(OUT / "openpyxl-odd.xlsx", "libreoffice-utf8.csv", "openpyxl-odd.xlsx", "odd", as_csv(44, 76))
    convert(OUT / "openpyxl-few.xlsx", "libreoffice-gb18030.csv", "openpyxl-few.xlsx", "few", as_csv(44, 85))
    convert(OUT / "openpyxl-few.xlsx", "libreoffice-semicolon.csv", "openpyxl-few.xlsx", "few", as_csv(59, 76))
    convert(OUT / "openpyxl-many.xlsx", "libreoffice-tab.csv", "openpyxl-many.xlsx", "many", as_csv(9, 76))
    convert(OUT / "openpyxl-odd.xlsx", "libreoffice-utf16.csv", "openpyxl-odd.xlsx", "odd", as_csv(9, 65535))


def by_gnumeric():
    program = "gnumeric " + version("ssconvert", "--version").split("'")[1]

    def convert(source, name, table, kind, options=""):
        run("ssconvert", "-T", kind, *(["-O", options] if options else []), OUT / source, OUT / name)
        note(name, program, f"{source} {options}".strip(), table)

    convert("openpyxl-few.xlsx", "gnumeric-2006.xlsx", "few", "Gnumeric_Excel:xlsx")
    convert("openpyxl-few.xlsx", "gnumeric-2008.xlsx", "few", "Gnumeric_Excel:xlsx2")
    convert("openpyxl-many.xlsx", "gnumeric-many.xlsx", "many", "Gnumeric_Excel:xlsx2")
    convert("openpyxl-odd.xlsx", "gnumeric-odd.xlsx", "odd", "Gnumeric_Excel:xlsx2")
    convert("openpyxl-1904.xlsx", "gnumeric-1904.xlsx", "few", "Gnumeric_Excel:xlsx2")
    convert("openpyxl-title.xlsx", "gnumeric-title.xlsx", "few", "Gnumeric_Excel:xlsx2")
    convert("openpyxl-odd.xlsx", "gnumeric.csv", "odd-slashes", "Gnumeric_stf:stf_csv")
    convert("openpyxl-few.xlsx", "gnumeric-gb18030.csv", "few", "Gnumeric_stf:stf_assistant", "separator=, format=preserve charset=GB18030")
    convert("openpyxl-few.xlsx", "gnumeric-semicolon.csv", "few", "Gnumeric_stf:stf_assistant", "separator=; format=preserve eol=windows quoting-mode=always")


def by_python():
    program = f"Python {'.'.join(version('python3', '--version').split()[1].split('.')[:2])} csv"

    def save(name, table, encoding, **form):
        with open(OUT / name, "w", encoding=encoding, newline="") as file:
            csv.writer(file, **form).writerows(text_rows(table))
        note(name, program, f"{encoding} {form or ''}".strip(), table)

    save("python-utf8-mark.csv", "odd", "utf-8-sig")
    save("python-gb18030.csv", "odd", "gb18030")
    save("python-tab.csv", "few", "utf-16", dialect="excel-tab")
    save("python-unix.csv", "many", "utf-8", dialect="unix")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "expected").mkdir(parents=True)
    for name in [*TABLES, "odd-slashes"]:
        lines = ["\t".join(cell.replace("\n", "\\n") for cell in row) for row in text_rows(name)]
        (OUT / "expected" / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        by_openpyxl()
        by_xlsxwriter()
        by_scripts(folder)
        by_libreoffice(folder)
        by_gnumeric()
        by_python()
    lines = ["\t".join(line) for line in [["file", "program", "made from", "expected"]] + sorted(MANIFEST)]
    (OUT / "manifest.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(MANIFEST)} files in {OUT}")


if __name__ == "__main__":
    main()
