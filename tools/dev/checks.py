#!/usr/bin/env python3
"""The table of long checks in docs/checks.md: what was checked, on which inputs, with which figure, and whether that still holds.

usage: checks.py list | inputs NAME | commit | record NAME COMMIT INPUTS SEED FIGURE TOOK
A check names its inputs in its head: `# inputs: src test CMakeLists.txt`. What it is about stands in `# about: ...`. A check of many parts, such
as the fuzz targets, names them by their files (`# parts: test/fuzz/*_fuzz.cpp`) and has a row for each, "fuzz csv".
"""
import datetime
import hashlib
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECKS = ROOT / "tools" / "checks"
TABLE = ROOT / "docs" / "checks.md"
HEAD = """# Long checks

Written by `./dev check NAME`; `./dev check` says which rows still hold. A row holds while the hash of the check's inputs is unchanged.

| check | commit | inputs | seed | figure | took | day |
|---|---|---|---|---|---|---|
"""


def head_line(name, key):
    match = re.search(rf"^# {key}: (.*)$", (CHECKS / f"{name}.sh").read_text(encoding="utf-8"), re.MULTILINE)
    if not match:
        sys.exit(f"tools/checks/{name}.sh has no line `# {key}: ...`")
    return match.group(1)


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def inputs_hash(name):
    """Over the content of every input file that git does not ignore, committed or not, and the check itself."""
    paths = head_line(name, "inputs").split() + [f"tools/checks/{name}.sh"]
    digest = hashlib.sha256()
    for file in sorted(set(git("ls-files", "-co", "--exclude-standard", "-z", "--", *paths).split("\0")) - {""}):
        if (ROOT / file).is_file():
            digest.update(file.encode() + b"\0" + hashlib.sha256((ROOT / file).read_bytes()).digest())
    return digest.hexdigest()[:16]


def read_rows():
    """name -> the cells of its row"""
    lines = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {row[0]: row for row in rows if row[0] != "check"}


def commit():
    changed = git("status", "--porcelain", "--", ".", ":!docs/checks.md").strip()
    return git("rev-parse", "--short=10", "HEAD").strip() + ("+changes" if changed else "")


def record(name, at, inputs, seed, figure, took):
    rows = read_rows()
    day = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    rows[name] = [name, at, inputs, seed, figure.replace("|", "/"), took, day]
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(HEAD + "".join("| " + " | ".join(rows[key]) + " |\n" for key in sorted(rows)), encoding="utf-8")


def parts(name):
    """The names of the rows that a check has."""
    script = (CHECKS / f"{name}.sh").read_text(encoding="utf-8")
    match = re.search(r"^# parts: (\S*)\*(\S*)$", script, re.MULTILINE)
    if not match:
        return [name]
    folder, after = match.groups()
    files = sorted(path.name for path in (ROOT / folder).glob(f"*{after}"))
    return [f"{name} {file.removesuffix(after)}" for file in files]


def state(name, rows):
    wanted = parts(name)
    if wanted != [name]:
        held = [row for row in wanted if row in rows and rows[row][2] == inputs_hash(name)]
        known = [row for row in wanted if row in rows]
        word = "valid" if len(held) == len(wanted) else "stale" if known else "never run"
        return word, f"{len(held)} of {len(wanted)} parts hold" if known else ""
    if name not in rows:
        return "never run", ""
    row = rows[name]
    return ("valid" if row[2] == inputs_hash(name) else "stale"), f"{row[4]} ({row[6]}, {row[1]})"


def list_checks():
    rows = read_rows()
    for path in sorted(CHECKS.glob("*.sh")):
        name = path.stem
        word, figure = state(name, rows)
        print(f"{name:16} {word:10} {head_line(name, 'about')}")
        if figure:
            print(f"{'':27} {figure}")


def main():
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == "list":
        list_checks()
    elif command == "inputs":
        print(inputs_hash(*arguments))
    elif command == "commit":
        print(commit())
    else:
        record(*arguments)


if __name__ == "__main__":
    main()
