#!/usr/bin/env python3
"""Messages through faults: nothing may be lost, nothing may be wrong.

Publishes a simulated home, lets workers store it, breaks things meanwhile as a seed says, and compares what is in the store and in
the dead-letter queue with what an independent decoder says of every message that the broker confirmed.

    soak.py PROGRAM [--scenario faults|poison|rolling|crasher|derived|stores|mqtt|scrape|tls] [--messages N] [--faults N] [--seed N] [--crasher PROGRAM [--worker NAME]]
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import derived  # noqa: E402
import oracle  # noqa: E402
from processes import Broker, Worker, dead_letters  # noqa: E402
from proxy import Proxy  # noqa: E402
from store import Store  # noqa: E402
import certificates  # noqa: E402
from stores import Carbon, InfluxDB, Prometheus, VictoriaMetrics, free_port  # noqa: E402

QUEUE = "soak"
STORE_FAULTS = {"sink-503": "503", "sink-429": "429", "sink-401": "401", "sink-slow": "slow", "sink-reset": "reset", "sink-down": "down",
                "sink-lost-answer": "lost-answer", "sink-black-hole": "black-hole", "sink-killed-in-batch": "half-then-500"}
FAULTS = ["worker-kill", "broker-kill", "connection-reset", "queue-deleted", "sink-down", "sink-503", "sink-401", "connection-black-hole",
          "sink-429", "worker-stop", "sink-slow", "sink-reset", "sink-black-hole", "broker-restart", "sink-lost-answer",
          "sink-killed-in-batch"]


# What breaks workers that remember; the messages are there already, so the broker may break too.
DERIVED_FAULTS = ["worker-kill", "connection-reset", "broker-kill", "worker-kill", "sink-lost-answer", "worker-stop", "broker-restart",
                  "worker-kill", "sink-killed-in-batch", "connection-reset", "worker-kill", "worker-stop"]


class Soak:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.random = random.Random(options.seed)
        tls = ["--tls", str(certificates.make(folder / "tls"))] if options.scenario == "tls" else []
        self.broker = Broker(f"soak-{folder.name.replace('_', '-').lower()}", *tls)
        self.proxy = Proxy(self.broker.port)
        self.store = Store()
        self.workers = []
        self.publisher = None
        self.sinks = f"influx=http://127.0.0.1:{self.store.port}/home"
        self.real_stores = []
        self.address = None
        self.queues = [QUEUE, QUEUE + ".suspect"]
        self.start = time.monotonic()

    def say(self, text):
        print(f"{time.monotonic() - self.start:7.1f}  {text}", flush=True)

    def settings(self):
        return {"AMQP_URL": self.address or self.broker.url(self.proxy.port), "QUEUE": QUEUE, "SINKS": self.sinks,
                    "FLUSH_INTERVAL": "200ms", "SINK_TIMEOUT": "2s", "RETRY_MAX": "1s", "QUEUE_TYPE": self.options.queue_type}

    def begin(self, replicas, program=None, name="record", **more):
        settings = dict(self.settings(), **more)
        for number in range(replicas):
            command = [program or self.options.program, name]
            log = self.folder / f"worker-{number}.log"
            self.workers.append(Worker(command, settings, log, self.folder / f"worker-{number}.beat"))
        self.wait("the queues", lambda: {*self.queues, QUEUE + ".dead"} <= self.broker.queues())
        # Bindings come after the queues.
        self.wait("the bindings", lambda: self.broker.control("list_bindings", "destination_name", "routing_key").count(QUEUE + "\tsensors.#") > 0)

    def publish(self, *arguments):
        ledger = self.folder / "ledger.jsonl"
        command = [self.options.program, "simulate", "--amqp-url", self.broker.url(), "--seed", str(self.options.seed), "--ledger", str(ledger),
                   "--count", str(self.options.messages), *arguments]
        self.publisher = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=open(self.folder / "publisher.log", "wb"))

    def wait(self, what, is_true, limit=180):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            try:
                if is_true():
                    return
            except (RuntimeError, ValueError):
                pass  # the broker may be down, or a queue be gone, just now
            time.sleep(0.3)
        raise TimeoutError(f"waited {limit} s for {what}")

    def is_empty(self):
        return self.broker.messages(*self.queues) == 0

    # Faults

    def strike(self, fault):
        self.say(fault)
        if fault in STORE_FAULTS:
            self.store.misbehave(STORE_FAULTS[fault], self.random.uniform(1, 3))
        elif fault == "worker-kill":
            self.random.choice(self.workers).kill()
        elif fault == "worker-stop":
            self.random.choice(self.workers).kill(signal.SIGTERM)
        elif fault == "connection-reset":
            self.proxy.reset()
        elif fault == "connection-black-hole":
            self.proxy.fall_silent(8)
        elif fault == "broker-kill":
            self.broker.script("crash")
        elif fault == "broker-restart":
            self.broker.control("stop_app")
            self.broker.control("start_app")
        elif fault == "queue-deleted":
            self.delete_queue()
        else:
            raise ValueError(fault)

    def delete_queue(self):
        """The broker forgets what is in a queue that somebody deletes: it has to be empty, and nobody may be publishing."""
        self.publisher.send_signal(signal.SIGSTOP)
        try:
            self.wait("an empty queue", self.is_empty)
            time.sleep(0.5)
            self.wait("an empty queue", self.is_empty)
            self.broker.control("delete_queue", QUEUE)
        finally:
            self.publisher.send_signal(signal.SIGCONT)

    # Scenarios

    def faults(self):
        self.begin(2)
        count = self.options.faults
        order = [FAULTS[i % len(FAULTS)] for i in range(count)]
        self.random.shuffle(order)
        rate = max(20, self.options.messages // (count * 3))
        self.publish("--poison", "1", "--duplicates", "1", "--rate", str(rate))
        for fault in order:
            time.sleep(self.random.uniform(0.3, 1.5))
            self.strike(fault)
        self.finish()

    def poison(self):
        """A tenth of it cannot be read, in every way there is."""
        self.begin(1)
        self.publish("--poison", "10")
        self.finish()
        self.check("the worker was never started again", self.workers[0].starts == 1)

    def rolling(self):
        """Three replicas, stopped and started one after another under load: nothing is lost, and nothing comes twice.

        A worker that gives up on a slow store or a slow broker may store twice, so here nobody gives up."""
        self.broker.heartbeat = 60
        self.begin(3, SINK_TIMEOUT="60s", DRAIN_TIMEOUT="60s")
        rounds = 4
        self.publish("--rate", str(max(100, self.options.messages // 12)))
        for turn in range(rounds * 3):
            time.sleep(0.5)
            worker = self.workers[turn % 3]
            self.wait("a worker that heeds signals", worker.is_at_work)
            ends = len(worker.ends)
            begun = time.monotonic()
            worker.kill(signal.SIGTERM)
            self.wait("a graceful end", lambda w=worker, e=ends: len(w.ends) > e)
            self.check(f"stop {turn} took {time.monotonic() - begun:.1f} s and was a success", worker.ends[-1] == 0)
        self.finish()
        self.check("nothing was stored twice", self.store.repeats == 0)

    def crasher(self):
        """One message kills whoever reads it: it alone becomes a dead letter."""
        name = self.options.worker
        subprocess.run([self.options.crasher, "check", name], env=dict(os.environ, **self.settings()), check=True)
        if name == "remember":
            self.queues = [QUEUE]
        self.publish("--devices", "320")
        self.publisher.wait()
        points, _ = oracle.expectations(self.folder / "ledger.jsonl")
        times = {}
        for _, tags, moment in points:
            times.setdefault(dict(tags)["device"], set()).add(moment)
        culprit = self.random.choice(sorted(device for device, moments in times.items() if len(moments) == 1))
        self.begin(1, self.options.crasher, name, CRASH_DEVICE=culprit)
        self.wait("the dead letter", lambda: self.broker.messages(QUEUE + ".dead") > 0)
        self.finish(crasher=culprit)
        self.check(f"{self.workers[0].starts - 1} restarts, at most 5", self.workers[0].starts - 1 <= 5)

    def derived(self):
        """What is derived from many messages is right, wherever between two of them a worker, the broker or the store breaks.

        The messages are there first: another queue that got them in the same order says what that order is.
        """
        names = ["openings", "motion", "light", "energy"]
        self.queues = [f"{QUEUE}.{name}" for name in names]
        for name, queue, kind in [*((name, f"{QUEUE}.{name}", self.options.queue_type) for name in names), ("record", "witness", "classic")]:
            # A classic queue keeps its order when somebody looks into it.
            settings = dict(self.settings(), QUEUE=queue, QUEUE_TYPE=kind)
            subprocess.run([self.options.program, "check", name], env=dict(os.environ, **settings), check=True, stdout=subprocess.DEVNULL)
        self.publish("--step", "60s", "--duplicates", "1")
        self.check("everything was published", self.publisher.wait() == 0)
        self.store.delay = 0.05
        for number in range(2 * len(names)):
            # One of each works, one waits for its turn.
            name = names[number % len(names)]
            settings = dict(self.settings(), QUEUE=f"{QUEUE}.{name}", PREFETCH="40", FLUSH_INTERVAL="100ms")
            log, beat = self.folder / f"worker-{number}.log", self.folder / f"worker-{number}.beat"
            self.workers.append(Worker([self.options.program, name], settings, log, beat))
        for number in range(self.options.faults):
            self.wait("messages to be read", lambda: min(worker.starts for worker in self.workers) > 0)
            time.sleep(self.random.uniform(0.2, 1))
            self.strike(DERIVED_FAULTS[number % len(DERIVED_FAULTS)])
        self.say(f"{self.broker.messages(*self.queues)} messages are left")
        self.drain()
        self.compare_derived()

    def compare_derived(self):
        rows, catalog = {}, {}
        for row in open(self.folder / "ledger.jsonl", encoding="utf-8"):
            case = json.loads(row)
            rows[case["name"]] = oracle.points(case, catalog)
        order = [letter["id"] for letter in dead_letters(self.options.program, self.broker.url(), "witness")]
        self.check(f"the other queue has them all {len(order)}", set(order) == rows.keys())
        found = dict(oracle.point(key, fields) for key, fields in self.store.lines.items())
        expected = derived.expectations([point for name in order for point in rows[name]])
        everything = {key: fields for stored in expected.values() for key, fields in stored.items()}
        names = sorted({key[0] for key in everything})
        self.say(", ".join(f"{sum(key[0] == name for key in everything)} {name}" for name in names)
                 + f"; {self.store.repeats} repeated; starts {[worker.starts for worker in self.workers]}")
        missing, alien = everything.keys() - found.keys(), found.keys() - everything.keys()
        self.check(f"nothing derived is lost {sorted(missing)[:3]}", not missing)
        self.check(f"nothing else is derived {sorted(alien)[:3]}", not alien)
        wrong = [key for key in everything if not oracle.same(everything[key], found[key], 1e-9)]
        self.check(f"no value is wrong {[(k, everything[k], found[k]) for k in wrong[:3]]}", not wrong)
        self.check(f"no point came with two values {self.store.conflicts[:3]}", not self.store.conflicts)
        self.check(f"all kinds occurred {names}", {"opened", "occupied", "daylight", "energy_hour", "energy_day"} <= set(names))

    def stores(self):
        """Real stores at once, those killed in the middle that promise to keep what they took."""
        kinds = [kind for kind in (InfluxDB, VictoriaMetrics, Carbon) if kind.is_installed()]
        self.check(f"some real store is installed: {[kind.program for kind in kinds]}", bool(kinds))
        for number, kind in enumerate(kinds):
            self.real_stores.append(kind(self.folder / f"store-{number}"))
        self.sinks = ",".join(store.sink() for store in self.real_stores)
        self.begin(1)
        self.publish("--step", "1s", "--rate", str(max(100, self.options.messages // 10)))
        for _ in range(3):
            for store in self.real_stores:
                if store.is_durable:
                    time.sleep(self.random.uniform(0.5, 1.5))
                    self.say(f"kill {store.program}")
                    store.kill()
                    time.sleep(self.random.uniform(0.2, 1))
                    store.start()
        self.drain()
        points, _ = oracle.expectations(self.folder / "ledger.jsonl")
        for store in self.real_stores:
            expected = store.expected(points)
            found = {}

            def has_all(store=store, expected=expected):
                found.update(store.values())
                return len(found) >= len(expected)

            # Some write what they have a little later.
            try:
                self.wait(f"{store.program} to write", has_all)
            except TimeoutError:
                pass
            self.say(f"{store.program}: {len(expected)} expected, {len(found)} found")
            missing = sorted(expected.keys() - found.keys())
            alien = sorted(found.keys() - expected.keys())
            self.check(f"{store.program} has everything {missing[:3]}", not missing)
            self.check(f"{store.program} has nothing else {alien[:3]}", not alien)
            wrong = [key for key in expected if not (found[key]["value"] in expected[key] if isinstance(expected[key], set)
                                                     else oracle.same(expected[key], found[key]))]
            self.check(f"{store.program} has the right values {[(k, expected[k], found[k]) for k in wrong[:3]]}", not wrong)

    def mqtt(self):
        """A real MQTT client publishes as sensors do, and what it says is stored."""
        self.begin(1)
        sent = {f"kitchen/m{number}": 20 + number / 10 for number in range(50)}
        for number, (device, value) in enumerate(sent.items()):
            body = f'{{"temperature":{value},"linkquality":100,"last_seen":{int(time.time() * 1000)}}}'
            subprocess.run(["mosquitto_pub", "-h", "127.0.0.1", "-p", str(self.broker.mqtt_port), "-u", "guest", "-P", "guest", "-V",
                            ["mqttv31", "mqttv311"][number % 2], "-q", str(number % 2), "-t", f"zigbee2mqtt/{device}", "-m", body], check=True)
        # Quality of service 0 is answered by nobody: it arrives, or does not, a little later.
        self.wait("all of it", lambda: len(self.store.lines) >= 2 * len(sent))
        self.publisher = subprocess.Popen(["true"])
        self.drain()
        stored = dict(oracle.point(key, fields) for key, fields in self.store.lines.items())
        climate = {dict(tags)["device"]: fields["temperature"] for (name, tags, _), fields in stored.items() if name == "climate"}
        self.check(f"every value is stored under its device {len(climate)}", climate == sent)

    def scrape(self):
        """A real Prometheus scrapes the last values and the worker's own figures."""
        port = free_port()
        self.sinks += f",prometheus?=127.0.0.1:{port}"
        self.begin(1)
        prometheus = Prometheus(self.folder / "prometheus", port)
        self.real_stores.append(prometheus)
        self.publish("--step", "100ms", "--rate", "500")
        self.check("everything was published", self.publisher.wait() == 0)
        points, _ = oracle.expectations(self.folder / "ledger.jsonl")
        expected = prometheus.expected(points)

        def differing():
            found = prometheus.values()
            return [(key, value, found.get(key)) for key, value in expected.items() if found.get(key) != value]

        try:
            self.wait("Prometheus to have every last value", lambda: not differing())
        except TimeoutError:
            pass
        self.check(f"{len(expected)} series have their last value {differing()[:3]}", not differing())
        self.wait("the worker's own counter", lambda: prometheus.one("sensor_worker_received_total") == self.options.messages)
        self.wait("a scrape that is well", lambda: prometheus.one("up") == 1)
        self.finish()

    def tls(self):
        """Over TLS with a CA of our own; a stranger's certificate and another host's are refused, and the reason is said."""
        authority = self.folder / "tls" / "ca.pem"

        def url(host, authority):
            return f"amqps://guest:guest@{host}:{self.broker.tls_port}?cacertfile={authority}"

        def attempt(url):
            settings = dict(os.environ, **dict(self.settings(), AMQP_URL=url))
            done = subprocess.run([self.options.program, "check", "record"], env=settings, stdout=subprocess.PIPE, text=True)
            return done.returncode, done.stdout.splitlines()[0]

        for about, address, status, words in [
                ("our CA", url("localhost", authority), 0, "can be read"),
                ("a stranger's CA", url("localhost", self.folder / "tls" / "stranger.pem"), 69, "signed by nobody that is trusted"),
                ("another host's certificate", url("127.0.0.1", authority), 69, "certificate is another host's"),
                ("no such CA", url("localhost", self.folder / "none.pem"), 69, "cannot be used"),
                ("no TLS there", f"amqps://guest:guest@localhost:{self.broker.port}?cacertfile={authority}", 69, "speaks no TLS")]:
            answer = attempt(address)
            self.check(f"{about}: {answer}", answer[0] == status and words in answer[1])
        # Of several addresses the one that works is found.
        nobody = f"amqp://guest:guest@127.0.0.1:{free_port()}"
        self.address = f"{nobody},{nobody},{url('localhost', authority)}"
        self.begin(1)
        self.publish()
        self.finish()

    # The end

    def finish(self, crasher=None):
        self.drain()
        self.compare(crasher)

    def drain(self):
        """Waits until the workers have everything, and ends them."""
        self.check("everything was published", self.publisher.wait() == 0)
        self.say("published")
        self.wait("empty queues", self.is_empty, 900)
        self.say("queues are empty")
        for number, worker in enumerate(self.workers):
            self.wait(f"worker {number} to heed signals", worker.is_at_work)
            self.check(f"worker {number} ends well", worker.stop() == 0)
            figures = worker.figures()
            parts = ["acknowledged", "dead", "ignored", "requeued", "inFlight"]
            self.check(f"worker {number}: {figures['received']} received = {[figures[p] for p in parts]}",
                       figures["received"] == sum(figures[p] for p in parts) and figures["inFlight"] == 0)

    def compare(self, crasher):
        points, dead = oracle.expectations(self.folder / "ledger.jsonl")
        letters = dead_letters(self.options.program, self.broker.url(), QUEUE + ".dead")
        found = {letter["id"]: letter["reason"] for letter in letters}
        if crasher:
            self.check(f"one dead letter, that of {crasher}: {found}", list(found.values()) == ["redelivery-limit"])
            points = {key: fields for key, fields in points.items() if ("device", crasher) not in key[1]}
            dead = found
        stored = dict(oracle.point(key, fields) for key, fields in self.store.lines.items())
        lost = points.keys() - stored.keys()
        alien = stored.keys() - points.keys()
        wrong = [key for key in points.keys() & stored.keys() if not oracle.same(points[key], stored[key])]
        self.say(f"{len(points)} points and {len(dead)} dead letters expected; {len(stored)} stored in {self.store.requests} requests, "
                 f"{self.store.repeats} repeated; {len(letters)} dead letters, {len(letters) - len(found)} repeated")
        self.check(f"nothing is lost {sorted(lost)[:3]}", not lost)
        self.check(f"nothing is there that nobody sent {sorted(alien)[:3]}", not alien)
        self.check(f"no value is wrong {[(k, points[k], stored[k]) for k in wrong[:3]]}", not wrong)
        self.check(f"no point came with two values {self.store.conflicts[:3]}", not self.store.conflicts)
        differing = {name for name in found.keys() | dead.keys() if found.get(name) != dead.get(name)}
        self.check(f"dead letters are those foretold {[(n, found.get(n), dead.get(n)) for n in sorted(differing)[:3]]}", not differing)

    def check(self, text, is_true):
        self.say(f"{'ok' if is_true else 'FAILED'}: {text}")
        if not is_true:
            raise AssertionError(text)

    def close(self):
        for process in [self.publisher] + [worker.process for worker in self.workers]:
            if process and process.poll() is None:
                process.kill()
        for worker in self.workers:
            worker.wanted = False
        for store in self.real_stores:
            store.kill()
        self.broker.script("down")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--scenario", choices=["faults", "poison", "rolling", "crasher", "derived", "stores", "mqtt", "scrape", "tls"], default="faults")
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("--faults", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--queue-type", choices=["quorum", "classic"], default="quorum")
    parser.add_argument("--crasher", help="a worker program that dies on the messages of the device that CRASH_DEVICE names")
    parser.add_argument("--worker", choices=["record", "remember"], default="record", help="which worker of that program")
    options = parser.parse_args()
    threading.excepthook = lambda *_: None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="soak-"))
    soak = None
    try:
        soak = Soak(options, folder)
        getattr(soak, options.scenario)()
        shutil.rmtree(folder)
    except (AssertionError, TimeoutError, RuntimeError) as error:
        print(f"seed {options.seed}: {error}\nlogs are in {folder}", file=sys.stderr)
        for log in sorted(folder.glob("*.log")):
            print(f"--- {log.name}\n{log.read_bytes()[-3000:].decode(errors='replace')}", file=sys.stderr)
        sys.exit(1)
    finally:
        if soak:
            soak.close()


if __name__ == "__main__":
    main()
