"""What a list is asked for: limit, sort, filters; and the cursor that carries them on."""

import base64
import hashlib
import hmac
import json
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from shop.orders.models import Email
from shop.orders.status import Status

# RFC 3339, section 5.6
TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d):(?P<second>\d\d)(\.(?P<fraction>\d+))?"
    r"(Z|(?P<sign>[+-])(?P<hours>[01]\d|2[0-3]):(?P<minutes>[0-5]\d))",
    re.ASCII | re.IGNORECASE,
)


def instant(text: str) -> datetime:
    """Leap seconds count as the next second; parts of a microsecond are rounded up, as both filters need it."""
    match = TIME.fullmatch(text)
    if match is None:
        raise ValueError("must be an RFC 3339 date-time with an offset")
    if match["date"].startswith("0000"):
        return datetime.min.replace(tzinfo=UTC)
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    zone = timezone(-offset if match["sign"] == "-" else offset)
    fraction = match["fraction"] or "0"
    is_leap = match["second"] == "60"
    whole = datetime.fromisoformat(f"{match['date']}T{match['time']}:{'59' if is_leap else match['second']}")
    extra = timedelta(
        seconds=int(is_leap), microseconds=int(fraction[:6].ljust(6, "0")) + bool(fraction[6:].strip("0"))
    )
    try:
        return whole.replace(tzinfo=zone) + extra
    except OverflowError:
        return datetime.max.replace(tzinfo=zone)


def digits(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError("must be a whole number")
    return int(text)


Instant = Annotated[datetime, PlainValidator(instant)]
Sort = Literal["created_at", "-created_at", "total_cents", "-total_cents"]


class ListQuery(BaseModel):
    """Query parameters; unknown ones are ignored."""

    model_config = ConfigDict(extra="ignore")

    limit: Annotated[int, BeforeValidator(digits)] = Field(default=20, ge=1, le=100)
    sort: Sort = "-created_at"
    status: Status = None
    customer_email: Email = None
    created_from: Instant = None
    created_before: Instant = None

    @property
    def sort_key(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")

    def filters(self) -> dict:
        """Only those that were sent."""
        return self.model_dump(exclude={"limit", "sort"}, exclude_unset=True)


class After(BaseModel):
    """The last order of the page before: the one that the next page starts after."""

    value: datetime | int
    id: UUID


# What a cursor carries on; limit may change from page to page.
CARRIED = ("sort", "status", "customer_email", "created_from", "created_before")


class BadCursor(ValueError):
    pass


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class CursorCodec:
    """Cursors are signed: only what this service wrote itself gets near the database."""

    def __init__(self, secret: str):
        self._key = hashlib.sha256(b"cursor:" + secret.encode()).digest()

    def _sign(self, payload: bytes) -> bytes:
        return hmac.digest(self._key, payload, "sha256")[:12]

    def encode(self, after: After, parameters: dict[str, str]) -> str:
        """`parameters` are those of the request, as text; its sort must be among them."""
        carried = {name: parameters[name] for name in CARRIED if name in parameters}
        payload = json.dumps([after.model_dump(mode="json"), carried]).encode()
        return _to_text(self._sign(payload) + payload)

    def decode(self, text: str, parameters: dict[str, str]) -> tuple[After, dict[str, str]]:
        """The place, and the parameters that the cursor was made with. Raises BadCursor."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except ValueError as error:
            raise BadCursor("is no cursor of this service") from error
        signature, payload = raw[:12], raw[12:]
        if _to_text(raw) != text or not hmac.compare_digest(signature, self._sign(payload)):
            raise BadCursor("is no cursor of this service")
        place, carried = json.loads(payload)
        if any(carried.get(name) != parameters[name] for name in CARRIED if name in parameters):
            raise BadCursor("was made with another sort or other filters")
        is_time = carried["sort"].endswith("created_at")
        value = datetime.fromisoformat(place["value"]) if is_time else place["value"]
        return After(value=value, id=place["id"]), carried
