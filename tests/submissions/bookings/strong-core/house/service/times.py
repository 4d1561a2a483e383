"""RFC 3339, section 5.6: a time names a moment, whichever offset it is written with."""

import re
from datetime import UTC, datetime, timedelta

TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<minutes>\d\d:\d\d):(?P<second>\d\d)(\.(?P<fraction>\d+))?"
    r"(Z|(?P<sign>[+-])(?P<hours>[01]\d|2[0-3]):(?P<offset>[0-5]\d))",
    re.ASCII | re.IGNORECASE,
)


def moment(text: object) -> datetime:
    """In UTC. Raises ValueError for what is no such time, OverflowError for one that lies outside the years 1 to 9999."""
    match = TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError("must be a date-time of RFC 3339, with an offset")
    if match["date"].startswith("0000"):
        raise OverflowError("the year 0")
    is_leap = match["second"] == "60"
    local = datetime.fromisoformat(f"{match['date']}T{match['minutes']}:{'59' if is_leap else match['second']}")
    part = timedelta(seconds=int(is_leap), microseconds=int((match["fraction"] or "0")[:6].ljust(6, "0")))
    east = timedelta(hours=int(match["hours"] or 0), minutes=int(match["offset"] or 0))
    return local.replace(tzinfo=UTC) + part + (east if match["sign"] == "-" else -east)


def storable(text: object) -> datetime:
    """A moment that can be kept and shown again."""
    try:
        return moment(text)
    except OverflowError as error:
        raise ValueError("must lie between the years 1 and 9999") from error


def bound(text: object) -> datetime:
    """A moment to compare with: what lies outside is before or after everything."""
    try:
        return moment(text)
    except OverflowError:
        return (datetime.min if str(text).startswith("0") else datetime.max).replace(tzinfo=UTC)
