#!/usr/bin/env python3
"""A worker as somebody writes one in an afternoon: pika, json, line protocol by hand, http.client. It acknowledges after the store.

    pika_worker.py AMQP-URL QUEUE STORE-PORT MESSAGES PREFETCH

It understands flat JSON objects only and ends after that many messages.
"""
import http.client
import json
import sys
import time

import pika


def line(key, body):
    """The numbers of a flat object as one line; nothing for a body that is none."""
    try:
        values = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(values, dict):
        return ""
    fields = ",".join(f"{name}={float(value)}" for name, value in values.items() if isinstance(value, (int, float)))
    return f"sensor,key={key} {fields} {time.time_ns()}" if fields else ""


def main():
    url, queue, port, messages, prefetch = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
    store = http.client.HTTPConnection("127.0.0.1", port)
    channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
    channel.basic_qos(prefetch_count=prefetch)
    lines, waiting = [], 0
    for number, (method, _, body) in enumerate(channel.consume(queue), 1):
        text = line(method.routing_key, body)
        if text:
            lines.append(text)
        waiting += 1
        if waiting >= max(1, prefetch // 2) or number == messages:
            store.request("POST", "/write?db=home&precision=ns", "\n".join(lines))
            store.getresponse().read()
            channel.basic_ack(method.delivery_tag, multiple=True)
            lines, waiting = [], 0
        if number == messages:
            return


main()
