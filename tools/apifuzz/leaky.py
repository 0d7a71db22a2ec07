"""A server with the holes that the scanners look for: a list whose filter is written into its SQL and into its page."""
import contextlib
import http.server
import sqlite3
import threading
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        name = query.get("name", "")
        database = sqlite3.connect(":memory:")
        database.executescript("CREATE TABLE row (id INTEGER, name TEXT); INSERT INTO row VALUES (1, 'a'), (2, 'b'), (3, 'c');")
        try:
            rows = database.execute(f"SELECT id, name FROM row WHERE name = '{name}'").fetchall()
            status, body = 200, f"<html><body><p>{name}</p><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul></body></html>"
        except sqlite3.Error as error:
            status, body = 500, f"<html><body>sqlite3.OperationalError: {error}</body></html>"
        database.close()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode("utf-8", "replace"))

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
