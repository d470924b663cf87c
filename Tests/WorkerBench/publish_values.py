#!/usr/bin/env python3
"""Fills a queue with collectd's text form, one value a message: publish_values.py AMQP-URL QUEUE MESSAGES"""
import sys
import time

import pika


def main():
    channel = pika.BlockingConnection(pika.URLParameters(sys.argv[1])).channel()
    channel.queue_declare(sys.argv[2], durable=True)
    properties = pika.BasicProperties(content_type="text/collectd", delivery_mode=2)
    start = int(time.time()) - int(sys.argv[3])
    for number in range(int(sys.argv[3])):
        # Later than the one before of the same series, or it would be refused.
        text = f'PUTVAL "home/sensor-{number % 50}/gauge-temperature" interval=1 {start + number // 50}:{20 + number % 7}'
        channel.basic_publish("", sys.argv[2], text.encode(), properties)
    channel.connection.close()


main()
