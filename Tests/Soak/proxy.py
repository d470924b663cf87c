"""A TCP proxy whose connections can be reset or fall silent."""
import select
import socket
import struct
import threading
import time


class Proxy:
    def __init__(self, port):
        self.target = port
        self.pairs = set()
        self.lock = threading.Lock()
        self.silent = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            try:
                server = socket.create_connection(("127.0.0.1", self.target), 5)
            except OSError:
                client.close()
                continue
            # Whoever is slow is not gone.
            server.settimeout(None)
            with self.lock:
                self.pairs.add((client, server))
            threading.Thread(target=self.carry, args=(client, server), daemon=True).start()

    def carry(self, client, server):
        try:
            while True:
                ready, _, _ = select.select([client, server], [], [], 0.2)
                if self.silent:
                    time.sleep(0.05)
                    continue
                for source in ready:
                    data = source.recv(65536)
                    if not data:
                        return
                    (server if source is client else client).sendall(data)
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.pairs.discard((client, server))
            client.close()
            server.close()

    def reset(self):
        """Ends every connection with a reset."""
        with self.lock:
            pairs = list(self.pairs)
        for pair in pairs:
            for side in pair:
                try:
                    side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    side.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
                side.close()

    def fall_silent(self, seconds):
        """Carries nothing, and ends no connection; those of that time are of no use afterwards."""
        self.silent = True
        time.sleep(seconds)
        self.reset()
        self.silent = False
