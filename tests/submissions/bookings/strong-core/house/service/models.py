"""Shapes of what comes in and goes out. Strict: no text for a number, no true for 1, no member that nobody knows."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from house.service.times import bound, storable

State = Literal["booked", "checked_in", "cancelled"]
Thing = Literal["microphone", "phone", "projector", "screen", "whiteboard"]

# What a booking may become. Whatever is not here is final.
MOVES: dict[State, tuple[State, ...]] = {"booked": ("checked_in", "cancelled"), "checked_in": (), "cancelled": ()}


def without_nul(text: str) -> str:
    """PostgreSQL's text holds everything but NUL."""
    if "\0" in text:
        raise ValueError("must not contain NUL")
    return text


def whole(value: object) -> object:
    """In JSON 3.0 is an integer, too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def digits(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError("must be a whole number")
    return int(text)


def rfc3339(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


Line = AfterValidator(without_nul)
Room = Annotated[str, StringConstraints(min_length=2, max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=120), Line]
Party = Annotated[str, StringConstraints(min_length=1, max_length=80), Line]
Note = Annotated[str, StringConstraints(max_length=1000), Line]
Attendees = Annotated[int, BeforeValidator(whole), Field(ge=1, le=500)]
Equipment = Annotated[list[Thing], Field(max_length=6)]
Moment = Annotated[datetime, PlainValidator(storable)]
Bound = Annotated[datetime, PlainValidator(bound)]
Shown = Annotated[datetime, PlainSerializer(rfc3339)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class NewBooking(Strict):
    room: Room
    title: Title
    booked_by: Party
    attendees: Attendees
    starts_at: Moment
    ends_at: Moment
    equipment: Equipment = []
    note: Note | None = None

    @field_validator("ends_at")
    @classmethod
    def ends_after_it_starts(cls, ends_at: datetime, info: ValidationInfo) -> datetime:
        if "starts_at" in info.data and info.data["starts_at"] >= ends_at:
            raise ValueError("must be later than starts_at")
        return ends_at


class BookingChange(Strict):
    state: State = None
    title: Title = None
    attendees: Attendees = None
    equipment: Equipment = None
    note: Note | None = None

    @model_validator(mode="after")
    def not_empty(self) -> "BookingChange":
        if not self.model_fields_set:
            raise ValueError("must have at least one member")
        return self


class ImportedBooking(NewBooking):
    """A booking of the file: it has an id and a past."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: int = Field(ge=1)
    state: State
    created_at: Moment
    updated_at: Moment


class Booking(BaseModel):
    """A booking as it goes out."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    room: str
    title: str
    booked_by: str
    attendees: int
    starts_at: Shown
    ends_at: Shown
    equipment: list[str]
    note: str | None
    state: State
    created_at: Shown
    updated_at: Shown


class ListQuery(BaseModel):
    """Parameters of the list; unknown ones are ignored."""

    model_config = ConfigDict(extra="ignore")

    limit: Annotated[int, BeforeValidator(digits), Field(ge=1, le=50)] = 10
    offset: Annotated[int, BeforeValidator(digits), Field(ge=0, le=1_000_000)] = 0
    sort_by: Literal["starts_at", "-starts_at", "attendees", "-attendees"] = "starts_at"
    room: Room = None
    booked_by: Party = None
    state: State = None
    starts_from: Bound = None
    starts_before: Bound = None

    def filters(self) -> dict:
        """Only those that were sent."""
        return self.model_dump(exclude={"limit", "offset", "sort_by"}, exclude_unset=True)
