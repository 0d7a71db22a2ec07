"""Compares whom answers told of with whom the audit log names: every reading is entered, and nobody who was not read.

usage: tools/apifuzz/trail.py REQUESTS SEED
Asks one request after the other, so that the entries between its begin and its end are its own. Afterwards the log is exported and verified with
the program, and each pseudonym is looked up in the database. Exit code 1 when a request and its entries differ. The last line tells the figure.
"""
import collections
import contextlib
import datetime
import json
import os
import sqlite3
import subprocess
import sys
import time

from fuzz import Fuzz
from town import PROGRAM, Server, Town

RESIDENTS = 500
READS = {
    "GET /api/persons/{id}": 4, "POST /api/search": 4, "POST /api/persons/{id}/reveal": 2, "GET /api/premises/{id}": 3, "GET /api/organisations/{id}": 1,
    "GET /api/organisations/{id}/employments": 2, "GET /api/history/{kind}/{id}": 3, "GET /api/findings": 1, "GET /api/findings/{id}": 2, "GET /api/addresses/{id}": 1,
    "GET /api/rosters/{id}/rows": 1, "GET /api/overview": 1, "GET /api/areas": 1, "GET /api/addresses": 1, "PATCH /api/persons/{id}": 1, "POST /api/persons": 1,
    "POST /api/residences": 1, "PATCH /api/residences/{id}": 1, "POST /api/employments": 1, "POST /api/findings/{id}/decision": 1, "GET /api/grid-layers": 1,
}  # fmt: skip
ROLES = ("office", "committee", "officer", "coordinator", "grid_leader", "police_station", "helper", "admin", "auditor")
# Actions that say somebody was shown, not changed.
READING = ("read", "listed", "searched", "revealed", "history")
TEXTS = ("", "周", "王", "李", "陈", "张", "赵", "wang", "z", "明珠路")
KINDS = ("person", "residence", "employment", "finding")


def now():
    return int(time.time() * 1_000_000)


def ids_in(value):
    """Numbers that stand where an id does."""
    if isinstance(value, list):
        for each in value:
            yield from ids_in(each)
    elif isinstance(value, dict):
        for name, member in value.items():
            if isinstance(member, int) and not isinstance(member, bool) and (name == "id" or name.endswith("_id")):
                yield member
            elif isinstance(member, (dict, list)):
                yield from ids_in(member)


class Record:
    def __init__(self, operation, role, begin, end, status, told):
        self.operation, self.role, self.begin, self.end, self.status, self.told = operation, role, begin, end, status, told
        self.entries = []

    def is_reading(self):
        return self.operation.method == "GET" or self.operation.path.endswith(("/search", "/reveal"))


class Entry:
    def __init__(self, line):
        fields = line.split(" ", 1)[1].split("\t")
        at = datetime.datetime.strptime(fields[2], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=datetime.timezone.utc)
        self.at = round(at.timestamp() * 1_000_000)
        self.action, self.outcome = fields[5], fields[7]
        self.subjects = [part.split("=", 1) for part in fields[9].split(";") if "=" in part] if len(fields) > 9 else []


class People:
    """Whom ids and pseudonyms stand for, from the database of a stopped server."""

    def __init__(self, file):
        with contextlib.closing(sqlite3.connect(file)) as database:

            def rows(sql):
                return database.execute(sql).fetchall()

            self.all = {number for (number,) in rows("SELECT id FROM person")}
            self.of = collections.defaultdict(set)
            for kind, sql in {
                "person": "SELECT id, id FROM person",
                "residence": "SELECT id, person_id FROM residence",
                "employment": "SELECT id, person_id FROM employment",
                "finding": "SELECT id, person_id FROM finding WHERE person_id IS NOT NULL UNION SELECT finding_id, person_id FROM finding_candidate",
            }.items():
                for number, person in rows(sql):
                    self.of[kind, number].add(person)
            self.pseudonyms = {
                (kind, name if isinstance(name, str) else bytes(name).hex()): number
                for kind, number, name in rows("SELECT subject_kind, subject_id, pseudonym FROM audit_pseudonym")
            }

    def named(self, entry, kinds=KINDS):
        out = set()
        for kind, names in entry.subjects:
            if kind not in kinds:
                continue
            for name in names.split(","):
                number = self.pseudonyms[kind, name.removeprefix("~")] if name.startswith("~") else int(name)
                out |= self.of[kind, number]
        return out


def ask(fuzz, requests):
    operations = [fuzz.by_name[name] for name in READS]
    records = []
    for i in range(requests):
        role = fuzz.ids.role = fuzz.chance.choice(ROLES)
        request = fuzz.wisher.of(fuzz.chance.choices(operations, list(READS.values()))[0])
        if request.operation.path.endswith("/search"):
            wish = {"text": fuzz.chance.choice(TEXTS), "kinds": fuzz.chance.choice((["person"], ["person", "premises"], [])), "limit": fuzz.chance.randint(1, 60)}
            request.body = json.dumps(wish).encode()
        begin = now()
        answer = fuzz.clients[role].send(request.operation.method, request.target, request.headers, request.body)
        end = now()
        if answer is None:
            raise SystemExit("no answer to " + request.told())
        fuzz.learn(request.operation, answer)
        path = {int(part) for part in request.target.split("?")[0].split("/") if part.isdigit()} if answer.status == 200 else set()
        told = path | set(ids_in(answer.json())) if answer.body and "json" in answer.headers.get_content_type() else path
        records.append(Record(request.operation, role, begin, end, answer.status, told))
        if i % 1000 == 999:
            fuzz.renew()
    return records


def export(town):
    file = town.folder / "audit.txt"
    env = {**os.environ, "WEIGE_LOGIN": "auditor", "WEIGE_PASSWORD": town.accounts["auditor"], "WEIGE_SECOND_FACTOR": "offered"}
    subprocess.run([PROGRAM, "audit", "export", "--db", town.url, "--out", str(file)], check=True, capture_output=True, env=env)
    subprocess.run([PROGRAM, "audit", "verify", str(file)], check=True, capture_output=True)
    lines = file.read_text(encoding="utf-8").splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith("entries "))
    return sorted((Entry(line) for line in lines[begin + 1 : -1] if "\t" in line), key=lambda entry: entry.at)


def differences(records, entries, people):
    at = 0
    for record in records:
        while at < len(entries) and entries[at].at < record.begin:
            at += 1
        while at < len(entries) and entries[at].at <= record.end:
            record.entries.append(entries[at])
            at += 1
        seen = record.told & people.all
        entered = set().union(*(people.named(entry) for entry in record.entries))
        shown = set().union(*(people.named(entry, ("person",)) for entry in record.entries if entry.action.endswith(READING)))
        if missing := seen - entered:
            yield record, f"told of {len(missing)} of {len(seen)} people whom the log does not name"
        if record.is_reading() and record.status == 200 and (more := shown - seen):
            yield record, f"the log names {len(more)} of {len(shown)} people of whom nothing was told"
        if record.status >= 400 and seen:
            yield record, f"a refusal tells of {len(seen)} people"


def main():
    requests, seed = int(sys.argv[1]), int(sys.argv[2])
    town = Town(RESIDENTS, seed)
    try:
        server = Server(town)
        try:
            fuzz = Fuzz(town, server, seed)
            fuzz.warm_up()
            records = ask(fuzz, requests)
        finally:
            server.stop()
        people = People(town.folder / "town.db")
        entries = export(town)
    finally:
        town.remove()
    wrong = collections.Counter()
    for record, what in differences(records, entries, people):
        name = f"{record.operation.name} by {record.role}"
        wrong[name] += 1
        if wrong[name] == 1:
            print(f"{name}: {record.status}, {what}; entries: {[entry.action for entry in record.entries]}")
    told = sum(len(record.told & people.all) for record in records)
    if wrong or told < requests / 10:
        sys.exit(f"{sum(wrong.values())} of {requests} requests differ from their entries; {told} people told")
    print(f"{requests} requests told of {told} people, {len(entries)} entries name the same; the export verifies")


if __name__ == "__main__":
    main()
