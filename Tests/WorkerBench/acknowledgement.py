"""A TCP proxy that notes when a client acknowledges its first message (AMQP 0-9-1: a method frame, class 60, method 80)."""
import socket
import struct
import threading
import time


class AcknowledgementWatch:
    def __init__(self, port):
        self.target = port
        # On the monotonic clock; None before.
        self.first = None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.carry, args=(client, server, Frames()), daemon=True).start()
            threading.Thread(target=self.carry, args=(server, client, None), daemon=True).start()

    def carry(self, source, sink, frames):
        try:
            while data := source.recv(1 << 16):
                if frames and self.first is None and frames.has_acknowledgement(data):
                    self.first = time.monotonic()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class Frames:
    """The frames that a client sends, after its protocol header."""

    def __init__(self):
        self.data = b""
        self.header = 8

    def has_acknowledgement(self, more):
        self.data += more
        if self.header:
            cut = min(self.header, len(self.data))
            self.data, self.header = self.data[cut:], self.header - cut
        while len(self.data) >= 7:
            kind, _, size = struct.unpack(">BHI", self.data[:7])
            if len(self.data) < size + 8:
                return False
            payload, self.data = self.data[7:7 + size], self.data[size + 8:]
            if kind == 1 and payload[:4] == b"\0\x3c\0\x50":
                return True
        return False
