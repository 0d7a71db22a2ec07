"""A small sample town, a server on it at the loopback address, and sessions of several roles."""
import contextlib
import csv
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

PROGRAM = os.environ.get("WEIGE_PROGRAM", "build/release/weige")
PASSWORD = "seven unlikely herons"
READ_ALL = "data_quality"
# Of the sample town, by login name; the rest is made by its administrator.
SAMPLE = ("office", "committee", "officer", "coordinator", "admin", "auditor")
MADE = {"grid_leader": {}, "police_station": {}, "task_force": {}, "helper": {"helper_kind": "volunteer"}, "resident": {}, "security_admin": {}}
TOWN_WIDE = {"security_admin"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Town:
    """The database file with what must not be told: every ID number and phone of its residents."""

    def __init__(self, residents, seed):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="weige-apifuzz-"))
        self.url = f"sqlite:{self.folder}/town.db"
        order = [PROGRAM, "sample-town", "--residents", str(residents), "--seed", str(seed), "--db", self.url]
        told = subprocess.run(order, check=True, capture_output=True, text=True).stdout
        self.accounts = dict(re.findall(r"^ +([a-z_]+) +([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}) ", told, re.MULTILINE))

    def secrets(self):
        """While no server runs: a SQLite file belongs to one process."""
        file = self.folder / "residents.csv"
        env = {**os.environ, "WEIGE_LOGIN": "office", "WEIGE_PASSWORD": self.accounts["office"], "WEIGE_TWO_PERSONS": "off", "WEIGE_SECOND_FACTOR": "offered"}
        order = [PROGRAM, "export", "--db", self.url, "--kind", "residents", "--out", str(file), "--purpose", "data_correction", "--unmasked"]
        subprocess.run(order, check=True, capture_output=True, env=env)
        rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        found = {value for row in rows for key, value in row.items() if key and value and re.search("证件号码|电话|手机", key)}
        found = {value for value in found if len(value) >= 8}
        if len(found) < len(rows) / 2:
            raise RuntimeError(f"the export tells only {len(found)} numbers: {list(rows[0]) if rows else 'no rows'}")
        return found

    def remove(self):
        shutil.rmtree(self.folder)


class Client:
    """One connection, one session."""

    def __init__(self, port, role, cookie=""):
        self.port, self.role, self.cookie = port, role, cookie
        self.connection = None

    def send(self, method, target, headers=None, body=None):
        """An answer, or None when the server closed the connection without one."""
        headers = dict(headers or {})
        if self.cookie and "Cookie" not in headers:
            headers["Cookie"] = self.cookie
        for attempt in range(2):
            fresh = self.connection is None
            if fresh:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.connection.putrequest(method, target, skip_accept_encoding=True)
                for name, value in headers.items():
                    self.connection.putheader(name, value)
                if body is not None:
                    self.connection.putheader("Content-Length", str(len(body)))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
                    self.connection.endheaders(body)
                told = self.connection.getresponse()
                answer = Answer(told.status, told.headers, told.read())
                if told.will_close:
                    self.close()
                return answer
            except (http.client.RemoteDisconnected, ConnectionError, http.client.BadStatusLine):
                self.close()
                if fresh or attempt == 1:
                    return None
        return None

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def ask(self, method, target, body=None, key=None):
        """One request that has to succeed; the answer's JSON."""
        headers = {"X-Weige": "1"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        answer = self.send(method, target, headers, None if body is None else json.dumps(body).encode())
        if answer is None or answer.status >= 400:
            raise RuntimeError(f"{method} {target} by {self.role}: {answer and answer.status} {answer and answer.body}")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        return answer.json() if answer.body else None

    def sign_in(self, login, password):
        self.ask("POST", "/api/session", {"login_name": login, "password": password})
        self.take_purpose()

    def take_purpose(self):
        self.ask("PUT", "/api/session/purpose", {"purpose": READ_ALL})


class Server:
    """`weige serve` on a free port of the loopback address; its log is kept."""

    def __init__(self, town):
        self.log = town.folder / "serve.log"
        order = [PROGRAM, "serve", "--db", town.url, "--listen", "127.0.0.1:0", "--log", str(self.log)]
        self.process = subprocess.Popen(order, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://[^:]+:(\d+)", line)
        if not found:
            raise RuntimeError(f"the server did not start: {line} {self.process.stderr.read()}")
        self.port = int(found.group(1))
        self.url = f"http://127.0.0.1:{self.port}"

    def is_healthy(self):
        if self.process.poll() is not None:
            return False
        probe = Client(self.port, "probe")
        answers = [probe.send("GET", path) for path in ("/healthz", "/readyz")]
        probe.close()
        return all(answer is not None and answer.status == 200 for answer in answers)

    def stop(self):
        """Whether it ended by itself when asked to, and in order."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=60) == 0


def sessions(town, server):
    """Role -> client, and login name -> password of those that were made. 'nobody' has no session."""
    out = {}
    for login in SAMPLE:
        out[login] = Client(server.port, login)
        out[login].sign_in(login, town.accounts[login])
    admin = out["admin"]
    areas = admin.ask("GET", "/api/areas")["items"]
    top = next(area for area in areas if area["kind"] == "town")
    committee = next(area for area in areas if area["kind"] in ("committee", "village"))
    for role, more in MADE.items():
        area = top if role in TOWN_WIDE else committee
        made = admin.ask("POST", "/api/accounts", {"login_name": f"fuzz.{role}", "display_name": "试用"})
        wish = {"role": role, "area_id": area["id"], "title": f"试{role}", "holder_account_id": made["account"]["id"], **more}
        admin.ask("POST", "/api/posts", wish, key=f"post-of-{role}")
        out[role] = Client(server.port, role)
        out[role].ask("POST", f"/api{made['link']}", {"password": PASSWORD})
        out[role].take_purpose()
    out["nobody"] = Client(server.port, "nobody")
    return out
