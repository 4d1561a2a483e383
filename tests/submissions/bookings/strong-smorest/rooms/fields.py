"""marshmallow fields that take exactly what the document says."""

import re
from datetime import UTC, datetime, timedelta

from marshmallow import ValidationError, fields

# RFC 3339, section 5.6
DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))", re.ASCII
)


class WholeNumber(fields.Integer):
    """3 and 3.0, but neither "3" nor true."""

    def __init__(self, **options):
        super().__init__(strict=True, **options)

    def _deserialize(self, value, *args, **kwargs):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return super()._deserialize(value, *args, **kwargs)


class Digits(fields.Field):
    """A whole number in a query, where everything is text."""

    def _deserialize(self, value, *args, **kwargs) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise ValidationError("must be a whole number")
        return int(value)


class Line(fields.String):
    """Text that PostgreSQL can hold: no NUL, no half of a surrogate pair."""

    def _deserialize(self, value, *args, **kwargs) -> str:
        line = super()._deserialize(value, *args, **kwargs)
        if "\0" in line or any("\ud800" <= character <= "\udfff" for character in line):
            raise ValidationError("must hold neither NUL nor lone surrogates")
        return line


class Instant(fields.Field):
    """A moment, whichever offset it is written with."""

    def _serialize(self, value: datetime, *args, **kwargs) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def _deserialize(self, value, *args, **kwargs) -> datetime:
        match = DATE_TIME.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ValidationError("must be a date-time of RFC 3339, with an offset")
        try:
            return instant(*match.groups())
        except OverflowError:
            return self.out_of_range(value)
        except ValueError as error:
            raise ValidationError("must be a time that exists") from error

    def out_of_range(self, value: str) -> datetime:
        raise ValidationError("must lie between the years 1 and 9999")


class Bound(Instant):
    """The same where it is only compared with: what is out of range is before or after everything."""

    def out_of_range(self, value: str) -> datetime:
        return (datetime.min if value.startswith("0") else datetime.max).replace(tzinfo=UTC)


def instant(date, minutes, seconds, fraction, sign, east_hours, east_minutes) -> datetime:
    """In UTC. Raises ValueError, or OverflowError. A leap second counts as the one after."""
    if date.startswith("0000"):
        raise OverflowError(date)
    is_leap = seconds == "60"
    moment = datetime.fromisoformat(f"{date}T{minutes}:{'59' if is_leap else seconds}").replace(tzinfo=UTC)
    offset = timedelta(hours=int(east_hours or 0), minutes=int(east_minutes or 0))
    part = timedelta(seconds=int(is_leap), microseconds=int((fraction or "0")[:6].ljust(6, "0")))
    return moment + part + (offset if sign == "-" else -offset)
