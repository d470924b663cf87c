"""A store that takes any POST and answers 204."""
import re
import socket
import threading


class NullStore:
    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        # Line ends of all bodies.
        self.lines = 0
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            threading.Thread(target=self.serve, args=(self.listener.accept()[0],), daemon=True).start()

    def serve(self, connection):
        try:
            while self.answer_one(connection):
                pass
        except OSError:
            pass

    def answer_one(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(1 << 18)
            if not more:
                return False
            data += more
        head, body = data.split(b"\r\n\r\n", 1)
        if re.search(rb"(?i)expect: *100-continue", head):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        missing = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1)) - len(body)
        self.lines += body.count(b"\n")
        while missing > 0:
            more = connection.recv(min(missing, 1 << 18))
            if not more:
                return False
            missing -= len(more)
            self.lines += more.count(b"\n")
        connection.sendall(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")
        return True
