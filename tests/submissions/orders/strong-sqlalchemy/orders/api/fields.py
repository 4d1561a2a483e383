"""Fields that are exact about types, where marshmallow's own are forgiving."""

import re
from datetime import UTC, datetime, timedelta, timezone

from marshmallow import ValidationError, fields

# RFC 3339, section 5.6.
DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
# RFC 5321 without quoted local parts and address literals.
EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
    re.ASCII | re.IGNORECASE,
)


class WholeNumber(fields.Integer):
    """An integer as JSON Schema has it: 2 and 2.0, but neither "2" nor true."""

    def __init__(self, **options):
        super().__init__(strict=True, **options)

    def _deserialize(self, value, *args, **kwargs):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return super()._deserialize(value, *args, **kwargs)


class StorableText(fields.String):
    """Text that PostgreSQL can hold: no NUL, no half of a surrogate pair."""

    def _deserialize(self, value, *args, **kwargs) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise ValidationError("must hold neither NUL nor lone surrogates")
        return text


class Instant(fields.Field):
    """A date-time of RFC 3339."""

    def _serialize(self, value: datetime, *args, **kwargs) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def _deserialize(self, value, *args, **kwargs) -> datetime:
        match = DATE_TIME.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ValidationError("must be a date-time of RFC 3339, with an offset")
        try:
            return read_instant(*match.groups())
        except ValueError as error:
            raise ValidationError("must be a time that exists") from error


def read_instant(date: str, minutes: str, seconds: str, fraction: str | None, offset: str) -> datetime:
    """Raises ValueError. Digits beyond microseconds are dropped; a leap second counts as the second after."""
    if date.startswith("0000"):
        # A valid year, but before Python's first.
        return datetime.min.replace(tzinfo=UTC)
    leap = seconds == "60"
    text = f"{date}T{minutes}:{'59' if leap else seconds}.{(fraction or '0')[:6].ljust(6, '0')}"
    moment = datetime.fromisoformat(text).replace(tzinfo=read_offset(offset))
    try:
        return moment + timedelta(seconds=1 if leap else 0)
    except OverflowError:
        return moment


def read_offset(text: str) -> timezone:
    if text in ("Z", "z"):
        return UTC
    distance = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-distance if text[0] == "-" else distance)
