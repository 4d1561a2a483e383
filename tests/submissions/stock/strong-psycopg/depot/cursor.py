"""The opaque `next` of a page: where it ended, and the order and filters that lead on. Signed: we read only our own."""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import NamedTuple

CARRIED = ("order", "supplier", "discontinued", "quantity_from", "quantity_below", "updated_since")


class Place(NamedTuple):
    """The sort key and the sku of the last article of a page."""

    value: str | int | datetime
    sku: str


class NoCursor(ValueError):
    pass


class Cursors:
    def __init__(self, secret: bytes):
        self._key = hashlib.sha256(b"next:" + secret).digest()

    def _signed(self, payload: bytes) -> str:
        raw = hmac.digest(self._key, payload, "sha256")[:12] + payload
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def write(self, place: Place, parameters: dict[str, str]) -> str:
        """`parameters` are those of the request, as text; its order must be among them."""
        carried = {name: parameters[name] for name in CARRIED if name in parameters}
        value = place.value.isoformat() if isinstance(place.value, datetime) else place.value
        return self._signed(json.dumps([value, place.sku, carried]).encode())

    def read(self, text: str, parameters: dict[str, str]) -> tuple[Place, dict[str, str]]:
        """The place, and the parameters that it was written with. Raises NoCursor."""
        try:
            payload = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)[12:]
        except ValueError as error:
            raise NoCursor("is no `next` of this service") from error
        if not hmac.compare_digest(self._signed(payload).encode(), text.encode()):
            raise NoCursor("is no `next` of this service")
        value, sku, carried = json.loads(payload)
        if any(carried.get(name) != parameters[name] for name in CARRIED if name in parameters):
            raise NoCursor("was made with another order or other filters")
        is_time = carried["order"].endswith("updated_at")
        return Place(datetime.fromisoformat(value) if is_time else value, sku), carried
