"""Shapes of what comes in and goes out. Strict: no text for a number, no true for 1, no member that nobody knows."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from shop.orders.status import Status

# RFC 5321 without quoted local parts and address literals. Kept as it was sent: no lower case, no clean-up.
EMAIL = (
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"
)


def storable(text: str) -> str:
    """PostgreSQL's text holds everything but NUL."""
    if "\0" in text:
        raise ValueError("must not contain NUL")
    return text


def whole(value: object) -> object:
    """In JSON 2.0 is an integer, too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(whole)]
Email = Annotated[str, StringConstraints(max_length=254, pattern=EMAIL)]
Currency = Literal["EUR", "GBP", "USD"]
Note = Annotated[str, StringConstraints(max_length=500), AfterValidator(storable)]
Sku = Annotated[str, StringConstraints(min_length=3, max_length=32, pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$")]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Item(Strict):
    sku: Sku
    quantity: Whole = Field(ge=1, le=1000)
    unit_price_cents: Whole = Field(ge=0, le=10_000_000)


class NewOrder(Strict):
    customer_email: Email
    currency: Currency
    items: list[Item] = Field(min_length=1, max_length=50)
    note: Note | None = None

    @property
    def total_cents(self) -> int:
        return sum(item.quantity * item.unit_price_cents for item in self.items)


class OrderPatch(Strict):
    status: Status = None
    note: Note | None = None

    @model_validator(mode="after")
    def not_empty(self) -> "OrderPatch":
        if not self.model_fields_set:
            raise ValueError("must have at least one member")
        return self


class ImportedOrder(BaseModel):
    """An order of the seed file. It has a past already: id, status, times."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: UUID
    status: Status
    customer_email: Email
    currency: Currency
    items: list[Item] = Field(min_length=1)
    note: Note | None = None
    total_cents: int = Field(ge=0)
    created_at: datetime
    updated_at: datetime


class Order(BaseModel):
    """An order as it goes out."""

    id: UUID
    status: Status
    customer_email: str
    currency: Currency
    items: list[Item]
    note: str | None
    total_cents: int
    created_at: datetime
    updated_at: datetime
