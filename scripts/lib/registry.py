#!/usr/bin/env python3
"""A registry for tests and benchmarks of what is asked before a deploy. It knows manifests, and one image that can be pulled.

  scripts/lib/registry.py [--address ADDRESS] [--latency MILLISECONDS]

It prints HOST:PORT, and serves plain HTTP until it is killed. The first part of a repository's name says what becomes of the question:

  missing/...   no such image
  denied/...    credentials are wanted
  foreign/...   the image has a build for s390x only
  whole/...     an image for this machine that can be pulled; there is one file in it, and nothing that runs
  (others)      the image has builds for amd64 and arm64
"""
import argparse
import gzip
import hashlib
import io
import json
import platform
import tarfile
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


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def layer(text):
    """A tar archive with one file."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        entry = tarfile.TarInfo("content.txt")
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
    return archive.getvalue()


def whole_image(name):
    """The manifest of an image with one layer, and its blobs by digest. The name stands in it, so that each image is another one."""
    content = layer(name.encode())
    packed = gzip.compress(content, mtime=0)
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    config = json.dumps({
        "architecture": architecture, "os": "linux", "rootfs": {"type": "layers", "diff_ids": [digest(content)]},
        "config": {"Cmd": ["/nothing"], "Labels": {"name": name}}}).encode()
    manifest = {
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": len(config), "digest": digest(config)},
        "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": len(packed), "digest": digest(packed)}]}
    return json.dumps(manifest).encode(), {digest(config): config, digest(packed): packed}


class Registry(BaseHTTPRequestHandler):
    """Version 2 of the registry's protocol: /v2/, /v2/NAME/manifests/TAG-OR-DIGEST and /v2/NAME/blobs/DIGEST."""

    protocol_version = "HTTP/1.1"
    latency = 0.0
    # By digest: the engine asks for a tag first, and then for the digest that it was told.
    manifests = {}
    blobs = {}

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
        if words[-2:-1] == ["blobs"] and words[-1] in self.blobs:
            return self.answer(200, self.blobs[words[-1]], "application/octet-stream", Docker_Content_Digest=words[-1])
        if len(words) < 4 or words[0] != "v2" or words[-2] != "manifests":
            return self.refuse(404, "UNSUPPORTED", "not served here")
        name, reference = "/".join(words[1:-2]), words[-1]
        if words[1] == "missing":
            return self.refuse(404, "MANIFEST_UNKNOWN", "manifest unknown")
        if words[1] == "denied":
            return self.refuse(401, "UNAUTHORIZED", "authentication required", WWW_Authenticate='Basic realm="registry"')
        body = self.manifests.get(reference) or self.new_manifest(words[1], f"{name}:{reference}")
        self.manifests[digest(body)] = body
        self.answer(200, body, MANIFEST if words[1] == "whole" else LIST, Docker_Content_Digest=digest(body))

    def new_manifest(self, kind, image):
        if kind != "whole":
            return manifest_list(image, ["s390x"] if kind == "foreign" else ["amd64", "arm64"])
        manifest, blobs = whole_image(image)
        self.blobs.update(blobs)
        return manifest

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
