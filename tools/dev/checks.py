#!/usr/bin/env python3
"""The table of long checks in docs/checks.md: what was checked, on which inputs, with which figure, and whether that still holds.

usage: checks.py list | inputs NAME [PART] | commit | record NAME COMMIT INPUTS SEED FIGURE TOOK
A check names its inputs in its head: `# inputs: src test CMakeLists.txt`. What it is about stands in `# about: ...`. A check of many parts, such
as the fuzz targets, names them by their files (`# parts: test/fuzz/*_fuzz.cpp`) and has a row for each, "fuzz csv". The inputs of such a row are
its part's file and what that includes, directly or not: every header and the .cpp of the same name beside it. Lists of texts
(*_catalogue.inc) are left out, since no parser's way depends on them.
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


def hash_of(files):
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.encode() + b"\0" + hashlib.sha256((ROOT / file).read_bytes()).digest())
    return digest.hexdigest()[:16]


def inputs_hash(name, part=None):
    """Over the content of every input file that git does not ignore, committed or not, and the check itself; of a part, over what it includes."""
    files = part_files(name)
    if files:
        return hash_of(set().union(*(included(file) for key, file in files.items() if part in (None, key))))
    paths = head_line(name, "inputs").split() + [f"tools/checks/{name}.sh"]
    listed = set(git("ls-files", "-co", "--exclude-standard", "-z", "--", *paths).split("\0")) - {""}
    return hash_of(file for file in listed if (ROOT / file).is_file())


def included(file):
    """The file, what it includes directly or not, and the .cpp beside each header; names from the root."""
    found, waiting = set(), [file]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found.add(here)
        for name in re.findall(r'^#include "([^"]+)"', (ROOT / here).read_text(encoding="utf-8"), re.MULTILINE):
            if name.endswith("_catalogue.inc"):
                continue
            for folder in (pathlib.Path(here).parent, pathlib.Path("src"), pathlib.Path("test")):
                beside = (folder / name).with_suffix(".cpp")
                waiting += [path.as_posix() for path in {folder / name, beside} if (ROOT / path).is_file()]
    return found


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


def part_files(name):
    """The parts of a check and the file of each; none for a check that is one whole."""
    script = (CHECKS / f"{name}.sh").read_text(encoding="utf-8")
    match = re.search(r"^# parts: (\S*)\*(\S*)$", script, re.MULTILINE)
    if not match:
        return {}
    folder, after = match.groups()
    return {path.name.removesuffix(after): folder + path.name for path in sorted((ROOT / folder).glob(f"*{after}"))}


def state(name, rows):
    wanted = part_files(name)
    if wanted:
        known = [part for part in wanted if f"{name} {part}" in rows]
        held = [part for part in known if rows[f"{name} {part}"][2] == inputs_hash(name, part)]
        word = "valid" if len(held) == len(wanted) else "stale" if known else "never run"
        others = ", ".join(part for part in wanted if part not in held)
        return word, f"{len(held)} of {len(wanted)} parts hold" + (f"; not {others}" if others else "") if known else ""
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
