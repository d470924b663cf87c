"""Real stores, where they are installed: started on free ports, killed in the middle, asked what they have."""
import json
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    """A port that nobody has, and that nobody gets before it is used, or used again: the kernel gives clients those from 32768 on, and
    scripts/broker brokers those from 20000 on."""
    for port in random.SystemRandom().sample(range(10_000, 20_000), 100):
        try:
            socket.create_server(("127.0.0.1", port)).close()
            return port
        except OSError:
            pass
    raise RuntimeError("no free port")


def path_part(text):
    """Letters, digits, `_`, `:` and `-` as they are; each run of others as one `_`."""
    return re.sub(r"[^A-Za-z0-9_:-]+", "_", text)


def influx_values(get):
    """What InfluxDB's database `home` has: (measurement, tags, time) -> fields. `get` asks it: path and query -> bytes."""
    found = {}
    for names in json.loads(get("/query", db="home", q="SHOW MEASUREMENTS"))["results"][0].get("series", []):
        for (name,) in names["values"]:
            answer = json.loads(get("/query", db="home", epoch="ns", q=f'SELECT * FROM "{name}" GROUP BY *'))
            for series in answer["results"][0]["series"]:
                tags = tuple(sorted((k, v) for k, v in series["tags"].items() if v))
                for row in series["values"]:
                    fields = {k: float(v) for k, v in zip(series["columns"], row) if k != "time" and v is not None}
                    found[(name, tags, row[0])] = fields
    return found


class RealStore:
    """A server of its own in a folder of its own."""

    program = ""
    # Whether what it has acknowledged survives a kill -9.
    is_durable = False

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.port = free_port()
        self.log = open(folder / "log", "ab")
        self.prepare()
        self.start()

    @classmethod
    def is_installed(cls):
        return shutil.which(cls.program) is not None

    def start(self):
        self.process = subprocess.Popen(self.command(), stdout=self.log, stderr=self.log, cwd=self.folder)
        for _ in range(1800):
            try:
                self.ready()
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"{self.program} did not start")

    def ready(self):
        socket.create_connection(("127.0.0.1", self.port), 1).close()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def prepare(self):
        pass

    def get(self, path, **query):
        data = urllib.parse.urlencode(query).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", data, timeout=30) as answer:
            return answer.read()


class InfluxDB(RealStore):
    """InfluxDB 1: writes its log to the disk before it answers."""

    program = "influxd"
    is_durable = True

    def prepare(self):
        (self.folder / "influxdb.conf").write_text(f"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{free_port()}"
            [meta]
              dir = "{self.folder}/meta"
            [data]
              dir = "{self.folder}/data"
              wal-dir = "{self.folder}/wal"
            [http]
              bind-address = "127.0.0.1:{self.port}"
            [monitor]
              store-enabled = false
        """, encoding="utf-8")

    def command(self):
        return ["influxd", "-config", "influxdb.conf"]

    def start(self):
        super().start()
        self.get("/query", q="CREATE DATABASE home")

    def sink(self):
        return f"influx=http://127.0.0.1:{self.port}/home"

    def values(self):
        return influx_values(self.get)

    @staticmethod
    def expected(points):
        return points


class VictoriaMetrics(RealStore):
    """Keeps the last seconds in memory, in milliseconds, and one series for each field."""

    program = "victoria-metrics"

    def command(self):
        return ["victoria-metrics", f"-storageDataPath={self.folder}/data", f"-httpListenAddr=127.0.0.1:{self.port}", "-retentionPeriod=100y"]

    def sink(self):
        return f"influx=http://127.0.0.1:{self.port}/home"

    def values(self):
        self.get("/internal/force_flush")
        found = {}
        for line in self.get("/api/v1/export", **{"match[]": '{db="home"}'}).splitlines():
            series = json.loads(line)
            labels = {k: v for k, v in series["metric"].items() if k not in ("__name__", "db")}
            for moment, value in zip(series["timestamps"], series["values"]):
                found[(series["metric"]["__name__"], tuple(sorted(labels.items())), moment)] = {"value": float(value)}
        return found

    @staticmethod
    def expected(points):
        # The last of two values in one millisecond stays; the simulation has no two of a series so close.
        return {(f"{measurement}_{field}", tags, moment // 1_000_000): {"value": value}
                for (measurement, tags, moment), fields in points.items() for field, value in fields.items()}


class Carbon(RealStore):
    """Graphite's carbon-cache; whole seconds, the last value of a second stays."""

    program = "carbon-cache"

    def prepare(self):
        (self.folder / "conf").mkdir()
        (self.folder / "storage").mkdir()
        (self.folder / "conf" / "storage-schemas.conf").write_text("[all]\npattern = .*\nretentions = 1s:2h\n", encoding="utf-8")
        (self.folder / "conf" / "carbon.conf").write_text(f"""[cache]
STORAGE_DIR = {self.folder}/storage/
CONF_DIR = {self.folder}/conf/
LOG_DIR = {self.folder}/
PID_DIR = {self.folder}/
LOCAL_DATA_DIR = {self.folder}/storage/
LINE_RECEIVER_INTERFACE = 127.0.0.1
LINE_RECEIVER_PORT = {self.port}
PICKLE_RECEIVER_PORT = 0
CACHE_QUERY_PORT = 0
ENABLE_LOGROTATION = False
MAX_CREATES_PER_MINUTE = inf
MAX_UPDATES_PER_SECOND = inf
CARBON_METRIC_INTERVAL = 0
USER =
""", encoding="utf-8")

    def command(self):
        return ["carbon-cache", f"--config={self.folder}/conf/carbon.conf", "--nodaemon", "start"]

    def sink(self):
        return f"graphite=127.0.0.1:{self.port}"

    def values(self):
        # Debian's own Python has it; another one may be first on PATH.
        sys.path.append("/usr/lib/python3/dist-packages")
        import whisper
        found = {}
        for file in (self.folder / "storage").rglob("*.wsp"):
            name = ".".join(file.relative_to(self.folder / "storage").with_suffix("").parts)
            (start, _, step), values = whisper.fetch(str(file), 0)
            found.update({(name, start + step * i): {"value": v} for i, v in enumerate(values) if v is not None})
        return found

    @staticmethod
    def expected(points):
        """Path by the worker's template; where one second has several values, the latest of them."""
        latest = {}
        for (measurement, tags, moment), fields in points.items():
            tags = dict(tags)
            parts = ["home"] + [path_part(tags[t]) for t in ("area", "device", "endpoint") if t in tags]
            for field, value in fields.items():
                key = (".".join(parts + [path_part(measurement), path_part(field)]), moment // 1_000_000_000)
                latest.setdefault(key, set()).add(value)
        return latest


class Prometheus(RealStore):
    """Scrapes the worker every five seconds, for so long a scrape may take; what it has is the last value of each series."""

    program = "prometheus"

    def __init__(self, folder, target):
        self.target = target
        super().__init__(folder)

    def prepare(self):
        (self.folder / "prometheus.yml").write_text(
            f"""{{"global": {{"scrape_interval": "5s"}},
            "scrape_configs": [{{"job_name": "sensors", "static_configs": [{{"targets": ["127.0.0.1:{self.target}"]}}]}}]}}""", encoding="utf-8")

    def command(self):
        return ["prometheus", f"--config.file={self.folder}/prometheus.yml", f"--storage.tsdb.path={self.folder}/data",
                f"--web.listen-address=127.0.0.1:{self.port}"]

    def query(self, text):
        """Label sets (the name of the metric among them) and values."""
        answer = json.loads(self.get("/api/v1/query", query=text))
        return [({k: v for k, v in row["metric"].items() if k not in ("job", "instance")}, float(row["value"][1]))
                for row in answer["data"]["result"]]

    def one(self, name):
        """The value of a metric that has one series; None before there is one."""
        values = [value for _, value in self.query(name)]
        return values[0] if len(values) == 1 else None

    def values(self):
        return {tuple(sorted(labels.items())): value for labels, value in self.query('{__name__=~"home_.+"}')}

    @staticmethod
    def expected(points):
        latest = {}
        for (measurement, tags, moment), fields in points.items():
            for field, value in fields.items():
                key = tuple(sorted([("__name__", f"home_{measurement}_{field}"), *tags]))
                latest[key] = max(latest.get(key, (moment, value)), (moment, value))
        return {key: value for key, (_, value) in latest.items()}
