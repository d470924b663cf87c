"""A store that takes InfluxDB 1 line protocol and can be told to misbehave."""
import http.server
import socket
import struct
import threading
import time
import urllib.parse

from stores import free_port


class Store:
    """Remembers each line once; says so when the same point came with other values."""

    def __init__(self):
        self.lines = {}
        self.conflicts = []
        self.requests = 0
        self.repeats = 0
        self.mode = "ok"
        # Seconds that every answer takes, for more to be in hand when something breaks.
        self.delay = 0
        self.recovered = threading.Event()
        self.recovered.set()
        self.lock = threading.Lock()
        self.server = None
        self.port = free_port()
        self.start()

    def start(self):
        """Listens, on the same port as before."""
        store = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.answer(204)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                store.requests += 1
                database = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("db")
                if database != ["home"]:
                    return self.answer(404, b'{"error":"database not found"}')
                store.handle(self, body)

            def answer(self, status, body=b"", headers=()):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def handle(self, request, body):
        time.sleep(self.delay)
        mode = self.mode
        if mode == "503":
            request.answer(503, b"busy", [("Retry-After", "1")])
        elif mode == "429":
            request.answer(429, b"slow down", [("Retry-After", "1")])
        elif mode == "401":
            request.answer(401, b'{"error":"authorization failed"}')
        elif mode == "reset":
            self.reset(request)
        elif mode == "lost-answer":
            self.take(body)
            self.reset(request)
        elif mode == "black-hole":
            self.recovered.wait()
            self.reset(request)
        elif mode == "half-then-500":
            # Stores a part, as a server that is killed in mid-batch does.
            lines = body.splitlines(keepends=True)
            self.take(b"".join(lines[: len(lines) // 2]))
            request.answer(500, b"killed")
        else:
            if mode == "slow":
                time.sleep(1)
            self.take(body)
            request.answer(204)

    @staticmethod
    def reset(request):
        request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.close_connection = True
        request.connection.close()

    def take(self, body):
        with self.lock:
            for line in body.split(b"\n"):
                if line:
                    key, fields = split(line)
                    before = self.lines.setdefault(key, fields)
                    if before is not fields:
                        self.repeats += 1
                        if before != fields:
                            self.conflicts.append((key, before, fields))

    def misbehave(self, mode, seconds):
        """Is as it should not be for a while."""
        if mode == "down":
            self.server.shutdown()
            self.server.server_close()
            time.sleep(seconds)
            self.start()
            return
        self.recovered.clear()
        self.mode = mode
        time.sleep(seconds)
        self.mode = "ok"
        self.recovered.set()


def split(line):
    """Series and time, and the fields."""
    space = unescaped(line, 0x20, 0)
    end = line.rindex(b" ")
    return line[:space] + line[end:], line[space + 1:end]


def unescaped(line, byte, start):
    """Place of the first such byte that no backslash precedes."""
    position = line.index(byte, start)
    while line[position - 1] == 0x5C:
        position = line.index(byte, position + 1)
    return position
