#!/usr/bin/env python3
"""A roster of 10,000 rows in a workbook, as people really send it, against a register of 200,000: from upload to the finished list of outcomes.

The workbook has two title rows, a merged header, columns in another order and under other names, full-width digits, ID numbers as text and as
numbers, phones with blanks, empty lines and a totals row. Its rows are drawn from the register: half of them as they are, the others with another
phone, another room, a wrong name, without number, or unknown; one in ten ID numbers is a number, so the last three digits are lost. The reference of
the same run is the upload alone. Each row has exactly one outcome, and the same list again has the same outcomes, or the bench fails.
WEIGE_BENCH_RESIDENTS (200000) and WEIGE_BENCH_ROWS (10000) make it smaller.
"""
import argparse
import json
import os
import pathlib
import random
import sys
import time
import zipfile
from xml.sax.saxutils import escape

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_town import Server, Sqlite, Town  # noqa: E402

RESIDENTS = int(os.environ.get("WEIGE_BENCH_RESIDENTS", "200000"))
ROWS = int(os.environ.get("WEIGE_BENCH_ROWS", "10000"))
HEADERS = ["序号", "现居住地址", "联系方式", "备注", "居民姓名", "身份证号码"]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def people_of(town):
    """(name, number, phone, address) of residents with everything."""
    return [(name, number, phone, address) for _, _, name, kind, number, phone, address in town.people() if kind == "resident_id"]


def messy(person, other, chance):
    """What a guard would have written of somebody."""
    name, number, phone, address = person
    address = address.split("镇")[-1]
    dice = chance.random()
    if dice < 0.1:
        phone = "138" + "".join(chance.choices("0123456789", k=8))
    elif dice < 0.2:
        address = other[3].split("镇")[-1]
    elif dice < 0.3:
        number = ""
    elif dice < 0.35:
        number = number[:9] + chance.choice("0123456789") + number[10:]
    elif dice < 0.4:
        name = name[0] + other[0][-1]
    elif dice < 0.5:
        return ["上官" + other[0][-1] + name[-1], "", "159" + "".join(chance.choices("0123456789", k=8)), address]
    if chance.random() < 0.2:
        phone = phone[:3] + " " + phone[3:7] + " " + phone[7:]
    if chance.random() < 0.3:
        address = address.translate(FULL_WIDTH)
    return [name, number, phone, address]


def cell(column, row, text):
    """A cell of text; nothing for none."""
    return f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""


def number_cell(column, row, number, chance):
    """An ID number; one in ten as a number, of which a spreadsheet keeps fifteen digits."""
    if not number.isdigit() or chance.random() >= 0.1:
        return cell(column, row, number)
    return f'<c r="{chr(65 + column)}{row}"><v>{float(number):.14E}</v></c>'


def sheet_of(people, chance):
    """The rows of the worksheet as XML."""
    yield f'<row r="1">{cell(0, 1, "明珠苑物业人员花名册")}</row><row r="2">{cell(0, 2, "填报日期：2026年11月")}</row><row r="3"></row>'
    yield '<row r="4">' + "".join(cell(i, 4, title) for i, title in enumerate(HEADERS)) + "</row>"
    at = 5
    for count, person in enumerate(chance.sample(people, ROWS)):
        name, number, phone, address = messy(person, chance.choice(people), chance)
        yield f'<row r="{at}"><c r="A{at}"><v>{count + 1}</v></c>{cell(1, at, address)}{cell(2, at, phone)}{cell(4, at, name)}{number_cell(5, at, number, chance)}</row>'
        at += 1 if chance.random() > 0.01 else 2
    yield f'<row r="{at + 1}">{cell(0, at + 1, "合计")}<c r="B{at + 1}"><v>{ROWS}</v></c></row>'


def write_workbook(path, people, seed):
    chance = random.Random(seed)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        book.writestr("_rels/.rels", f'{head}<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'{head}<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'{head}<worksheet xmlns="{main}"><sheetData>{"".join(sheet_of(people, chance))}</sheetData><mergeCells count="2"><mergeCell ref="A1:F1"/><mergeCell ref="A2:F2"/></mergeCells></worksheet>',
        )


def hand_in(town, server, path):
    """Uploads and hands in; seconds to the upload's answer and to the finished outcomes, and the roster."""
    began = time.monotonic()
    upload = server.ask(town, "POST", "/api/uploads", pathlib.Path(path).read_bytes(), **{"Content-Type": "application/octet-stream", "X-File-Name": "roster.xlsx"})
    uploaded = time.monotonic() - began
    roster = server.ask(town, "POST", "/api/rosters", {"upload_id": upload["id"], "complete": False, "source": "明珠苑物业"})
    answered = None
    while not roster["compared"]:
        if roster.get("job", {}).get("state") == "failed":
            raise RuntimeError(f"the roster: {roster['job']}")
        time.sleep(0.02)  # one in a hundred of what is measured; asking more often takes the processor from it
        roster = server.ask(town, "GET", f"/api/rosters/{roster['id']}")
        if roster["answered"] and answered is None:
            answered = time.monotonic() - began
    return uploaded, answered, time.monotonic() - began, roster


def measure(town, server, people, run, when):
    """Hands in a list of its own; the line of the table."""
    write_workbook(town.path("roster.xlsx"), people, run)
    uploaded, answered, finished, roster = hand_in(town, server, town.path("roster.xlsx"))
    if sum(roster["outcomes"].values()) != ROWS:
        raise RuntimeError(f"{ROWS} rows, and these outcomes: {roster['outcomes']}")
    row = {"name": f"roster_of_{ROWS}/{when}/{run}", "run_type": "iteration", "iterations": 1, "real_time": finished, "time_unit": "s", "items_per_second": ROWS / finished, "upload_s": uploaded, "answered_s": answered}
    row |= {"server_mb": server.memory(), "label": json.dumps({"outcomes": roster["outcomes"], "answers": roster["answers"]}, ensure_ascii=False)}
    print(json.dumps(row, ensure_ascii=False), file=sys.stderr, flush=True)
    return row


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--benchmark_out", required=True)
    arguments.add_argument("--benchmark_out_format", default="json")
    out = arguments.parse_args().benchmark_out
    rows = []
    with Town(Sqlite, RESIDENTS, "--no-map") as town:
        town.sign_in(1)
        people = people_of(town)
        with Server(town) as server:
            server.calm()
            for run in range(3):
                rows.append(measure(town, server, people, run, "later"))
            again = hand_in(town, server, town.path("roster.xlsx"))[3]
            if json.dumps({"outcomes": again["outcomes"], "answers": again["answers"]}, ensure_ascii=False) != rows[-1]["label"]:
                raise RuntimeError("the same list again has other outcomes")
        with Server(town) as server:
            rows.append(measure(town, server, people, 3, "right_after_start"))
    pathlib.Path(out).write_text(json.dumps({"context": {"residents": RESIDENTS, "rows": ROWS}, "benchmarks": rows}), encoding="utf-8")


if __name__ == "__main__":
    main()
