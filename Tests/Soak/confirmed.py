#!/usr/bin/env python3
"""Is everything in InfluxDB that the broker confirmed? For the stack `home`: its workers, its simulator's ledger.

    confirmed.py LEDGER --influx URL --user NAME --password-file FILE [--wait SECONDS]

Waits until nothing is missing, that long at most. What the workers derive is there too, and is not counted.
"""
import argparse
import base64
import pathlib
import sys
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import oracle  # noqa: E402
from stores import influx_values  # noqa: E402

# What a worker of the stack stores; the others are for `record`.
STORED = {"climate", "light", "motion", "opening", "energy"}


def is_stored(key, fields):
    # A contact's report without its state is about its battery only.
    return key[0] in STORED and (key[0] != "opening" or "open" in fields)


def client(options):
    password = pathlib.Path(options.password_file).read_text(encoding="utf-8").rstrip("\n")
    basic = base64.b64encode(f"{options.user}:{password}".encode()).decode()

    def get(path, **query):
        request = urllib.request.Request(options.influx + path, urllib.parse.urlencode(query).encode(), {"Authorization": f"Basic {basic}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()
    return get


def differences(expected, found):
    """Points that are not there, and points with other values. A worker may have added fields."""
    missing = [key for key in expected if key not in found]
    wrong = [key for key, fields in expected.items()
             if key in found and not oracle.same(fields, {name: found[key][name] for name in fields if name in found[key]})]
    return missing, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger")
    parser.add_argument("--influx", required=True)
    parser.add_argument("--user", default="home")
    parser.add_argument("--password-file", required=True)
    parser.add_argument("--wait", type=float, default=60)
    options = parser.parse_args()
    points, _ = oracle.expectations(options.ledger)
    expected = {key: fields for key, fields in points.items() if is_stored(key, fields)}
    if not expected:
        sys.exit("the ledger has no reading")
    get = client(options)
    end = time.monotonic() + options.wait
    while True:
        missing, wrong = differences(expected, influx_values(get))
        if not missing or time.monotonic() > end:
            break
        time.sleep(1)
    print(f"{len(expected)} confirmed readings, {len(expected) - len(missing)} in InfluxDB, {len(missing)} missing, {len(wrong)} with other values")
    for key in sorted(missing)[:5]:
        print(f"missing: {key} {expected[key]}")
    for key in wrong[:5]:
        print(f"other values: {key} {expected[key]}")
    sys.exit(1 if missing or wrong else 0)


if __name__ == "__main__":
    main()
