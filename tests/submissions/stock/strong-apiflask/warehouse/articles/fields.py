"""Fields that are exact about types, where marshmallow's own are forgiving."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from apiflask import fields
from marshmallow import ValidationError

PRICE = re.compile(r"(0|[1-9][0-9]{0,6})\.[0-9]{2}", re.ASCII)
# RFC 3339, section 5.6.
DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)


class WholeNumber(fields.Integer):
    """An integer as JSON Schema has it: 2 and 2.0, but neither "2" nor true."""

    def _deserialize(self, value, *args, **kwargs) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("must be an integer")
        return value


class Number(fields.Float):
    """A number as JSON has it: neither "1.5" nor true."""

    def _deserialize(self, value, *args, **kwargs) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValidationError("must be a number")
        try:
            return float(value)
        except OverflowError as error:
            raise ValidationError("must be a smaller number") from error


class Flag(fields.Boolean):
    """true or false, and nothing that stands for them."""

    def _deserialize(self, value, *args, **kwargs) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("must be true or false")
        return value


class Text(fields.String):
    """Text that PostgreSQL can hold: no NUL, no half of a surrogate pair."""

    def _deserialize(self, value, *args, **kwargs) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise ValidationError("must hold neither NUL nor lone surrogates")
        return text


class Price(fields.Field):
    """A decimal string; floats would lose cents."""

    def _serialize(self, value: Decimal, *args, **kwargs) -> str:
        return f"{value:.2f}"

    def _deserialize(self, value, *args, **kwargs) -> Decimal:
        if not isinstance(value, str) or not PRICE.fullmatch(value):
            raise ValidationError("must be a decimal number with two digits, as text")
        return Decimal(value)


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
        return (moment + timedelta(seconds=1 if leap else 0)).astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def read_offset(text: str) -> timezone:
    if text in ("Z", "z"):
        return UTC
    distance = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-distance if text[0] == "-" else distance)
