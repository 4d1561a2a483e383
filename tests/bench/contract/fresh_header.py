"""A hook for Schemathesis: a header that must not repeat is new for each request.

Left alone, it sends the document's example of an idempotency key with one body after the other. A server that keeps its promise
refuses all but the first, whatever is in them, and so hides its own mistakes. An invalid or missing header stays as it is.
"""

import os
import uuid

import schemathesis

NAME = os.environ["BENCH_FRESH_HEADER"]


@schemathesis.hook
def before_call(context, case, kwargs):
    value = (case.headers or {}).get(NAME)
    if isinstance(value, str) and 1 <= len(value) <= 255:
        case.headers[NAME] = str(uuid.uuid4())
