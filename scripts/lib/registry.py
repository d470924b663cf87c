#!/usr/bin/env python3
"""A registry that knows manifests only: for tests and benchmarks of what is asked before a deploy. Nothing can be pulled from it.

  scripts/lib/registry.py [--address ADDRESS] [--latency MILLISECONDS]

It prints HOST:PORT, and serves plain HTTP until it is killed. The first part of a repository's name says what becomes of the question:

  missing/...   no such image
  denied/...    credentials are wanted
  foreign/...   the image has a build for s390x only
  (others)      the image has builds for amd64 and arm64
"""
import argparse
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIST = "application/vnd.docker.distribution.manifest.list.v2+json"
MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"


def manifest_list(name, architectures):
    """A list that differs for each image, so that each has a digest of its own."""
    entries = [
        {"mediaType": MANIFEST, "size": 500, "digest": "sha256:" + hashlib.sha256(f"{name} {each}".encode()).hexdigest(),
         "platform": {"architecture": each, "os": "linux"}} for each in architectures]
    return json.dumps({"schemaVersion": 2, "mediaType": LIST, "manifests": entries}).encode()


class Registry(BaseHTTPRequestHandler):
    """Version 2 of the registry's protocol: /v2/ and /v2/NAME/manifests/TAG-OR-DIGEST."""

    protocol_version = "HTTP/1.1"
    latency = 0.0
    # By digest: the engine asks for a tag first, and then for the digest that it was told.
    manifests = {}

    def answer(self, status, body=b"", kind="application/json", **fields):
        time.sleep(self.latency)
        self.send_response(status)
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status, code, message, **fields):
        self.answer(status, json.dumps({"errors": [{"code": code, "message": message}]}).encode(), **fields)

    def do_GET(self):
        words = self.path.strip("/").split("/")
        if words == ["v2"]:
            return self.answer(200, b"{}")
        if len(words) < 4 or words[0] != "v2" or words[-2] != "manifests":
            return self.refuse(404, "UNSUPPORTED", "not served here")
        name, reference = "/".join(words[1:-2]), words[-1]
        if words[1] == "missing":
            return self.refuse(404, "MANIFEST_UNKNOWN", "manifest unknown")
        if words[1] == "denied":
            return self.refuse(401, "UNAUTHORIZED", "authentication required", WWW_Authenticate='Basic realm="registry"')
        body = self.manifests.get(reference)
        if body is None:
            body = manifest_list(f"{name}:{reference}", ["s390x"] if words[1] == "foreign" else ["amd64", "arm64"])
        digest = "sha256:" + hashlib.sha256(body).hexdigest()
        self.manifests[digest] = body
        self.answer(200, body, LIST, Docker_Content_Digest=digest)

    do_HEAD = do_GET

    def log_message(self, *_):
        """Says nothing."""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--address", default="127.0.0.1", help="where it listens; the port is any that is free")
    arguments.add_argument("--latency", type=int, default=0, help="how long each answer takes")
    options = arguments.parse_args()
    Registry.latency = options.latency / 1000
    server = ThreadingHTTPServer((options.address, 0), Registry)
    print(f"{options.address}:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
