#!/usr/bin/env python3
"""A worker (consume, decode, line protocol, HTTP, acknowledge) beside the raw C loop, on the same broker and queue.

    bench.py WORKER RAWCONSUME [--messages N] [--rounds N] [--prefetch N]

Rounds are interleaved, for other work on the machine changes both; the medians count. The store reads and answers, no more.
"""
import argparse
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Soak"))
from processes import Broker  # noqa: E402

QUEUE = "bench"


def null_store():
    """Takes any POST and answers 204; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection):
        data = b""
        while True:
            while b"\r\n\r\n" not in data:
                more = connection.recv(1 << 18)
                if not more:
                    return
                data += more
            head, data = data.split(b"\r\n\r\n", 1)
            missing = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1)) - len(data)
            while missing > 0:
                missing -= len(connection.recv(min(missing, 1 << 18)))
            data = b""
            connection.sendall(b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


class Bench:
    def __init__(self, options):
        self.options = options
        self.broker = Broker(f"bench-{os.getpid()}")
        self.store = null_store()
        self.settings = dict(os.environ, AMQP_URL=self.broker.url(), QUEUE=QUEUE, QUEUE_TYPE="classic", HEARTBEAT_FILE="",
                             SINKS=f"influx=http://127.0.0.1:{self.store}/home", PREFETCH=str(options.prefetch), LOG_LEVEL="warning")
        subprocess.run([options.worker, "check", "record"], env=self.settings, check=True, stdout=subprocess.DEVNULL)

    def fill(self, messages):
        subprocess.run([self.options.worker, "simulate", "--amqp-url", self.broker.url(), "--count", str(messages)], check=True,
                       stderr=subprocess.DEVNULL)

    def raw(self):
        self.fill(self.options.messages)
        command = [self.options.rawconsume, str(self.broker.port), QUEUE, str(self.options.messages), str(self.options.prefetch)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        return self.options.messages / float(done.stdout)

    def worker(self, messages):
        """Messages a second, start and end included; CPU seconds; peak resident bytes."""
        self.fill(messages)
        start = time.monotonic()
        process = subprocess.Popen([self.options.worker, "record", "--limit", str(messages)], env=self.settings)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        assert status == 0
        return messages / (time.monotonic() - start), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024

    def run(self):
        print(f"{self.options.messages} messages, prefetch {self.options.prefetch}, classic queue")
        raw, worker = [], []
        for number in range(self.options.rounds):
            raw.append(self.raw())
            worker.append(self.worker(self.options.messages))
            rate, cpu, memory = worker[-1]
            print(f"round {number + 1}: raw {raw[-1]:8.0f}/s   worker {rate:8.0f}/s   {1e6 * cpu / self.options.messages:.1f} us CPU a message   "
                  f"peak {memory / 1048576:.1f} MiB", flush=True)
        ratio = statistics.median(rate for rate, _, _ in worker) / statistics.median(raw)
        first = min(1 / self.worker(1)[0] for _ in range(3))
        print(f"medians: worker / raw = {ratio:.2f}; start to first acknowledgement and a drained end: {first * 1000:.0f} ms")

    def close(self):
        self.broker.script("down")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worker")
    parser.add_argument("rawconsume")
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--prefetch", type=int, default=300)
    bench = Bench(parser.parse_args())
    try:
        bench.run()
    finally:
        bench.close()


if __name__ == "__main__":
    main()
