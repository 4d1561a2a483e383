"""Shapes of what comes in and goes out. Strict: no text for a number, no true for 1, no member that nobody knows."""

import re
from datetime import UTC, datetime, timedelta, timezone
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
)

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
PRICE = re.compile(r"(0|[1-9][0-9]{0,6})\.([0-9]{2})", re.ASCII)
# RFC 3339, section 5.6
TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d):(?P<second>\d\d)(\.(?P<fraction>\d+))?"
    r"(Z|(?P<sign>[+-])(?P<hours>[01]\d|2[0-3]):(?P<minutes>[0-5]\d))",
    re.ASCII | re.IGNORECASE,
)
MOST = 1_000_000


def code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError("must be lower-case letters, digits and single hyphens")
    return text


def storable(text: str) -> str:
    """PostgreSQL's text holds everything but NUL and halves of surrogate pairs."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must contain neither NUL nor lone surrogates")
    return text


def whole(value: object) -> object:
    """In JSON 2.0 is an integer, too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def cents(value: object) -> int:
    match = PRICE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("must be a decimal number with two digits, as text")
    return int(match[1]) * 100 + int(match[2])


def none_twice(tags: list[str]) -> list[str]:
    if len(set(tags)) < len(tags):
        raise ValueError("must hold no tag twice")
    return tags


def instant(text: object) -> datetime:
    """Leap seconds count as the next second; parts of a microsecond are dropped."""
    match = TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError("must be an RFC 3339 date-time with an offset")
    if match["date"].startswith("0000"):
        return datetime.min.replace(tzinfo=UTC)
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    zone = timezone(-offset if match["sign"] == "-" else offset)
    is_leap = match["second"] == "60"
    fraction = (match["fraction"] or "0")[:6].ljust(6, "0")
    moment = datetime.fromisoformat(
        f"{match['date']}T{match['time']}:{'59' if is_leap else match['second']}.{fraction}"
    )
    try:
        return (moment.replace(tzinfo=zone) + timedelta(seconds=int(is_leap))).astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


Text = Annotated[str, AfterValidator(storable)]
Sku = Annotated[str, StringConstraints(min_length=3, max_length=32), AfterValidator(code)]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=24), AfterValidator(code)]
Supplier = Annotated[Text, StringConstraints(min_length=1, max_length=60)]
Whole = Annotated[int, BeforeValidator(whole)]
Cents = Annotated[
    int, PlainValidator(cents), PlainSerializer(lambda value: f"{value // 100}.{value % 100:02}", when_used="json")
]
Instant = Annotated[datetime, PlainValidator(instant)]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Content(Strict):
    """All that a client says about an article, with the defaults of what may be left out."""

    name: Annotated[Text, StringConstraints(min_length=1, max_length=120)]
    supplier: Supplier
    quantity: Whole = Field(ge=0, le=MOST)
    unit_price: Cents
    tags: Annotated[list[Tag], Field(max_length=8), AfterValidator(none_twice)] = []
    weight_kg: float | None = Field(default=None, gt=0, le=1000)
    location: Annotated[Text, StringConstraints(min_length=1, max_length=40)] | None = None
    reorder_quantity: Whole = Field(default=12, gt=0, le=1200, multiple_of=12)
    discontinued: bool = False


class NewArticle(Content):
    sku: Sku


class ImportedArticle(NewArticle):
    """An article of the file. It has a past already."""

    model_config = ConfigDict(strict=True, extra="ignore")

    created_at: Instant
    updated_at: Instant


class Withdrawal(Strict):
    quantity: Whole = Field(ge=1, le=MOST)
    reason: Annotated[Text, StringConstraints(max_length=200)] | None = None


class Article(BaseModel):
    """An article as it is stored and goes out; the revision is for its ETag."""

    sku: str
    name: str
    supplier: str
    quantity: int
    unit_price: Annotated[int, PlainSerializer(lambda value: f"{value // 100}.{value % 100:02}", when_used="json")]
    tags: list[str]
    weight_kg: float | None
    location: str | None
    reorder_quantity: int
    discontinued: bool
    created_at: datetime
    updated_at: datetime
    revision: int = Field(exclude=True)


def digits(text: object) -> int:
    """What is far beyond every quantity is as good as the largest."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,40}", text):
        raise ValueError("must be a whole number")
    return min(int(text), 10 * MOST)


def true_or_false(text: object) -> bool:
    if text not in ("true", "false"):
        raise ValueError("must be true or false")
    return text == "true"


Number = Annotated[int, BeforeValidator(digits)]


class ListQuery(BaseModel):
    """Query parameters; unknown ones are ignored."""

    model_config = ConfigDict(extra="ignore")

    size: Annotated[Number, Field(ge=1)] = 25
    order: Literal["sku", "-sku", "quantity", "-quantity", "updated_at", "-updated_at"] = "sku"
    supplier: Supplier = None
    discontinued: Annotated[bool, BeforeValidator(true_or_false)] = None
    quantity_from: Number = None
    quantity_below: Number = None
    updated_since: Instant = None

    def filters(self) -> dict:
        """Only those that were sent."""
        return self.model_dump(exclude={"size", "order"}, exclude_unset=True)
