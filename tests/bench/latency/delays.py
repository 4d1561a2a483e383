"""An app whose latency is known: /20 takes 20 ms, /stall takes 300 ms every hundredth time and none otherwise."""

import itertools
import time

count = itertools.count(1)


def app(environ, start_response):
    path = environ["PATH_INFO"].strip("/")
    if path == "stall":
        time.sleep(0.3 if next(count) % 100 == 0 else 0)
    else:
        time.sleep(int(path) / 1000)
    start_response("200 OK", [("content-type", "application/json"), ("content-length", "2")])
    return [b"{}"]
