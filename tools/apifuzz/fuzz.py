"""Asks a running program what its contract allows and what it does not, as everybody it knows; driven by openapi.yaml.

usage: tools/apifuzz/fuzz.py REQUESTS SEED [RESIDENTS]
Exit code 1 when an answer is not as it must be (tools/apifuzz/verdict.py). The last line tells the figure.
"""
import collections
import json
import random
import sys
import time
import urllib.parse

from contract import Contract
from rows import Fault, Lists
from town import Server, Town, sessions
from verdict import Judge, limit_of
from wishes import Ids, Wisher

MOST_TOLD = 40
WARM = ["/api/areas", "/api/posts", "/api/accounts", "/api/jobs", "/api/findings", "/api/addresses", "/api/grid-layers", "/api/grid-crosswalks", "/api/rosters"]
WARM += ["/api/pocket", "/api/imports", "/api/roster-rules", "/api/sessions"]
READERS = ("office", "committee", "coordinator", "auditor", "admin")


class Fuzz:
    def __init__(self, town, server, seed):
        self.town, self.server, self.chance = town, server, random.Random(seed)
        self.contract = Contract()
        self.clients = sessions(town, server)
        self.ids = Ids()
        self.wisher = Wisher(self.contract, self.chance, self.ids)
        self.found = {}
        self.refused = collections.defaultdict(set)  # roles by route: asked less often
        self.counts, self.asked, self.done = collections.Counter(), collections.Counter(), collections.Counter()
        self.by_name = {each.name: each for each in self.contract.operations}

    def warm_up(self):
        """Ids of everything there is, and the codes that fields take."""
        told = self.clients["office"].ask("GET", "/api/codes")
        self.wisher.maker.codes = {name: [each["code"] for each in codes] for name, codes in told.items() if isinstance(codes, list)}
        for role in READERS:
            self.ids.role = role
            for path in WARM:
                self.learn(self.by_name[f"GET {path}"], self.clients[role].send("GET", path))
        for self.ids.role in ("officer", "coordinator", "committee", "office"):
            for kind in ("person", "address", "premises", "organisation"):
                body = json.dumps({"text": "", "kinds": [kind], "limit": 60}).encode()
                headers = {"X-Weige": "1", "Content-Type": "application/json"}
                self.learn(self.by_name["POST /api/search"], self.clients[self.ids.role].send("POST", "/api/search", headers, body))
        self.hand_in()
        self.ids.own.clear()  # searching and signing in make nothing

    def hand_in(self):
        """A roster with its findings, an import and a pocket line, so that their lists are not empty."""
        head = {"X-Weige": "1", "Content-Type": "application/octet-stream", "X-File-Name": "list.csv"}
        rows = "".join(f"陈试{sign},,1991234{i:04},\n" for i, sign in enumerate("甲乙丙丁戊己庚辛壬癸"))
        file = f"姓名,证件号码,联系电话,现住地址\n{rows}".encode()
        office = self.clients["office"]
        uploads = [office.send("POST", "/api/uploads", {**head, "Idempotency-Key": f"hand-in-{i}"}, file).json()["id"] for i in range(2)]
        office.ask("POST", "/api/rosters", {"upload_id": uploads[0]}, key="hand-in-roster")
        mapping = [{"column": i, "field": field} for i, field in enumerate(("name", "document_number", "phone", "address"))]
        office.ask("POST", "/api/imports", {"upload_id": uploads[1], "kind": "residents", "mode": "good_rows", "mapping": mapping}, key="hand-in-import")
        self.clients["helper"].ask("POST", "/api/pocket", {"name": "何随身", "phone": "19900000008"}, key="hand-in-line")
        for _ in range(300):
            if all(job["state"] not in ("waiting", "running") for job in office.ask("GET", "/api/jobs")["items"]):
                break
            time.sleep(0.1)
        for role, path in (("office", "/api/findings"), ("office", "/api/rosters"), ("office", "/api/imports"), ("helper", "/api/pocket"), ("office", "/api/jobs")):
            self.learn(self.by_name[f"GET {path}"], self.clients[role].send("GET", path))

    def learn(self, operation, answer):
        if answer is not None and answer.status < 300 and answer.headers.get_content_type() == "application/json":
            self.ids.learn(operation, answer.json())

    def run(self, requests, secrets):
        judge = Judge(self.contract, secrets)
        roles = list(self.clients)
        for i in range(requests):
            operation = self.wisher.operation()
            likely = [role for role in roles if role not in self.refused[operation.name]]
            self.ids.role = self.chance.choice(likely if likely and self.chance.random() < 0.8 else roles)
            self.one(self.ids.role, self.wisher.any_of(operation), judge)
            if i % 500 == 499:
                self.renew()
            if i % 5000 == 4999:
                print(f"{i + 1} requests, {len(self.found)} findings", file=sys.stderr, flush=True)

    def one(self, role, request, judge):
        operation = request.operation
        headers = dict(request.headers)
        if operation.name == "DELETE /api/session":
            headers.setdefault("Cookie", "weige_session=none")  # the run's own sessions live on
        began = time.monotonic()
        answer = self.clients[role].send(operation.method, request.target, headers, request.body)
        took = time.monotonic() - began
        self.asked[operation.name] += 1
        self.counts[answer.status if answer else 0] += 1
        self.done[operation.name] += answer is not None and answer.status < 400
        if answer is not None and answer.status in (401, 403) and (b'"forbidden"' in answer.body or b'"not-signed-in"' in answer.body):
            self.refused[operation.name].add(role)
        elif answer is not None and answer.status < 300:
            self.refused[operation.name].discard(role)
        faults = list(judge.faults(request, answer))
        if took > limit_of(operation) and self.is_slow_again(role, request, headers):
            faults.append(f"took {took:.1f} s")
        for fault in faults:
            self.note(operation, role, fault, request, answer)
        if answer is None and not self.server.is_healthy():
            raise SystemExit("the server ended: " + request.told())
        self.learn(operation, answer)

    def is_slow_again(self, role, request, headers):
        for _ in range(2):
            began = time.monotonic()
            self.clients[role].send(request.operation.method, request.target, headers, request.body)
            if time.monotonic() - began <= limit_of(request.operation):
                return False
        return True

    def note(self, operation, role, fault, request, answer):
        key = (operation.name, fault[:60])
        if key in self.found:
            return
        self.found[key] = fault
        if len(self.found) <= MOST_TOLD:
            body = b"" if answer is None else answer.body[:500]
            print(f"{operation.name} by {role}: {fault}\n  {request.told()}\n  {answer and answer.status} {body.decode('utf-8', 'replace')}", flush=True)

    def renew(self):
        """Sessions go on: an end that nobody asked for is a finding, and what a request chose is chosen back."""
        for role, client in self.clients.items():
            if role == "nobody":
                continue
            answer = client.send("GET", "/api/session")
            if answer is None or answer.status != 200:
                raise SystemExit(f"the session of {role} has ended: {answer and answer.body}")
            session = answer.json()
            posts = session["posts"]
            if posts and session.get("acting_post_id") != posts[0]["id"]:
                client.ask("PUT", "/api/session/post", {"post_id": posts[0]["id"]})
            if session.get("purpose") != "data_quality":
                client.take_purpose()

    def compare_lists(self):
        """Filters and orders of every list, by those who read them; how many lists were compared."""
        compared = 0
        self.renew()
        for role in READERS:
            client = self.clients[role]

            def asks(method, path, query, body, client=client):
                target = path + ("?" + urllib.parse.urlencode([(name, str(value)) for name, value in query], errors="replace") if query else "")
                headers = {"X-Weige": "1", "Content-Type": "application/json"} if body is not None else {}
                answer = client.send(method, target, headers, None if body is None else json.dumps(body).encode())
                if answer is None:
                    raise Fault(f"no answer to {target}")
                return answer

            lists = Lists(asks)
            for operation in self.contract.operations:
                self.compare_list(role, lists, operation)
            try:
                lists.compare_search(self.chance.sample(self.ids.known["areas"], 3), self.chance)
            except Fault as fault:
                self.note_rows("POST /api/search", role, fault)
            compared += lists.compared
        return compared

    def compare_list(self, role, lists, operation):
        told = operation.answers.get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        listed = operation.method == "GET" and "items" in self.contract.resolved(told).get("properties", {}) and operation.parameters_in("query")
        # Without its text or upload there is no whole list; each reading adds an entry to the log.
        if not listed or operation.path in ("/api/divisions", "/api/rosters/mapping", "/api/audit/entries", "/api/audit/heads", "/api/counters"):
            return
        by_name = {each["name"]: each for each in operation.parameters_in("query")}

        def values(name):
            schema = self.contract.resolved(by_name[name]["schema"])
            return schema.get("enum") or [self.wisher.maker.value(schema, name) for _ in range(4)]

        for _ in range(3 if "{" in operation.path else 1):
            target = self.wisher.of(operation).target.split("?")[0]
            try:
                lists.compare_filters(operation, target, values, self.chance)
            except Fault as fault:
                self.note_rows(operation.name, role, fault)

    def note_rows(self, name, role, fault):
        self.found[name, str(fault)[:60]] = str(fault)
        print(f"{name} by {role}: {fault}", flush=True)


def main():
    requests, seed = int(sys.argv[1]), int(sys.argv[2])
    town = Town(int(sys.argv[3]) if len(sys.argv) > 3 else 500, seed)
    try:
        secrets = town.secrets()
        server = Server(town)
        try:
            fuzz = Fuzz(town, server, seed)
            fuzz.warm_up()
            compared = fuzz.compare_lists()
            fuzz.run(requests, secrets)
            compared += fuzz.compare_lists()
            if not server.is_healthy():
                fuzz.found["server", "health"] = "it is not healthy afterwards"
        finally:
            ended_well = server.stop()
        log = server.log.read_text(encoding="utf-8", errors="replace")
    finally:
        town.remove()
    statuses = ", ".join(f"{count} {status}" for status, count in sorted(fuzz.counts.items()))
    print("statuses:", statuses)
    print("never asked:", *sorted(set(fuzz.by_name) - set(fuzz.asked)))
    print("never done:", *sorted(set(fuzz.asked) - set(+fuzz.done)), sep="; ")
    faults = [line for line in log.splitlines() if '"fault"' in line]
    told = [number for number in secrets if number in log]
    for line in faults[:10]:
        print(f"the log tells of a fault: {line}")
    for key, fault in {**fuzz.found}.items():
        print("finding:", *key[:1], fault)
    if not ended_well or faults or told or fuzz.found:
        sys.exit(f"{len(fuzz.found)} findings, {len(faults)} faults and {len(told)} numbers of residents in the log, ended in order: {ended_well}")
    print(f"{sum(fuzz.counts.values())} requests to {len(fuzz.asked)} of {len(fuzz.by_name)} routes by {len(fuzz.clients)} roles ({statuses}), {compared} lists compared; nothing found")


if __name__ == "__main__":
    main()
