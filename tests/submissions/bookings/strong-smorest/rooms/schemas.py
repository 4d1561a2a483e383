"""What comes in and what goes out."""

import re

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from rooms.fields import Bound, Digits, Instant, Line, WholeNumber
from rooms.models import EQUIPMENT, STATES

ROOM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ORDERS = ("starts_at", "-starts_at", "attendees", "-attendees")
MAX_LIMIT = 50
MAX_OFFSET = 1_000_000


def is_room(value: str) -> None:
    if not ROOM.fullmatch(value):
        raise ValidationError("must be small letters and digits, with single hyphens")


ROOM_RULES = [validate.Length(2, 40), is_room]
PARTY_RULES = validate.Length(1, 80)
TITLE_RULES = validate.Length(1, 120)
ATTENDEES_RULES = validate.Range(1, 500)
NOTE_RULES = validate.Length(max=1000)


def equipment(**options) -> fields.List:
    return fields.List(fields.String(validate=validate.OneOf(EQUIPMENT)), validate=validate.Length(max=6), **options)


class NewBooking(Schema):
    class Meta:
        unknown = RAISE

    room = fields.String(required=True, validate=ROOM_RULES)
    title = Line(required=True, validate=TITLE_RULES)
    booked_by = Line(required=True, validate=PARTY_RULES)
    attendees = WholeNumber(required=True, validate=ATTENDEES_RULES)
    starts_at = Instant(required=True)
    ends_at = Instant(required=True)
    equipment = equipment(load_default=list)
    note = Line(allow_none=True, load_default=None, validate=NOTE_RULES)

    @validates_schema
    def ends_after_it_starts(self, data: dict, **_: object) -> None:
        if data["starts_at"] >= data["ends_at"]:
            raise ValidationError("must be later than starts_at", "ends_at")


class BookingChange(Schema):
    class Meta:
        unknown = RAISE

    state = fields.String(validate=validate.OneOf(STATES))
    title = Line(validate=TITLE_RULES)
    attendees = WholeNumber(validate=ATTENDEES_RULES)
    equipment = equipment()
    note = Line(allow_none=True, validate=NOTE_RULES)

    @validates_schema
    def not_empty(self, data: dict, **_: object) -> None:
        if not data:
            raise ValidationError("must have at least one member")


class ImportedBooking(NewBooking):
    """A booking of the file: it has an id and a past."""

    class Meta:
        unknown = EXCLUDE

    id = WholeNumber(required=True, validate=validate.Range(1))
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    created_at = Instant(required=True)
    updated_at = Instant(required=True)


class BookingView(Schema):
    id = fields.Integer()
    room = fields.String()
    title = fields.String()
    booked_by = fields.String()
    attendees = fields.Integer()
    starts_at = Instant()
    ends_at = Instant()
    equipment = fields.List(fields.String())
    note = fields.String()
    state = fields.String()
    created_at = Instant()
    updated_at = Instant()


class ListQuery(Schema):
    class Meta:
        unknown = EXCLUDE

    limit = Digits(load_default=10, validate=validate.Range(1, MAX_LIMIT))
    offset = Digits(load_default=0, validate=validate.Range(0, MAX_OFFSET))
    sort_by = fields.String(load_default="starts_at", validate=validate.OneOf(ORDERS))
    room = fields.String(validate=ROOM_RULES)
    booked_by = Line(validate=PARTY_RULES)
    state = fields.String(validate=validate.OneOf(STATES))
    starts_from = Bound()
    starts_before = Bound()


class Page(Schema):
    bookings = fields.List(fields.Nested(BookingView))
    total = fields.Integer()
