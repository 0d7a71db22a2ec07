"""sqlmap or wapiti against the routes that search, sort and filter, on a sample town at the loopback address, signed in.

usage: tools/apifuzz/scan.py sqlmap|wapiti
First the scanner has to find the hole of a server that has one (tools/apifuzz/leaky.py), so that finding nothing means something.
Exit code 1 when it finds something in weige, or nothing there. The last line tells the figure.
"""
import json
import pathlib
import random
import subprocess
import sys
import urllib.parse

import leaky
from fuzz import Fuzz
from town import Server, Town

RESIDENTS, SEED = 500, 1
# Without modules that call a server elsewhere (ssrf, xxe) or look for files of other programs.
MODULES = "sql,timesql,xss,exec,file,crlf,redirect,htaccess,methods,cookieflags,csp"


class Target:
    def __init__(self, method, path, query, body=None):
        self.method, self.path, self.query, self.body = method, path, query, body

    def line(self):
        return self.path + ("?" + urllib.parse.urlencode(self.query) if self.query else "")

    def as_file(self, folder, number, host, cookie):
        """The request as sqlmap reads it."""
        lines = [f"{self.method} {self.line()} HTTP/1.1", f"Host: {host}", "X-Weige: 1"]
        if cookie:
            lines.append(f"Cookie: {cookie}")
        body = "" if self.body is None else json.dumps(self.body, ensure_ascii=False)
        if body:
            lines.append("Content-Type: application/json")
        path = pathlib.Path(folder) / f"request{number}.txt"
        path.write_text("\r\n".join(lines) + "\r\n\r\n" + body, encoding="utf-8")
        return path


def targets(fuzz):
    """Every route that takes a query, all of it filled in, and searching."""
    out = []
    for operation in fuzz.contract.operations:
        wanted = operation.parameters_in("query")
        if operation.method != "GET" or not wanted:
            continue
        path = fuzz.wisher.of(operation).target.split("?")[0]
        query = [(each["name"], fuzz.wisher.maker.value(each["schema"], each["name"])) for each in wanted if each["name"] != "cursor"]
        out.append(Target("GET", path, query))
    area = fuzz.ids.known["areas"][0]
    for sort in ("name", "confirmed_at"):
        out.append(Target("POST", "/api/search", [], {"text": "周", "kinds": ["person"], "area_id": area, "sort": sort, "limit": 30}))
    out.append(Target("GET", "/api/addresses", [("parent_id", 1), ("area_id", area), ("cursor", "x"), ("limit", 50), ("sort", "id")]))
    return out


def sqlmap(url, cookie, wanted, folder):
    """What was found, one text each; what was not tested is found, too."""
    found, host = [], url.removeprefix("http://")
    for number, target in enumerate(wanted):
        file = target.as_file(folder, number, host, cookie)
        order = ["sqlmap", "-r", str(file), "--batch", "--ignore-stdin", "--level=3", "--risk=2", "--flush-session", "--disable-coloring", f"--output-dir={folder}/sqlmap"]
        order += ["--time-sec=2", "--threads=2", "--ignore-code=*", "--skip=user-agent,referer,host,weige_session,X-Weige"]
        told = subprocess.run(order, capture_output=True, text=True, check=False).stdout
        if "sqlmap identified the following injection" in told:
            found.append(f"{target.method} {target.line()}: " + told.split("sqlmap identified", 1)[1][:600])
        elif "do not appear to be injectable" not in told:
            found.append(f"{target.method} {target.line()} was not tested: " + told[-800:])
        print(f"sqlmap {number + 1} of {len(wanted)}: {target.method} {target.line()[:100]}", file=sys.stderr, flush=True)
    return found


def wapiti(url, cookie, wanted, folder):
    report = pathlib.Path(folder) / "wapiti.json"
    order = ["wapiti", "-u", f"{url}/", "-m", MODULES, "--scope", "folder", "-f", "json", "-o", str(report), "--flush-session", "--no-bugreport", "-v", "1", "-t", "30"]
    order += ["--store-session", f"{folder}/wapiti", "--store-config", f"{folder}/wapiti", "--max-scan-time", "1800"]
    for target in wanted:
        if target.method == "GET":
            order += ["-s", url + target.line()]
    if cookie:
        order += ["-H", f"Cookie: {cookie}"]
    done = subprocess.run(order, capture_output=True, text=True, check=False, env={"HOME": folder, "PATH": "/usr/bin:/bin"})
    if done.returncode or not report.exists():
        return [f"wapiti did not come to its end: {done.stdout[-1500:]} {done.stderr[-1500:]}"]
    told = json.loads(report.read_text(encoding="utf-8"))
    return [f"{kind}: {each['method']} {each['path']} {each['info']}" for part in ("vulnerabilities", "anomalies") for kind, all_of in told[part].items() for each in all_of]


def main():
    tool = {"sqlmap": sqlmap, "wapiti": wapiti}[sys.argv[1]]
    town = Town(RESIDENTS, SEED)
    try:
        with leaky.serving() as url:
            known = [Target("GET", "/rows", [("name", "a"), ("sort", "name")])]
            if not any("/rows" in each and "njection" in each for each in tool(url, "", known, str(town.folder))):
                sys.exit(f"{sys.argv[1]} finds nothing where there is something")
        server = Server(town)
        try:
            fuzz = Fuzz(town, server, SEED)
            fuzz.warm_up()
            fuzz.chance = random.Random(SEED)
            fuzz.ids.role = "office"
            wanted = targets(fuzz)
            found = []
            for role in ("office", "auditor"):
                own = [target for target in wanted if (role == "auditor") == target.path.startswith("/api/audit")]
                found += tool(server.url, fuzz.clients[role].cookie, own, str(town.folder))
            fuzz.renew()  # the session was good all the time
            healthy = server.is_healthy()
        finally:
            server.stop()
        faults = [line for line in server.log.read_text(encoding="utf-8", errors="replace").splitlines() if '"fault"' in line]
        asked = sum(1 for line in server.log.read_text(encoding="utf-8", errors="replace").splitlines() if '"status"' in line)
    finally:
        town.remove()
    for each in [*found, *faults[:10]]:
        print("finding:", each)
    if found or faults or not healthy:
        sys.exit(f"{len(found)} findings, {len(faults)} faults in the log, healthy afterwards: {healthy}")
    print(f"{asked} requests to {len(wanted)} targets, nothing found; the hole of a server that has one was found")


if __name__ == "__main__":
    main()
