"""Streams of /api/events, held as open pages hold them, for the benches: what arrived at which, and when."""
import json
import selectors
import socket
import threading
import time


class Streams:
    """Any number of streams of one server. A thread of its own reads them: an event counts when its last byte is here."""

    def __init__(self, port):
        self.port = port
        self.ended, self.reset, self.beaten = set(), set(), set()
        self.arrived = []  # (number of the stream, time, name of the event, data)
        self._sockets, self._rest, self._refused = [], {}, []
        self._stops = False
        self._thread = None

    def open(self, cookie):
        """The number of a stream whose headers have been answered."""
        stream = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        stream.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\nX-Weige: 1\r\n\r\n".encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = stream.recv(4096)
            if not part:
                break
            answer += part
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"a stream was refused: {answer[:200]!r}")
        stream.setblocking(False)
        number = len(self._sockets)
        self._sockets.append(stream)
        self._rest[number] = b""
        self._take(number, answer.split(b"\r\n\r\n", 1)[1])
        return number

    def __len__(self):
        return len(self._sockets)

    def __enter__(self):
        """Reads until the end of the block."""
        self._stops = False
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stops = True
        self._thread.join()

    def close(self):
        for stream in self._sockets:
            stream.close()

    def _listen(self):
        with selectors.DefaultSelector() as waiting:
            for number, stream in enumerate(self._sockets):
                if number not in self.ended | self.reset:
                    waiting.register(stream, selectors.EVENT_READ, number)
            while not self._stops:
                for key, _ in waiting.select(0.05):
                    if not self._read(key.fileobj, key.data):
                        waiting.unregister(key.fileobj)

    def _read(self, stream, number):
        """False when the stream is over."""
        try:
            part = stream.recv(65536)
        except BlockingIOError:
            return True
        except OSError:
            self.reset.add(number)
            return False
        if not part:
            self.ended.add(number)
            return False
        self._take(number, part)
        return True

    def _take(self, number, part):
        """Whole events only; what a read cut off waits for the rest."""
        now = time.monotonic()
        *events, self._rest[number] = (self._rest[number] + part).split(b"\n\n")
        for event in events:
            fields = [line.split(b": ", 1) for line in event.split(b"\n") if line and not line.startswith(b":")]
            values = dict(field for field in fields if len(field) == 2)
            if b"data" in values:
                self.arrived.append((number, now, values.get(b"event", b"message").decode(), json.loads(values[b"data"])))
            else:
                self.beaten.add(number)
