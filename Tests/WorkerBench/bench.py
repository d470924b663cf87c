#!/usr/bin/env python3
"""A worker (consume, decode, line protocol, HTTP, acknowledge) beside the raw C loop, on the same broker and queue.

    bench.py WORKER RAWCONSUME [--messages N] [--rounds N] [--prefetch N]

Rounds are interleaved. Other work on the machine makes a round slower, never faster, so the best of each counts; but the broker itself is
in some rounds twice as fast as in others, for each of them, so the median is beside it. Time is that of the whole process, from its start
to its drained end. The store reads and answers, no more. Beside them in every round, where they are installed: a worker on Python's pika,
and collectd's amqp plugin (which acknowledges before it stores, and gets messages in its own text form).
"""
import argparse
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Soak"))
from acknowledgement import AcknowledgementWatch  # noqa: E402
from null_store import NullStore  # noqa: E402
from processes import Broker  # noqa: E402

QUEUE = "bench"
# Debian's own Python has pika; another one may be first on PATH.
PYTHON = "/usr/bin/python3"


def wait_for(process, *endings):
    """CPU seconds and peak resident bytes of a child that ends well, or in one of these other ways."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and process.returncode not in endings:
        raise RuntimeError(f"{process.args} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.broker = Broker(f"bench-{os.getpid()}")
        self.store = NullStore()
        self.settings = dict(os.environ, AMQP_URL=self.broker.url(), QUEUE=QUEUE, QUEUE_TYPE="classic", HEARTBEAT_FILE="",
                             SINKS=f"influx=http://127.0.0.1:{self.store.port}/home", PREFETCH=str(options.prefetch), LOG_LEVEL="warning")
        subprocess.run([options.worker, "check", "record"], env=self.settings, check=True, stdout=subprocess.DEVNULL)
        self.kinds = {"raw C loop": self.raw, "sensor-worker": self.worker}
        if subprocess.run([PYTHON, "-c", "import pika"], stderr=subprocess.DEVNULL).returncode:
            print("no python3-pika here: no rows for a pika worker and for collectd (whose messages pika publishes)")
        else:
            self.kinds["pika worker"] = self.pika
            if shutil.which("collectd"):
                self.kinds["collectd amqp"] = self.collectd
            else:
                print("no collectd here: no row for it")

    def fill(self, messages):
        subprocess.run([self.options.worker, "simulate", "--amqp-url", self.broker.url(), "--count", str(messages)], check=True,
                       stderr=subprocess.DEVNULL)

    # Each answers with messages a second, CPU seconds and peak resident bytes.

    def raw(self):
        self.fill(self.options.messages)
        # In batches of half a window, as the other two: the worker stores and acknowledges as soon as half of it is in its hands.
        return self.timed([self.options.rawconsume, str(self.broker.port), QUEUE, str(self.options.messages),
                           str(self.options.prefetch), str(max(1, self.options.prefetch // 2))])

    def timed(self, command, **more):
        start = time.monotonic()
        used = wait_for(subprocess.Popen(command, **more))
        return (self.options.messages / (time.monotonic() - start), *used)

    def worker(self):
        self.fill(self.options.messages)
        return self.timed([self.options.worker, "record", "--limit", str(self.options.messages)], env=self.settings)

    def pika(self):
        self.fill(self.options.messages)
        program = str(pathlib.Path(__file__).with_name("pika_worker.py"))
        return self.timed([PYTHON, program, self.broker.url(), QUEUE, str(self.store.port), str(self.options.messages),
                           str(self.options.prefetch)])

    def collectd(self):
        """Its text form, one value a message; it is done when the store has seen as many values."""
        configuration = self.folder / "collectd.conf"
        configuration.write_text(f"""
            FQDNLookup false
            Hostname "bench"
            BaseDir "{self.folder}"
            PIDFile "{self.folder}/collectd.pid"
            TypesDB "/usr/share/collectd/types.db"
            Interval 3600
            LoadPlugin amqp
            LoadPlugin write_http
            <Plugin amqp>
              <Subscribe "bench">
                Host "127.0.0.1"
                Port "{self.broker.port}"
                VHost "/"
                User "guest"
                Password "guest"
                Queue "bench.collectd"
                QueueDurable true
                QueueAutoDelete false
              </Subscribe>
            </Plugin>
            <Plugin write_http>
              <Node "store">
                URL "http://127.0.0.1:{self.store.port}/collectd"
                Format "Command"
                BufferSize 65536
              </Node>
            </Plugin>
        """, encoding="utf-8")
        program = str(pathlib.Path(__file__).with_name("publish_values.py"))
        subprocess.run([PYTHON, program, self.broker.url(), "bench.collectd", str(self.options.messages)], check=True)
        self.store.lines = 0
        start = time.monotonic()
        process = subprocess.Popen(["collectd", "-f", "-C", str(configuration)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # What is left in its buffer comes only when it ends.
        while self.store.lines < self.options.messages * 0.98 and time.monotonic() - start < (120 if self.store.lines else 60):
            time.sleep(0.02)
        seen, seconds = self.store.lines, time.monotonic() - start
        process.send_signal(signal.SIGTERM)
        # It has been seen not to end; what it stored counts all the same.
        kill = threading.Timer(5, process.kill)
        kill.start()
        try:
            used = wait_for(process, -signal.SIGKILL)
        finally:
            kill.cancel()
        if not seen:
            raise RuntimeError("it stored nothing")
        return (seen / seconds, *used)

    # The whole

    def run(self):
        print(f"{self.options.messages} messages, prefetch {self.options.prefetch}, classic queue; {self.options.rounds} rounds")
        found = {}
        for number in range(self.options.rounds):
            rates = []
            for kind, measure in list(self.kinds.items()):
                try:
                    rate, cpu, memory = measure()
                except (RuntimeError, ValueError) as error:
                    print(f"{kind} is left out: {error}")
                    del self.kinds[kind]
                    continue
                rates.append(f"{kind} {rate:.0f}/s")
                found.setdefault(kind, []).append((rate, cpu, memory))
            print(f"round {number + 1}: {', '.join(rates)}", flush=True)
        print(f"\n{'':16}{'best/s':>10}{'of raw':>8}{'median/s':>10}{'of raw':>8}{'us CPU/message':>17}{'peak MB':>10}")
        columns = {kind: [list(values) for values in zip(*results)] for kind, results in found.items()}
        raw = columns["raw C loop"][0]
        for kind, (rates, cpu, memory) in columns.items():
            best, middle = max(rates), statistics.median(rates)
            print(f"{kind:16}{best:10.0f}{best / max(raw):8.2f}{middle:10.0f}{middle / statistics.median(raw):8.2f}"
                  f"{1e6 * min(cpu) / self.options.messages:17.1f}{max(memory) / 1e6:10.1f}")
        self.first()

    def first(self):
        """From the start of the process to its first acknowledgement on the wire."""
        found = []
        for _ in range(max(3, self.options.rounds)):
            self.fill(1)
            watch = AcknowledgementWatch(self.broker.port)
            start = time.monotonic()
            process = subprocess.Popen([self.options.worker, "record", "--limit", "1"],
                                       env=dict(self.settings, AMQP_URL=self.broker.url(watch.port)))
            wait_for(process)
            found.append(((watch.first or float("inf")) - start, time.monotonic() - start))
        acknowledged, ended = (min(times) * 1000 for times in zip(*found))
        print(f"start to first acknowledgement: {acknowledged:.0f} ms; to a drained end: {ended:.0f} ms")

    def close(self):
        self.broker.script("down")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worker")
    parser.add_argument("rawconsume")
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--prefetch", type=int, default=300)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(parser.parse_args(), pathlib.Path(folder))
        try:
            bench.run()
        finally:
            bench.close()


if __name__ == "__main__":
    main()
