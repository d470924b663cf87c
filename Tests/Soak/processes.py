"""The programs under test and the broker, as child processes."""
import json
import os
import pathlib
import signal
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Broker:
    """A throw-away RabbitMQ of scripts/broker."""

    def __init__(self, name, *arguments):
        self.name = name
        # Seconds after which either side misses the other.
        self.heartbeat = 2
        self.script("up", *arguments)
        lines = self.script("env").splitlines()
        url = next(line for line in lines if line.startswith("SKEP_TEST_AMQP_URL=")).split("'")[1]
        self.port = int(url.rsplit(":", 1)[1])
        self.mqtt_port = self.tls_port = self.port + 3

    def script(self, action, *arguments):
        command = [str(ROOT / "scripts" / "broker"), action, "--name", self.name, *arguments]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")
        return done.stdout

    def control(self, *arguments):
        return self.script("ctl", "--", "--quiet", *arguments)

    def queues(self):
        """The names of the queues."""
        return set(self.control("list_queues", "name", "--no-table-headers").split())

    def messages(self, *names):
        """Messages in these queues, those in a worker's hands included.

        Asked for where the queue lives: what `list_queues` says of a quorum queue is up to five seconds old.
        """
        queues = ",".join(f'<<"{name}">>' for name in names)
        answer = self.control("eval", f"""
            lists:sum([begin
                {{ok, Queue}} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"/">>, queue, Name)),
                case amqqueue:get_type(Queue) of
                    rabbit_quorum_queue ->
                        {{ok, {{_, Count}}, _}} = ra:leader_query(amqqueue:get_pid(Queue), fun rabbit_fifo:query_messages_total/1),
                        Count;
                    _ -> proplists:get_value(messages, rabbit_amqqueue:info(Queue, [messages]))
                end
            end || Name <- [{queues}]]).""")
        return int(answer)

    def url(self, port=None):
        return f"amqp://guest:guest@127.0.0.1:{port or self.port}?heartbeat={self.heartbeat}"


class Worker:
    """One replica; started again whenever it ends, as a swarm would, until it is stopped for good."""

    def __init__(self, command, environment, log, beat):
        self.command = command
        self.environment = dict(os.environ, HEARTBEAT_FILE=str(beat), **environment)
        self.log = open(log, "ab")
        self.beat = beat
        self.wanted = True
        self.starts = 0
        self.ends = []
        self.process = None
        self.begin()
        threading.Thread(target=self.watch, daemon=True).start()

    def begin(self):
        self.starts += 1
        self.begun = time.time()
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.log, stderr=self.log)

    def watch(self):
        while True:
            status = self.process.wait()
            self.ends.append(status)
            if not self.wanted:
                return
            time.sleep(0.2)
            self.begin()

    def is_at_work(self):
        """Whether it has come so far since its last start that it heeds signals: it beats later."""
        return self.beat.exists() and self.beat.stat().st_mtime > self.begun

    def kill(self, number=signal.SIGKILL):
        self.process.send_signal(number)

    def stop(self):
        """A graceful end for good; its exit status, or None when it took longer than 90 s."""
        self.wanted = False
        self.kill(signal.SIGTERM)
        try:
            return self.process.wait(90)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def figures(self):
        """What it counted last."""
        return json.loads(pathlib.Path(self.beat).read_text(encoding="utf-8"))


def dead_letters(program, url, queue):
    """All dead letters, taken out: the program shows at most 2000 at a time."""
    found = []
    while True:
        shown = subprocess.run(
            [program, "dlq", "show", queue, "--json", "--amqp-url", url], stdout=subprocess.PIPE, check=True).stdout.splitlines()
        if not shown:
            return found
        found += [json.loads(line) for line in shown]
        subprocess.run([program, "dlq", "purge", queue, "--all", "--amqp-url", url], stdout=subprocess.DEVNULL, check=True)
