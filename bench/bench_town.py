"""A sample town and a server on it, for the benches of the whole program: on SQLite and on PostgreSQL."""
import base64
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import tempfile
import time

PROGRAM = os.environ["WEIGE_PROGRAM"]
LOAD = pathlib.Path(PROGRAM).parent / "bench" / "weige_load"
STATEMENTS = pathlib.Path(PROGRAM).parent / "bench" / "weige_statements"
PEOPLE = pathlib.Path(PROGRAM).parent / "bench" / "weige_people"
VALUES = 4  # files of values
FIRST_SESSION = 9_007_000_000_000_000  # ids that the program itself never reaches
SESSION = "id, token_hash, account_id, acting_post_id, purpose, started_at, last_seen_at, absolute_end_at, device, purpose_until"
FOR_EVER = 4_000_000_000_000_000  # microseconds: of a purpose, which else holds for an hour


class Sqlite:
    name = "sqlite"

    def __init__(self, folder):
        self.file = pathlib.Path(folder) / "town.db"
        self.url = f"sqlite:{self.file}"

    def rows(self, sql):
        """While no server runs: one process holds the file."""
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            return database.execute(sql).fetchall()

    def insert_sessions(self, rows):
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            database.executemany(f"INSERT INTO session ({SESSION}) VALUES (?, ?, ?, ?, 'data_quality', ?, ?, ?, 'bench', {FOR_EVER})", rows)
            database.commit()

    def size(self):
        return sum(path.stat().st_size for path in self.file.parent.glob("town.db*"))

    def settings(self):
        return "synchronous=FULL, WAL"

    def drop(self):
        pass


class Postgres:
    name = "postgres"

    def __init__(self, _folder):
        self.server = os.environ["WEIGE_TEST_PG"]
        self.database = f"weige_bench_{os.getpid()}"
        self.psql(self.server, f"CREATE DATABASE {self.database}")
        self.url = self.server.rsplit("/", 1)[0] + "/" + self.database

    @staticmethod
    def psql(url, sql):
        done = subprocess.run(["psql", "-X", "-A", "-t", "-q", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", url], input=sql, capture_output=True, text=True, check=True)
        return done.stdout

    def rows(self, sql):
        return [tuple(line.split("\x1f")) for line in self.psql(self.url, sql).splitlines()]

    def insert_sessions(self, rows):
        values = ",\n".join(f"({i}, '\\x{h.hex()}', {account}, {post}, 'data_quality', {a}, {b}, {c}, 'bench', {FOR_EVER})" for i, h, account, post, a, b, c in rows)
        self.psql(self.url, f"INSERT INTO session ({SESSION}) VALUES {values}; ANALYZE")

    def size(self):
        return int(self.rows(f"SELECT pg_database_size('{self.database}')")[0][0])

    def settings(self):
        return ", ".join(f"{name}={self.rows('SHOW ' + name)[0][0]}" for name in ("fsync", "synchronous_commit"))

    def drop(self):
        self.psql(self.server, f"DROP DATABASE {self.database} WITH (FORCE)")


class Town:
    """A sample town in a database of its own, gone at the end."""

    def __init__(self, engine, residents, *options, has_work=False):
        self.folder = tempfile.mkdtemp(prefix="weige-bench-", dir=os.environ.get("TMPDIR"))
        self.database = engine(self.folder)
        os.environ["WEIGE_KEYS"] = self.path("town.keys")  # of the server, too
        self.sessions = 0
        began = time.monotonic()
        subprocess.run([PROGRAM, "sample-town", "--residents", str(residents), "--seed", "1", "--db", self.database.url, *([] if has_work else ["--no-work"]), *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.made_in = time.monotonic() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.database.drop()
        shutil.rmtree(self.folder)

    def path(self, name):
        return str(pathlib.Path(self.folder) / name)

    def people(self):
        """(id, version, name, document type, number, phone, address) of residents with everything, while no server runs on SQLite."""
        done = subprocess.run([PEOPLE, "--db", self.database.url, "--keys", self.path("town.keys")], check=True, capture_output=True, text=True)
        return [tuple(line.split("\t")) for line in done.stdout.splitlines()]

    def held_posts(self, *roles):
        """(account, post, role) of the posts of these roles that somebody holds now."""
        chosen = ", ".join(f"'{role}'" for role in roles)
        rows = self.database.rows(
            f"SELECT h.account_id, p.id, p.role FROM post_holding h JOIN post p ON p.id = h.post_id WHERE h.closed = 0 AND h.from_at IS NOT NULL AND h.until_at IS NULL AND p.state = 'active' AND p.role IN ({chosen}) ORDER BY p.id"
        )
        return [(int(account), int(post), role) for account, post, role in rows]

    def sign_in(self, users):
        """A file of cookies: so many sessions of the posts that cover the town. Signing in itself costs a fifth of a second by design and is not measured here."""
        tokens = self.sign_in_posts(self.held_posts("population_office"), users)
        pathlib.Path(self.path("cookies.txt")).write_text("\n".join(tokens) + "\n")

    def sign_in_posts(self, held, users):
        """The cookies of so many sessions of these posts, in their order and again from the first when they are used up."""
        now = int(time.time() * 1_000_000)
        first = FIRST_SESSION + self.sessions
        self.sessions += users
        rows, tokens = [], []
        for i in range(users):
            token = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
            account, post = held[i % len(held)][:2]
            rows.append((first + i, hashlib.sha256(token.encode()).digest(), account, post, now, now, now + 8 * 3600 * 1_000_000))
            tokens.append(f"weige_session={token}")
        self.database.insert_sessions(rows)
        return tokens

    def write_values(self):
        """Files of values for the mixes, drawn from the register. Each has people of its own to edit: a version can be changed once."""
        chance = random.Random(1)
        rows = self.database.rows
        people = self.people()
        places = rows("SELECT m.id, a.canonical FROM premises m JOIN address a ON a.id = m.address_id WHERE m.state = 'current' ORDER BY m.id")
        terms = rows("SELECT term FROM search_term WHERE subject_kind = 'person' ORDER BY term")
        initials = sorted({term[2:] for (term,) in terms if term.startswith("i:") and 4 <= len(term) <= 6})
        lines = []
        for person in chance.sample(people, min(5000, len(people))):
            identity, _, name, _, number, phone, _ = person
            lines += [f"person\t{identity}", f"name\t{name}", f"number\t{number}", f"phone\t{phone}"]
            lines.append(f"part\t{name[1:] if len(name) > 2 else name}")
        for premises, canonical in chance.sample(places, min(5000, len(places))):
            lines += [f"premises\t{premises}", f"address\t{canonical.split('镇')[-1]}"]
        lines += [f"initials\t{term}" for term in chance.sample(initials, min(2000, len(initials)))]
        missing = {"person", "name", "number", "phone", "part", "premises", "address", "initials"} - {line.split("\t")[0] for line in lines}
        if missing:  # the load generator would send the braces themselves
            raise RuntimeError(f"no values for {missing}")
        chance.shuffle(people)
        for part in range(VALUES):
            own = [f"once_edit\t{person[0]}|{person[1]}" for person in people[part::VALUES]]
            pathlib.Path(self.path(f"values{part}.txt")).write_text("\n".join(lines + own) + "\n", encoding="utf-8")


def make_files(folder, residents, seed):
    """The files of another town of the same size, to be imported."""
    subprocess.run([PROGRAM, "sample-town", "--residents", str(residents), "--seed", str(seed), "--files", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Server:
    """`weige serve` on a free port."""

    def __init__(self, town, *options):
        began = time.monotonic()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--db", town.database.url, "--listen", "127.0.0.1:0", "--log", town.path("serve.log"), "--second-factor", "offered",
             "--reading-quotas", "population_office=1000000000", *options], stdout=subprocess.PIPE, text=True
        )
        self.port = int(self.process.stdout.readline().strip().rstrip("/").rsplit(":", 1)[1])
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/readyz")
        if connection.getresponse().status != 200:
            raise RuntimeError("the server is not ready")
        self.started_in = time.monotonic() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, town, method, target, body=None, **headers):
        """One request of the first user; the answer's JSON."""
        cookie = pathlib.Path(town.path("cookies.txt")).read_text(encoding="utf-8").split("\n", 1)[0]
        return self.ask_as(cookie, method, target, body, **headers)[0]

    def ask_as(self, cookie, method, target, body=None, **headers):
        """One request; the answer's JSON, its ETag, and when it was here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        if isinstance(body, dict):
            body, headers = json.dumps(body).encode(), {"Content-Type": "application/json"} | headers
        key = hashlib.sha256(os.urandom(16)).hexdigest()[:32]
        connection.request(method, target, body, {"Cookie": cookie, "X-Weige": "1", "Idempotency-Key": key} | headers)
        answer = connection.getresponse()
        here = time.monotonic()
        value = json.loads(answer.read())
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {target}: {value}")
        return value, answer.getheader("ETag"), here

    def calm(self, most=300):
        """Waits until the server has nothing more to do by itself, a twentieth of a processor for two seconds. After a start it reads its index of people,
        and a sample town of this minute leaves it an audit log of some hundred thousand entries to put in order, which no town in use ever has at once."""
        began, used, calm = time.monotonic(), self.processor_seconds(), 0
        while calm < 4:
            if time.monotonic() - began > most:
                raise RuntimeError(f"the server is still busy with itself after {most} s")
            time.sleep(0.5)
            now = self.processor_seconds()
            calm, used = calm + 1 if now - used < 0.025 else 0, now

    def processor_seconds(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(status[11]) + int(status[12])) / os.sysconf("SC_CLK_TCK")

    def start_import(self, town, path):
        """Uploads a file as a browser does and starts its import with the mapping that was guessed; the job's id."""
        upload = self.ask(town, "POST", "/api/uploads", pathlib.Path(path).read_bytes(), **{"Content-Type": "application/octet-stream", "X-File-Name": pathlib.Path(path).name})
        sheet = upload["sheets"][0]
        mapping = [{"column": column["column"], "field": column["field"]} for column in sheet["columns"] if column.get("field")]
        wish = {"upload_id": upload["id"], "kind": sheet["guessed_kind"], "mode": "good_rows", "sheet": sheet["name"], "mapping": mapping}
        return self.ask(town, "POST", "/api/imports", wish)["job"]["id"]

    def wait_for(self, town, job):
        while True:
            state = self.ask(town, "GET", f"/api/jobs/{job}")
            if state["state"] not in ("waiting", "running"):
                return state
            time.sleep(0.1)

    def memory(self):
        """The most that was resident, in MB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024
