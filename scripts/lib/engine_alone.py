"""The requests that an engine needs for scripts/bench's project on one host, and nothing else: nothing is read, observed or shown.

What they take is what no client can be faster than. Standard library only.
"""
import http.client
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait

BASES = 4  # the services that all others wait for


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("engine")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Refusal(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class EngineAlone:
    """The project as `host_project` of scripts/bench writes it, by bare requests.

    `starts` containers are started at the same time: how many makes little difference (docs/decisions/0012).
    """

    def __init__(self, host, count, name, starts=8):
        self.path, self.count, self.name, self.starts = host.removeprefix("unix://"), count, name, starts
        self.networks = [f"{name}_inner", f"{name}_outer"]
        self.volumes = [f"{name}_volume-{number}" for number in range(5)]
        self.local = threading.local()

    def ask(self, method, path, body=None):
        connection = getattr(self.local, "connection", None)
        if connection is None:
            connection = self.local.connection = Connection(self.path)
        connection.request(method, "/v1.41" + path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise Refusal(answer.status, f"{method} {path}: {text.decode('utf-8', 'replace')}")

    @staticmethod
    def at_once(width, function, values):
        with ThreadPoolExecutor(width) as pool:
            done = [pool.submit(function, value) for value in values]
            wait(done)
        for one in done:
            one.result()

    def create(self, number):
        networks = self.networks if number % 2 else self.networks[:1]
        aliases = {"Aliases": [f"service-{number:02}"]}
        self.ask("POST", f"/containers/create?name={self.name}-{number}", {
            "Image": "busybox:1", "Cmd": ["sleep", "100000"], "StopSignal": "SIGKILL", "Env": [f"NUMBER={number}", "LEVEL=info"],
            "HostConfig": {"Binds": [f"{self.volumes[number % len(self.volumes)]}:/data"], "NetworkMode": networks[0]},
            "NetworkingConfig": {"EndpointsConfig": {networks[0]: aliases}}})
        for network in networks[1:]:
            self.ask("POST", f"/networks/{network}/connect", {"Container": f"{self.name}-{number}", "EndpointConfig": aliases})

    def start(self, number):
        self.ask("POST", f"/containers/{self.name}-{number}/start")

    def end(self, number):
        self.ask("POST", f"/containers/{self.name}-{number}/stop?t=5")
        self.ask("DELETE", f"/containers/{self.name}-{number}?force=1")

    def remove_network(self, name):
        """An engine may need a moment to let go of containers that are gone, and some networks it keeps."""
        for _ in range(100):
            try:
                return self.ask("DELETE", f"/networks/{name}")
            except Refusal as refusal:
                if refusal.status != 403:
                    raise
                time.sleep(0.05)

    def up(self):
        places = [("/networks/create", {"Name": name, "CheckDuplicate": True}) for name in self.networks]
        places += [("/volumes/create", {"Name": name}) for name in self.volumes]
        self.at_once(len(places), lambda place: self.ask("POST", *place), places)
        self.at_once(8, self.create, range(self.count))
        self.at_once(self.starts, self.start, range(BASES))
        self.at_once(self.starts, self.start, range(BASES, self.count))

    def down(self):
        self.at_once(self.count, self.end, range(BASES, self.count))
        self.at_once(self.count, self.end, range(BASES))
        self.at_once(len(self.networks), self.remove_network, self.networks)
